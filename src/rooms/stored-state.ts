import type { AnyGame, RoomState } from "./room-state.ts";
import { ROOM_SCHEMA, schemaOf } from "./room-state.ts";
import { UnavailableError } from "./rooms.ts";

type Stored = Readonly<Record<string, unknown>> & { readonly schema: number };

/** By the schema that each begins with. */
const MIGRATIONS: ReadonlyMap<number, (stored: Stored) => Stored> = new Map([
  [1, (stored) => ({ ...stored, schema: 2, plays: { name: "poker", schema: 1 } })],
]);

/**
 * A room's state as it is stored, or as an older Croupier left it. Throws UnavailableError for one that a newer
 * Croupier wrote, or that is of another game: whoever asks again may reach a process that knows it.
 */
export function readState(text: string, game: AnyGame): RoomState {
  const state = migrate(text);
  const { name, schema } = state.plays;
  if (name !== game.name) throw new UnavailableError(`the room plays ${name}, not ${game.name}`);
  const ours = schemaOf(game);
  if (schema === ours) return state;
  if (schema > ours) throw tooNew(`of ${name}`, schema, ours);
  if (game.migrate === undefined) throw new Error(`${name} cannot read its own schema ${schema}`);
  return { ...state, plays: { name, schema: ours }, game: game.migrate(state.game, schema) };
}

/** The name of the game that a stored room plays. */
export function gameIn(text: string): string {
  return migrate(text).plays.name;
}

function migrate(text: string): RoomState {
  let stored = JSON.parse(text) as Stored;
  while (stored.schema < ROOM_SCHEMA) {
    const step = MIGRATIONS.get(stored.schema);
    if (step === undefined) throw new Error(`a room of schema ${stored.schema}`);
    stored = step(stored);
  }
  if (stored.schema > ROOM_SCHEMA) throw tooNew("of a room", stored.schema, ROOM_SCHEMA);
  return stored as unknown as RoomState;
}

function tooNew(of: string, found: number, known: number): UnavailableError {
  return new UnavailableError(
    `the state ${of} has schema ${found}, this process knows ${known}: a newer Croupier wrote it`,
  );
}
