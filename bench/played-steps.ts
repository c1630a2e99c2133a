import { createHash } from "node:crypto";
import { readConfig } from "../src/config.ts";
import type { Facts, PlayerId } from "../src/game/game.ts";
import { poker } from "../src/poker/poker.ts";
import type { PublicTable } from "../src/poker/table-view.ts";
import type { PeerId } from "../src/rooms/ports.ts";
import type { PresenceFact } from "../src/rooms/presence-fact.ts";
import { type AnyGame, newRoom, type RoomEvent, type RoomState } from "../src/rooms/room-state.ts";
import { type Happening, type Rules, transition } from "../src/rooms/transition.ts";
import { usualVariables } from "./croupier-process.ts";
import { chooseAction } from "./poker-load.ts";

/** One step of a room, as the shell has it before it writes views and messages. */
export interface PlayedStep {
  readonly before: RoomState;
  readonly after: RoomState;
  readonly events: readonly RoomEvent[];
}

export const GAME = poker as AnyGame;
const START_MS = Date.parse("2026-08-01T12:00:00Z");

/** What players of a full table do in so many steps, deals and showdowns among them. */
export function playSteps(seats: number, count: number): readonly PlayedStep[] {
  const rules: Rules = {
    game: GAME,
    roles: { playerRoles: ["*"], hostRoles: ["host"] },
    expelsFromRoom: false,
  };
  let state = newRoom(GAME, configOf(seats), "origin");
  const take = (happening: Happening, no: number): PlayedStep => {
    const taken = transition(rules, state, happening, factsOf(no));
    if (!taken.ok) throw new Error(`refused: ${taken.rejection.reason}`);
    const step = { before: state, after: taken.state, events: taken.events };
    state = taken.state;
    return step;
  };
  for (let no = 0; no < seats; no += 1) take({ kind: "facts", facts: [joined(no)] }, no);
  return Array.from({ length: count }, (_, no) => take(nextCommand(state), seats + no));
}

function configOf(seats: number): unknown {
  const read = readConfig({
    ...usualVariables,
    REDIS_URL: "redis://127.0.0.1",
    TABLE_SEATS: String(seats),
    TABLE_MIN_PLAYERS: String(seats),
  });
  if (!read.ok) throw new Error(read.faults.join("; "));
  return read.config.table;
}

function factsOf(no: number): Facts {
  const entropy = createHash("shake256", { outputLength: 256 }).update(`bench ${no}`).digest();
  return { nowMs: START_MS + no * 1000, entropy };
}

function joined(no: number): PresenceFact {
  const role = no === 0 ? "host" : "player";
  const peer = { userId: `user-${no}`, name: `user-${no}`, role, sessionId: "s1", type: "regular" };
  const joinedAt = `2026-08-01T12:00:00.${String(no + 1).padStart(9, "0")}Z`;
  return { type: "peerJoined", peer: { ...peer, peerId: `peer-${no}` as PeerId }, joinedAt };
}

function nextCommand({ game }: RoomState): Happening {
  const table = GAME.publicView(game) as PublicTable;
  const { turn } = table;
  if (turn === null) return { kind: "command", player: "user-0" as PlayerId, command: { type: "start" } };
  const command = { type: "act", turn: turn.id, ...chooseAction(table, turn) };
  return { kind: "command", player: turn.player, command };
}
