import { isDeepStrictEqual } from "node:util";
import { chipsBroughtIn } from "../../src/poker/ledger.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import { ledgerBalance, type TableState } from "../../src/poker/table-state.ts";
import type { RedisClient } from "../../src/redis/connection.ts";
import { createKeys } from "../../src/redis/keys.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { evolveRoom, newRoom, type RoomEvent, type RoomState } from "../../src/rooms/room-state.ts";
import { ORIGIN } from "../../src/rooms/snapshot.ts";

interface Commit {
  readonly version: number;
  readonly atMs: number;
  readonly events: readonly RoomEvent[];
}

export interface StoredRoom {
  readonly version: number;
  readonly state: RoomState;
  readonly table: TableState;
  readonly commits: readonly Commit[];
  /** By peer id. */
  readonly peers: Readonly<Record<string, string>>;
  readonly undelivered: number;
  /** Numbers of the hands on record. */
  readonly hands: readonly number[];
  readonly dead: readonly string[];
}

type Fields = Readonly<Record<string, string>>;
type Entries = readonly (readonly [id: string, fields: readonly string[]])[];

/** What Redis holds of a room at one moment, under the documented keys. */
export async function readStored(redis: RedisClient, prefix: string, room: string): Promise<StoredRoom> {
  const keys = createKeys(prefix).room(room as RoomId);
  const replies = await redis
    .multi()
    .hgetall(keys.room)
    .hgetall(keys.peers)
    .xrange(keys.events, "-", "+")
    .xlen(keys.outbox)
    .xrange(keys.hands, "-", "+")
    .xrange(keys.dead, "-", "+")
    .exec();
  if (replies === null) throw new Error("the transaction was given up");
  const [stored, peers, commits, undelivered, hands, dead] = replies.map(([error, reply]) => {
    if (error !== null) throw error;
    return reply;
  }) as [Fields, Fields, Entries, number, Entries, Entries];
  const state = JSON.parse(stored.state ?? "null") as RoomState;
  return {
    version: Number(stored.version),
    state,
    table: state.game as TableState,
    peers,
    undelivered,
    hands: hands.map(([id]) => Number.parseInt(id, 10)),
    dead: dead.map(([, fields]) => fields[1] ?? ""),
    commits: commits.map(([, fields]) => commitOf(fields)),
  };
}

function commitOf(fields: readonly string[]): Commit {
  const valueOf = (name: string): string => fields[fields.indexOf(name) + 1] ?? "";
  return {
    version: Number(valueOf("version")),
    atMs: Number(valueOf("at")),
    events: JSON.parse(valueOf("events")) as RoomEvent[],
  };
}

/** Versions that left a gap or came twice. A jump to the time says that writes were lost and noticed. */
export function gapsIn({ commits, version }: StoredRoom): readonly string[] {
  const faults = commits.flatMap(({ version: is }, i) => {
    const before = commits[i - 1]?.version;
    return before === undefined || is === before + 1 || isJump(before, is) ? [] : [`${is} after ${before}`];
  });
  return commits.at(-1)?.version === version ? faults : [...faults, `the last is not ${version}`];
}

function isJump(before: number, is: number): boolean {
  return is > before && is > 1_700_000_000_000 && before < is - 1;
}

/** The rooms that folding the events gives, one for each commit; none when the oldest events are gone already. */
function foldsOf({ commits }: StoredRoom, config: TableConfig): readonly RoomState[] {
  if (commits[0]?.version !== 1) return [];
  let room = newRoom(poker, config, ORIGIN);
  return commits.map(({ events }) => {
    room = events.reduce((at, event) => evolveRoom(poker, at, event), room);
    return room;
  });
}

/** Whether folding the events gives the state again; true when the oldest events are gone already. */
export function foldsToState(room: StoredRoom, config: TableConfig): boolean {
  const folded = foldsOf(room, config).at(-1);
  return folded === undefined || isDeepStrictEqual(JSON.parse(JSON.stringify(folded)), room.state);
}

/** What the ledger had on the table, by version, as far as the events tell it. */
export function chipsByVersion(room: StoredRoom, config: TableConfig): ReadonlyMap<number, number> {
  return new Map(
    foldsOf(room, config).map(({ game }, i) => [
      room.commits[i]?.version ?? 0,
      chipsBroughtIn((game as TableState).ledger),
    ]),
  );
}

export function chipsMissing({ table }: StoredRoom): number {
  return ledgerBalance(table);
}

/** Hands that ended, by the events, and are not on record. */
export function handsMissing({ commits, hands }: StoredRoom): readonly string[] {
  const missing: string[] = [];
  let current = 0;
  for (const event of gameEvents(commits)) {
    if (event.type === "HandStarted") current = (event.setup as { no: number }).no;
    if (event.type === "HandEnded" && current > 0 && !hands.includes(current)) missing.push(String(current));
  }
  return missing;
}

interface EndedTurn {
  readonly player: string;
  readonly timedOut: boolean;
  /** In which commit, and when that was. */
  readonly version: number;
  readonly atMs: number;
}

/** How each turn ended, by its id, as the events tell it. */
export function turnsOf({ commits }: StoredRoom): ReadonlyMap<string, EndedTurn> {
  const ended = new Map<string, EndedTurn>();
  let current: string | null = null;
  for (const commit of commits)
    for (const event of gameEvents([commit])) {
      if (event.type === "TurnStarted") current = String(event.id);
      if (event.type !== "TurnEnded" || current === null) continue;
      if (ended.has(current)) throw new Error(`turn ${current} ended twice`);
      const { version, atMs } = commit;
      ended.set(current, { player: String(event.player), timedOut: event.timedOut === true, version, atMs });
    }
  return ended;
}

export function gameEvents(
  commits: StoredRoom["commits"],
): readonly { readonly type: string; readonly [member: string]: unknown }[] {
  return commits.flatMap(({ events }) =>
    events.flatMap((event) => (event.of === "game" ? [event.event as { type: string }] : [])),
  );
}
