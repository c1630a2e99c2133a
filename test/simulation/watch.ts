import { poker } from "../../src/poker/poker.ts";
import { hasEnoughPlayers } from "../../src/poker/seating.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import { isTournamentFull } from "../../src/poker/tournament/run-tournament.ts";
import { isRunning, isSitAndGo } from "../../src/poker/tournament/tournament.ts";
import type { DeadMessage, OutboxMessage, RoomId } from "../../src/rooms/ports.ts";
import { connectedPeers } from "../../src/rooms/presence.ts";
import type { Clients } from "./clients.ts";
import type { Conference } from "./conference.ts";
import { type History, nextDueAtMs } from "./history.ts";
import { START_MS, type World } from "./world.ts";

interface WatchDeps {
  readonly world: World;
  readonly conference: Conference;
  readonly history: History;
  readonly clients: Clients;
  readonly roomIds: readonly RoomId[];
  /** Calls to 100ms under way. */
  readonly calls: () => number;
}

/** So long after the last fault nothing of it may be felt any more: retries of webhooks, locks and leases of the dead. */
const RECOVERED_AFTER_MS = 25_000;
const PROMPT_MS = 1500;

/** In fair weather messages go out and clocks strike promptly. */
export function checkPromptness({ world, history, roomIds }: WatchDeps): void {
  const nowMs = START_MS + world.scheduler.nowMs();
  const quietMs = world.scheduler.nowMs() - (world.lastFaultAtMs ?? Number.NEGATIVE_INFINITY);
  if (quietMs < RECOVERED_AFTER_MS) return;
  const toleranceMs = PROMPT_MS + (world.hasTrueClocks ? 0 : 10_000);
  for (const roomId of roomIds) {
    const [oldest] = world.redis.data.rooms.get(roomId)?.outbox ?? [];
    const waitingMs = oldest === undefined ? 0 : nowMs - (JSON.parse(oldest.json) as { atMs: number }).atMs;
    if (waitingMs > toleranceMs) world.fail(`${roomId}: a message waits for ${Math.round(waitingMs)} ms`);
    const { current, changedAtMs } = history.of(roomId);
    const dueAtMs = current === null ? null : nextDueAtMs(current.table);
    // The seat of somebody long away is due as soon as the hand is over.
    const sinceMs = Math.max(dueAtMs ?? 0, START_MS + changedAtMs);
    if (dueAtMs !== null && nowMs - sinceMs > toleranceMs)
      world.fail(`${roomId}: a deadline is ${Math.round(nowMs - sinceMs)} ms overdue`);
  }
}

/** Why the life cannot be judged yet: something is still on its way, or somebody does not know the newest; null when all is well. */
export function whatIsMissing(deps: WatchDeps): string | null {
  const { world, calls, roomIds } = deps;
  if (calls() > 0) return "calls to 100ms are under way";
  if (world.redis.lanes.running().length + world.redis.lanes.waiting().length > 0) return "lanes are at work";
  for (const roomId of roomIds) {
    const missing = missingIn(deps, roomId);
    if (missing !== null) return `${roomId}: ${missing}`;
  }
  return null;
}

function missingIn({ world, conference, history, clients }: WatchDeps, roomId: RoomId): string | null {
  const { data } = world.redis;
  if ((data.rooms.get(roomId)?.outbox.length ?? 0) > 0) return "messages are undelivered";
  if (data.dirty.has(roomId)) return "the room is dirty without messages";
  const moment = history.of(roomId).current;
  const truth = conference.connected(roomId);
  if (moment === null) return truth.length === 0 ? null : "nobody has heard of the room";
  const known = new Map(connectedPeers(moment.state.presence).map(({ peerId, peer }) => [peerId, peer]));
  const dead = (data.rooms.get(roomId)?.dead ?? []).map(
    ({ json }) => (JSON.parse(json) as DeadMessage).entry,
  );
  const isActive = conference.isActive(roomId);
  if (isActive && known.size !== truth.length)
    return `${known.size} peers are known, ${truth.length} are there`;
  for (const peer of truth) {
    if (known.get(peer.peerId)?.role === undefined) return `${peer.peerId} is not known`;
    const client = clients.of(peer.peerId);
    if (client === undefined) return `${peer.peerId} is nobody's`;
    const tableSeq = client.newest.get("table")?.seq ?? 0;
    const youSeq = client.newest.get("you")?.seq ?? 0;
    if (!client.isWelcome && !isRefused(dead, "welcome", 0)) return `${peer.peerId} was not welcomed`;
    const holdsTable = client.newest.get("table")?.json === moment.tableJson;
    if (!holdsTable && !isRefused(dead, "table", tableSeq) && !isRefused(dead, "welcome", tableSeq))
      return `${peer.peerId} holds table ${tableSeq} of ${moment.version}`;
    const holdsYou = client.newest.get("you")?.json === moment.youJson(peer.userId);
    if (!holdsYou && !isRefused(dead, "you", youSeq) && !isRefused(dead, "welcome", youSeq))
      return `${peer.peerId} holds view ${youSeq} of ${moment.version}`;
  }
  return standstill(world, moment.table);
}

// What 100ms refused for good is not sent again.
function isRefused(dead: readonly OutboxMessage[], topic: OutboxMessage["topic"], afterSeq: number): boolean {
  return dead.some((entry) => entry.topic === topic && entry.seq > afterSeq);
}

function mayDeal(table: TableState): boolean {
  const isRegistering = isSitAndGo(table.config) && !isRunning(table);
  return isRegistering ? isTournamentFull(table) : hasEnoughPlayers(table);
}

// A table with a deadline goes on by itself; one with enough players must have a deadline.
function standstill(world: World, table: Parameters<typeof poker.deadline>[0]): string | null {
  const deadline = poker.deadline(table);
  const nowMs = START_MS + world.scheduler.nowMs();
  if (deadline !== null && nowMs - deadline.dueAtMs > 10_000) return "a deadline is not carried out";
  const mayPlay = table.phase !== "closed" && table.paused === null && table.started;
  return mayPlay && deadline === null && mayDeal(table) ? "enough players, and no hand" : null;
}
