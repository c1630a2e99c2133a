import type { Facts, Rejection } from "../game/game.ts";
import { changeOf } from "./change.ts";
import { nextDueAtMs } from "./due.ts";
import type { Answer, Commit, CommitResult, Lanes, Log, RoomId, StateText } from "./ports.ts";
import type { Snapshot } from "./room-cache.ts";
import type { RoomEvent, RoomState } from "./room-state.ts";
import { evolveRoom } from "./room-state.ts";
import { RoomBusyError } from "./rooms.ts";
import type { SnapshotDeps } from "./snapshot.ts";
import { cachedSnapshot, isShared, ORIGIN, sharedOnceLess, snapshotInTurn } from "./snapshot.ts";
import { patchState, wholeText } from "./state-patch.ts";
import type { Happening, Rules, Transition } from "./transition.ts";
import { transition } from "./transition.ts";
import type { Turnstile } from "./turnstile.ts";
import { nextVersion } from "./version.ts";
import { viewsOf } from "./views.ts";

export interface ExecuteDeps extends SnapshotDeps {
  readonly rules: Rules;
  readonly lanes: Lanes;
  readonly turnstile: Turnstile;
  readonly nowMs: () => number;
  /** 256 bytes, fresh for every call. */
  readonly entropy: () => Uint8Array;
  /** Told of every deadline that a commit of this process set. */
  readonly onDeadline: (dueAtMs: number) => void;
  /** Unique among all processes. */
  readonly newId: () => string;
  readonly log: Log;
}

/** One thing to carry out, and how to remember its answer. */
export interface Task {
  readonly roomId: RoomId;
  readonly happening: Happening;
  /**
   * The same id again gets the stored answer and has no second effect. Null: nothing is remembered. A function is asked
   * with the state and the time that are decided on, which may not be those that the task was made for.
   */
  readonly id: string | null | ((state: RoomState, nowMs: number) => string | null);
  readonly rememberMs: number | ((end: End) => number);
  /** What is stored under the id. */
  readonly answer: (end: End) => Answer;
  /** The span of what asks for it, when that is recorded. */
  readonly trace?: string | undefined;
}

/** `snapshot` is the room after the task (before it, when refused). */
export interface End {
  readonly rejection: Rejection | null;
  readonly snapshot: Snapshot;
}

export type Execution =
  | (End & { readonly outcome: "done"; readonly changed: boolean })
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

async function tryRepeatedly(deps: ExecuteDeps, task: Task): Promise<Execution> {
  const known = deps.identity.current(task.roomId);
  let identity = typeof known === "string" ? known : await known;
  const cached = cachedSnapshot(deps, task.roomId, identity);
  const isCertain = cached !== null && !cached.isDoubtful && !isShared(cached);
  let snapshot = isCertain ? cached : await look(deps, task.roomId);
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0 || !isCertain) identity = await deps.identity.current(task.roomId);
    const { write, aftermath } = prepare(deps, task, snapshot, identity);
    const result = await commit(deps, write, snapshot);
    switch (result.outcome) {
      case "committed":
        return conclude(deps, aftermath, result);
      case "seen":
        // Somebody else, or a try whose reply was lost, moved the room on, and may have died before waking the lane.
        deps.cache.set(task.roomId, { ...snapshot, isDoubtful: true });
        void wakeLane(deps, task.roomId);
        return { outcome: "seen", answer: result.answer };
      case "stale":
        snapshot = await snapshotInTurn(deps, task.roomId, result.current);
    }
  }
  throw new RoomBusyError(`room ${task.roomId} changed during each of ${TRIES} tries`);
}

async function look(deps: ExecuteDeps, roomId: RoomId): Promise<Snapshot> {
  return await snapshotInTurn(deps, roomId, await deps.store.load(roomId));
}

interface Attempt {
  readonly write: Commit;
  readonly aftermath: Aftermath;
}

/** All that is needed of an attempt once it is on its way: what waits for Redis is in the way of each collection of garbage. */
interface Aftermath {
  readonly roomId: RoomId;
  readonly end: End;
  readonly changed: boolean;
  readonly dueAtMs: number | null;
  readonly trace: string | undefined;
}

function prepare(deps: ExecuteDeps, task: Task, before: Snapshot, identity: string): Attempt {
  const nowMs = deps.nowMs();
  const taken = transition(deps.rules, before.state, task.happening, factsAt(deps, nowMs));
  const step = isNewHistory(before, identity) ? followStore(deps, before, taken, identity) : taken;
  const next =
    step.ok && step.events.length > 0 ? advance(deps, before, step.state, { identity, nowMs }) : null;
  const after = next?.snapshot ?? before;
  const end = { rejection: taken.ok ? null : taken.rejection, snapshot: after };
  const { roomId, trace } = task;
  const dueAtMs = nextDueAtMs(deps.rules.game, after.state);
  const write: Commit = {
    roomId,
    expected: before,
    seen: isInVain(task, taken) ? null : seenOf(task, { state: before.state, nowMs }, end),
    change:
      step.ok && next !== null
        ? changeOf(deps.rules, task, { before, after, text: next.text, ...step, nowMs })
        : null,
    dueAtMs,
    nowMs,
    trace,
  };
  return { write, aftermath: { roomId, end, changed: write.change !== null, dueAtMs, trace } };
}

function seenOf(
  { id: given, rememberMs, answer: write }: Task,
  { state, nowMs }: { readonly state: RoomState; readonly nowMs: number },
  end: End,
): Commit["seen"] {
  const id = typeof given === "function" ? given(state, nowMs) : given;
  if (id === null) return null;
  const { answer, around } = write(end);
  return { id, answer, around, ttlMs: typeof rememberMs === "function" ? rememberMs(end) : rememberMs };
}

// What came to nothing is still to come, under the same id, or is over: a deadline, and a turn for which the game's own
// player was refused.
function isInVain({ happening }: Task, taken: Transition): boolean {
  if (happening.kind === "house") return !taken.ok;
  return happening.kind === "clock" && taken.ok && taken.events.length === 0;
}

// Few commands deal, and only those need what is costly to draw.
function factsAt(deps: ExecuteDeps, nowMs: number): Facts {
  let drawn: Uint8Array | null = null;
  return {
    nowMs,
    get entropy() {
      drawn ??= deps.entropy();
      return drawn;
    },
  };
}

function isNewHistory({ version, state, lostVersion }: Snapshot, identity: string): boolean {
  return lostVersion > version || (version > 0 && state.store !== identity);
}

// Who is in a room that a promoted replica has never heard of may know a table of it.
function mayHaveLost({ version }: Snapshot, identity: string): boolean {
  return version === 0 && identity !== ORIGIN;
}

// Whatever was asked, even if it is refused: the first commit of a new history brings everybody up to date.
function followStore(
  deps: ExecuteDeps,
  before: Snapshot,
  taken: Transition,
  identity: string,
): Transition & { ok: true } {
  const event: RoomEvent = { of: "store", identity };
  const { state, events, kept } = taken.ok ? taken : { state: before.state, events: [], kept: [] };
  return { ok: true, state: evolveRoom(deps.rules.game, state, event), events: [...events, event], kept };
}

function advance(
  deps: ExecuteDeps,
  before: Snapshot,
  state: RoomState,
  { identity, nowMs }: { readonly identity: string; readonly nowMs: number },
): { readonly snapshot: Snapshot; readonly text: StateText } {
  const views = state.game === before.state.game ? before.views : viewsOf(deps.rules.game, state, before);
  const begins = isNewHistory(before, identity) || mayHaveLost(before, identity);
  const version = nextVersion(before, begins ? nowMs : null);
  const { text, layout } = writeState(before, state);
  const sharing = sharedOnceLess(before.sharing);
  const commitId = deps.newId();
  return {
    snapshot: { version, commitId, state, layout, views, isDoubtful: false, sharing, lostVersion: 0 },
    text,
  };
}

// Whoever writes next to somebody else has no use for what a patch needs to be made.
function writeState(before: Snapshot, state: RoomState) {
  if (isShared(before)) return { text: wholeText(state), layout: null };
  const known = before.layout === null ? null : { value: before.state, layout: before.layout };
  return patchState(known, state);
}

// After a failure nobody knows whether the write went in, so the next one must look.
function commit(deps: ExecuteDeps, write: Commit, before: Snapshot): Promise<CommitResult> {
  const { roomId } = write;
  return deps.store.commit(write).catch((error: unknown) => {
    deps.cache.set(roomId, { ...before, isDoubtful: true });
    throw error;
  });
}

function conclude(
  deps: ExecuteDeps,
  { roomId, end, changed, dueAtMs, trace }: Aftermath,
  { wake }: CommitResult & { outcome: "committed" },
): Execution {
  deps.cache.set(roomId, end.snapshot);
  if (dueAtMs !== null) deps.onDeadline(dueAtMs);
  if (wake) void wakeLane(deps, roomId, trace);
  return { outcome: "done", ...end, changed };
}

// The commit stands and its answer does not wait for this; a wake-up that fails is made up for by the sweep.
async function wakeLane({ lanes, log }: ExecuteDeps, roomId: RoomId, trace?: string): Promise<void> {
  try {
    await lanes.wake(roomId, trace);
  } catch (error) {
    log.warn({ room: roomId, err: error }, "the lane could not be woken; the sweep will");
  }
}
