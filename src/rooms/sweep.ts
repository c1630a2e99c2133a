import { LEASE_MS } from "./lease.ts";
import type { Log, RoomId, RoomIndexes } from "./ports.ts";

interface SweepDeps {
  readonly indexes: RoomIndexes;
  /** Carries out a room's deadline if it has passed. */
  readonly tick: (roomId: RoomId) => Promise<void>;
  readonly nowMs: () => number;
  /** Runs the task once after so many ms; the returned function takes it back. */
  readonly after: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

/** Told at every look of the rooms that have been behind for longer than a lease, if there are any. */
type OnBehind = (roomIds: readonly RoomId[]) => void;

export interface Sweep {
  start(onBehind: OnBehind): void;
  /** A deadline was set: look by then, if that is sooner than planned. */
  expect(dueAtMs: number): void;
  /** When the last complete sweep ended, and how late a deadline was carried out at worst within the last 15 s. */
  stats(): { readonly lastSweepAtMs: number | null; readonly lateMs: number | null };
  /** Resolves when the sweep under way has ended. */
  stop(): Promise<void>;
}

const EVERY_MS = 250;
/** A worker that took a deadline and died leaves it to the others after this. */
const HIDE_MS = 2000;
const AT_ONCE = 32;
/** How long a late deadline is spoken of. */
const LATE_FOR_MS = 15_000;

/**
 * Finds what nobody woke up for: deadlines that passed, and rooms behind by more than a lease, whose wake-up was
 * lost or whose worker died. Runs every 250 ms, sooner when a deadline is known to be near.
 */
export function createSweep(deps: SweepDeps): Sweep {
  let plannedAtMs = Number.POSITIVE_INFINITY;
  let cancel = (): void => undefined;
  let running: Promise<void> | null = null;
  let isStopped = true;
  let onBehind: OnBehind = () => undefined;
  let lastSweepAtMs: number | null = null;
  let late: { readonly ms: number; readonly atMs: number } | null = null;

  const recentlyLateMs = (): number | null =>
    late !== null && deps.nowMs() - late.atMs < LATE_FOR_MS ? late.ms : null;
  const plan = (atMs: number): void => {
    if (isStopped || atMs >= plannedAtMs) return;
    plannedAtMs = atMs;
    if (running !== null) return;
    cancel();
    cancel = deps.after(Math.max(0, atMs - deps.nowMs()), run);
  };
  const run = (): void => {
    plannedAtMs = Number.POSITIVE_INFINITY;
    running = sweepOnce(deps, onBehind)
      .then((found) => {
        plan(found.nextDueAtMs ?? Number.POSITIVE_INFINITY);
        lastSweepAtMs = deps.nowMs();
        if (found.lateMs !== null && found.lateMs >= (recentlyLateMs() ?? 0))
          late = { ms: found.lateMs, atMs: lastSweepAtMs };
      })
      .catch((error: unknown) => deps.log.warn({ err: error }, "a sweep failed; the next one follows"))
      .finally(() => {
        running = null;
        const atMs = Math.min(plannedAtMs, deps.nowMs() + EVERY_MS);
        plannedAtMs = Number.POSITIVE_INFINITY;
        plan(atMs);
      });
  };
  return {
    start(taker) {
      onBehind = taker;
      isStopped = false;
      plan(deps.nowMs());
    },
    expect: plan,
    stats: () => ({ lastSweepAtMs, lateMs: recentlyLateMs() }),
    async stop() {
      isStopped = true;
      cancel();
      await running;
    },
  };
}

async function sweepOnce(
  deps: SweepDeps,
  onBehind: OnBehind,
): Promise<{ nextDueAtMs: number | null; lateMs: number | null }> {
  const nowMs = deps.nowMs();
  const { rooms, nextDueAtMs } = await deps.indexes.claimDue(nowMs, HIDE_MS);
  await inBatches(rooms, ({ roomId }) => attempt(deps, roomId, deps.tick(roomId)));
  const behind = await deps.indexes.listDirty(nowMs - LEASE_MS);
  if (behind.length > 0) onBehind(behind.map(({ roomId }) => roomId));
  const lateMs = rooms.length === 0 ? null : Math.max(...rooms.map(({ dueAtMs }) => nowMs - dueAtMs));
  return { nextDueAtMs, lateMs };
}

// One room's trouble must not cost the others their clocks; its deadline comes up again.
async function attempt({ log }: SweepDeps, roomId: RoomId, task: Promise<void>): Promise<void> {
  try {
    await task;
  } catch (error) {
    log.error({ room: roomId, err: error }, "a room could not be swept");
  }
}

async function inBatches<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  for (let i = 0; i < items.length; i += AT_ONCE) await Promise.all(items.slice(i, i + AT_ONCE).map(task));
}
