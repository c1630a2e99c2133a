import type { PlayerId } from "../../src/game/game.ts";
import { chipsBroughtIn } from "../../src/poker/ledger.ts";
import { poker } from "../../src/poker/poker.ts";
import type { TableConfig } from "../../src/poker/table-config.ts";
import { ledgerBalance, type TableState } from "../../src/poker/table-state.ts";
import type { PublicTable } from "../../src/poker/table-view.ts";
import type { Commit, CommitResult, PeerId, RoomId } from "../../src/rooms/ports.ts";
import { connectedPeers } from "../../src/rooms/presence.ts";
import type { AnyGame, RoomEvent, RoomState } from "../../src/rooms/room-state.ts";
import { evolveRoom, newRoom } from "../../src/rooms/room-state.ts";
import { alive, type MemoryRoom } from "../fakes/memory-data.ts";
import { revealedBy } from "./cards.ts";
import type { World } from "./world.ts";

/** A room after one of its commits, folded from the event log by nobody but this simulation. */
export interface Moment {
  readonly version: number;
  readonly state: RoomState;
  readonly table: TableState;
  /** Public events of the room up to and with this commit. */
  readonly eventCount: number;
  readonly tableJson: string;
  youJson(player: string): string;
}

export interface RoomHistory {
  current: Moment | null;
  /** Virtual ms of the last commit. */
  changedAtMs: number;
  /** More than one where a replica lost the first. */
  readonly moments: Map<number, Moment[]>;
  /** Sizes in bytes of all public events so far. */
  readonly eventBytes: number[];
  /** What events have revealed, so that they may tell it again. */
  readonly revealed: Set<string>;
}

/** What Redis carried out, checked at that moment: chips, fold, index, presence, and one effect per id. */
export interface History {
  committed(commit: Commit, result: CommitResult): void;
  of(roomId: RoomId): RoomHistory;
  /** A replica took over that has less. */
  wentBack(): void;
  /** Virtual ms of the last time that this happened. */
  wentBackAtMs(): number;
  commits(): number;
  /** What is remembered as the answer under an id; null when nothing is. */
  answerTo(roomId: RoomId, id: string): string | null;
}

const game = poker as AnyGame;
/** Histories after the first one count from the time in ms. */
const FIRST_EPOCH = 1_000_000_000;
/** Answers are remembered for this long at least. */
const REMEMBERED_MS = 300_000;

/** `isThere`: whether a peer is connected in truth. */
export function createHistory(
  world: World,
  config: TableConfig,
  isThere: (roomId: RoomId, peerId: PeerId) => boolean,
): History {
  const { data } = world.redis;
  const rooms = new Map<RoomId, RoomHistory>();
  const done = new Map<string, string>();
  let commits = 0;
  let wentBackAtMs = Number.NEGATIVE_INFINITY;

  const of = (roomId: RoomId): RoomHistory => {
    const known = rooms.get(roomId);
    if (known !== undefined) return known;
    const history = {
      current: null,
      changedAtMs: 0,
      moments: new Map(),
      eventBytes: [],
      revealed: new Set<string>(),
    };
    rooms.set(roomId, history);
    return history;
  };
  const follow = (roomId: RoomId, room: MemoryRoom): void => {
    const history = of(roomId);
    const stored = room.stored as NonNullable<MemoryRoom["stored"]>;
    const events = JSON.parse(room.events.at(-1)?.events ?? "[]") as RoomEvent[];
    const before =
      history.current?.state ?? newRoom(game, config, (JSON.parse(stored.state) as RoomState).store);
    const was = history.current?.version ?? 0;
    const isNext = stored.version === was + 1 || (wentBackAtMs >= 0 && stored.version > FIRST_EPOCH);
    if (!isNext) world.fail(`${roomId}: version ${stored.version} after ${was}`);
    const state = events.reduce((at, event) => evolveRoom(game, at, event), before);
    if (JSON.stringify(state) !== stored.state)
      world.fail(`${roomId} ${stored.version}: the events do not lead to the state`);
    for (const event of events) takePublic(history, event);
    history.changedAtMs = world.scheduler.nowMs();
    history.current = momentOf(stored.version, state, history.eventBytes.length);
    history.moments.set(stored.version, [...(history.moments.get(stored.version) ?? []), history.current]);
    checkChips(world, roomId, history.current);
    checkPeers(world, roomId, room, state);
    const wrong = gone(before, state).find((peerId) => isThere(roomId, peerId));
    if (wrong !== undefined) world.fail(`${roomId} ${stored.version}: ${wrong} is taken for gone`);
  };
  const once = ({ roomId, seen }: Commit): void => {
    // Who was not in the room may be a moment later, and the same id is judged anew then.
    if (seen === null || seen.ttlMs < REMEMBERED_MS) return;
    const key = `${roomId} ${seen.id}`;
    if (done.has(key)) world.fail(`${roomId}: ${seen.id} was carried out twice`);
    done.set(key, seen.answer);
  };
  return {
    committed(commit, result) {
      const { roomId } = commit;
      const room = data.rooms.get(roomId);
      if (result.outcome !== "committed" || room === undefined) return;
      commits += 1;
      once(commit);
      if (commit.change !== null) follow(roomId, room);
      const table = of(roomId).current?.table;
      const dueAtMs = table === undefined ? null : nextDueAtMs(table);
      if ((data.due.get(roomId) ?? null) !== dueAtMs)
        world.fail(`${roomId}: the index says ${data.due.get(roomId)}, due is ${dueAtMs}`);
    },
    of,
    wentBack() {
      wentBackAtMs = world.scheduler.nowMs();
      for (const [roomId, history] of rooms) {
        const version = data.rooms.get(roomId)?.stored?.version;
        const candidates = version === undefined ? [] : (history.moments.get(version) ?? []);
        history.current = candidates.find((moment) => isStored(data.rooms.get(roomId), moment)) ?? null;
        history.eventBytes.length = history.current?.eventCount ?? 0;
      }
      for (const key of done.keys()) {
        const [roomId = "", id = ""] = key.split(" ");
        const seen = data.rooms.get(roomId as RoomId)?.seen.get(id);
        if (alive(data, seen) === null) done.delete(key);
      }
    },
    wentBackAtMs: () => wentBackAtMs,
    commits: () => commits,
    answerTo: (roomId, id) => done.get(`${roomId} ${id}`) ?? null,
  };
}

/** The deadline, or a bot's turn before it. */
export function nextDueAtMs(table: TableState): number | null {
  const both = [poker.deadline(table), poker.house?.turn(table) ?? null];
  const times = both.flatMap((due) => (due === null ? [] : [due.dueAtMs]));
  return times.length === 0 ? null : Math.min(...times);
}

function isStored(room: MemoryRoom | undefined, { state }: Moment): boolean {
  return room?.stored?.state === JSON.stringify(state);
}

function takePublic(history: RoomHistory, event: RoomEvent): void {
  if (event.of !== "game") return;
  for (const key of revealedBy(event.event)) history.revealed.add(key);
  const seen = game.publicEvent(event.event);
  if (seen !== null) history.eventBytes.push(Buffer.byteLength(JSON.stringify(seen)) + 1);
}

function momentOf(version: number, state: RoomState, eventCount: number): Moment {
  const table = state.game as TableState;
  const lazily = <T>(make: () => T): (() => T) => {
    let made: { readonly value: T } | null = null;
    return () => (made ??= { value: make() }).value;
  };
  const tableJson = lazily(() => JSON.stringify(poker.publicView(table)));
  return {
    version,
    state,
    table,
    eventCount,
    get tableJson() {
      return tableJson();
    },
    youJson: (player) => JSON.stringify(poker.privateView(table, player as PlayerId)),
  };
}

function checkChips(world: World, roomId: RoomId, { version, table, tableJson }: Moment): void {
  const balance = ledgerBalance(table);
  if (balance !== 0) world.fail(`${roomId} ${version}: ${balance} chips too many`);
  const { seats, hand, tournament } = JSON.parse(tableJson) as PublicTable;
  const shown =
    seats.reduce((chips, { stack, bet }) => chips + stack + bet, 0) +
    (hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, 0) +
    (tournament?.forfeited ?? 0);
  if (shown !== chipsBroughtIn(table.ledger))
    world.fail(`${roomId} ${version}: the table shows ${shown} of ${chipsBroughtIn(table.ledger)} chips`);
}

function gone(before: RoomState, after: RoomState): readonly PeerId[] {
  const left = new Set(connectedPeers(after.presence).map(({ peerId }) => peerId));
  return connectedPeers(before.presence).flatMap(({ peerId }) => (left.has(peerId) ? [] : [peerId]));
}

function checkPeers(world: World, roomId: RoomId, room: MemoryRoom, { presence }: RoomState): void {
  const expected = connectedPeers(presence).map(({ peerId, peer }) => `${peerId} ${JSON.stringify(peer)}`);
  const stored = [...room.peers].map(([peerId, json]) => `${peerId} ${json}`);
  if (expected.sort().join() !== stored.sort().join())
    world.fail(`${roomId}: stored peers differ from the presence`);
}
