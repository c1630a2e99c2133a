import type { Rejection } from "../game/game.ts";
import { announcementMessage, messagesOf } from "./messages.ts";
import type {
  Change,
  Commit,
  CommitResult,
  Lanes,
  Log,
  OutboxMessage,
  RoomId,
  RoomStore,
  StoredRoom,
} from "./ports.ts";
import { connectedPeers } from "./presence.ts";
import type { RoomCache, Snapshot } from "./room-cache.ts";
import type { RoomState } from "./room-state.ts";
import { newRoom } from "./room-state.ts";
import { RoomBusyError } from "./rooms.ts";
import type { Happening, Rules, Transition } from "./transition.ts";
import { transition } from "./transition.ts";
import type { Turnstile } from "./turnstile.ts";
import { viewsOf } from "./views.ts";

export interface ExecuteDeps {
  readonly rules: Rules;
  readonly gameConfig: unknown;
  readonly store: RoomStore;
  readonly lanes: Lanes;
  readonly cache: RoomCache;
  readonly turnstile: Turnstile;
  readonly nowMs: () => number;
  /** 256 bytes, fresh for every call. */
  readonly entropy: () => Uint8Array;
  /** Told of every deadline that a commit of this process set. */
  readonly onDeadline: (dueAtMs: number) => void;
  readonly log: Log;
}

/** One thing to carry out, and how to remember its answer. */
export interface Task {
  readonly roomId: RoomId;
  readonly happening: Happening;
  /** The same id again gets the stored answer and has no second effect. Null: nothing is remembered. */
  readonly id: string | null;
  readonly rememberMs: number;
  /** What is stored under the id; `snapshot` is the room after the task (before it, when refused). */
  readonly answer: (outcome: { rejection: Rejection | null; snapshot: Snapshot }) => string;
}

export type Execution =
  | { readonly outcome: "done"; readonly answer: string; readonly version: number; readonly changed: boolean }
  | { readonly outcome: "seen"; readonly answer: string };

const TRIES = 6;

/**
 * The one way by which a room changes: load, decide, derive messages and deadline, commit in one script, then wake
 * the lane. Nothing is announced before it is stored; a refusal, too, is judged against the newest version. Throws
 * RoomBusyError when others keep changing the room in between.
 */
export function execute(deps: ExecuteDeps, task: Task): Promise<Execution> {
  return deps.turnstile.pass(task.roomId, () => tryRepeatedly(deps, task));
}

/** The room as it is now; the cache saves parsing it again. */
export async function currentSnapshot(deps: ExecuteDeps, roomId: RoomId): Promise<Snapshot> {
  return remember(deps, roomId, await deps.store.load(roomId));
}

async function tryRepeatedly(deps: ExecuteDeps, task: Task): Promise<Execution> {
  let snapshot = deps.cache.get(task.roomId) ?? (await currentSnapshot(deps, task.roomId));
  for (let tries = 0; tries < TRIES; tries += 1) {
    const attempt = prepare(deps, task, snapshot);
    const result = await commit(deps, attempt.write);
    switch (result.outcome) {
      case "committed":
        return conclude(deps, attempt, result);
      case "seen":
        // Somebody else, or a try whose reply was lost, moved the room on.
        deps.cache.drop(task.roomId);
        return { outcome: "seen", answer: result.answer };
      case "stale":
        snapshot = remember(deps, task.roomId, result.current);
    }
  }
  throw new RoomBusyError(`room ${task.roomId} changed during each of ${TRIES} tries`);
}

interface Attempt {
  readonly write: Commit;
  readonly answer: string;
  readonly snapshot: Snapshot;
}

function prepare(deps: ExecuteDeps, task: Task, before: Snapshot): Attempt {
  const nowMs = deps.nowMs();
  const step = transition(deps.rules, before.state, task.happening, { nowMs, entropy: deps.entropy() });
  const after = step.ok && step.events.length > 0 ? advance(deps, before, step.state) : before;
  const answer = task.answer({ rejection: step.ok ? null : step.rejection, snapshot: after });
  const write: Commit = {
    roomId: task.roomId,
    expectedVersion: before.version,
    seen: task.id === null ? null : { id: task.id, answer, ttlMs: task.rememberMs },
    change: step.ok && after !== before ? changeOf(deps, task, { before, after, step, nowMs }) : null,
    dueAtMs: deps.rules.game.deadline(after.state.game)?.dueAtMs ?? null,
    nowMs,
  };
  return { write, answer, snapshot: after };
}

function advance(deps: ExecuteDeps, before: Snapshot, state: RoomState): Snapshot {
  const views = state.game === before.state.game ? before.views : viewsOf(deps.rules.game, state);
  return { version: before.version + 1, state, views };
}

interface Passage {
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly step: Transition & { ok: true };
  readonly nowMs: number;
}

function changeOf(deps: ExecuteDeps, task: Task, { before, after, step, nowMs }: Passage): Change {
  const { roomId, happening } = task;
  const { events } = step;
  const messages: readonly OutboxMessage[] =
    happening.kind === "announcement"
      ? [announcementMessage(happening.announcement, after.version, nowMs)]
      : messagesOf({ game: deps.rules.game, roomId, seq: after.version, atMs: nowMs, before, after, events });
  return {
    state: JSON.stringify(after.state),
    events: JSON.stringify(events),
    messages,
    ...peersBetween(before.state, after.state),
  };
}

function peersBetween(before: RoomState, after: RoomState): Pick<Change, "connected" | "disconnected"> {
  if (before.presence === after.presence) return { connected: [], disconnected: [] };
  const known = new Map(
    connectedPeers(before.presence).map(({ peerId, peer }) => [peerId, JSON.stringify(peer)]),
  );
  const present = connectedPeers(after.presence);
  const ids = new Set(present.map(({ peerId }) => peerId));
  return {
    connected: present.filter(({ peerId, peer }) => known.get(peerId) !== JSON.stringify(peer)),
    disconnected: [...known.keys()].filter((peerId) => !ids.has(peerId)),
  };
}

// After a failure nobody knows whether the write went in, so the next one must look.
async function commit(deps: ExecuteDeps, write: Commit): Promise<CommitResult> {
  try {
    return await deps.store.commit(write);
  } catch (error) {
    deps.cache.drop(write.roomId);
    throw error;
  }
}

function conclude(
  deps: ExecuteDeps,
  { write: { roomId, change, dueAtMs }, answer, snapshot }: Attempt,
  { version, wake }: CommitResult & { outcome: "committed" },
): Execution {
  deps.cache.set(roomId, snapshot);
  if (dueAtMs !== null) deps.onDeadline(dueAtMs);
  if (wake) void wakeLane(deps, roomId);
  return { outcome: "done", answer, version, changed: change !== null };
}

// The commit stands and its answer does not wait for this; a wake-up that fails is made up for by the sweep.
async function wakeLane({ lanes, log }: ExecuteDeps, roomId: RoomId): Promise<void> {
  try {
    await lanes.wake(roomId, "commit");
  } catch (error) {
    log.warn({ roomId, err: error }, "the lane could not be woken; the sweep will");
  }
}

function remember(deps: ExecuteDeps, roomId: RoomId, stored: StoredRoom | null): Snapshot {
  const cached = deps.cache.get(roomId);
  if (stored !== null && cached?.version === stored.version) return cached;
  const snapshot = stored === null ? emptySnapshot(deps) : parse(deps, stored);
  deps.cache.set(roomId, snapshot);
  return snapshot;
}

function emptySnapshot({ rules: { game }, gameConfig }: ExecuteDeps): Snapshot {
  const state = newRoom(game, gameConfig);
  return { version: 0, state, views: viewsOf(game, state) };
}

function parse({ rules: { game } }: ExecuteDeps, { version, state: json }: StoredRoom): Snapshot {
  const state = JSON.parse(json) as RoomState;
  return { version, state, views: viewsOf(game, state) };
}
