import type { Log, RoomId, RoomIndexes } from "./ports.ts";
import type { Reconciler } from "./reconcile.ts";

interface ScheduleDeps {
  readonly reconciler: Reconciler;
  readonly indexes: RoomIndexes;
  readonly nowMs: () => number;
  readonly every: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

export interface ReconcileSchedule {
  /** Goes through all rooms that may be in play at once, because the store changed hands. */
  hurry(): void;
  /** Resolves when the round under way has ended. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;
const ACTIVE_WITHIN_MS = 15 * 60_000;
const IN_PLAY_WITHIN_MS = 6 * 3_600_000;
/** Calls to 100ms at a time: a round of a thousand rooms takes half a minute at a tenth of a second each. */
const AT_ONCE = 4;

/**
 * Compares rooms with 100ms' peer lists: at start all that may be in play, then the active ones every minute, or as soon
 * as the round before is over.
 */
export function startReconciling(deps: ScheduleDeps): ReconcileSchedule {
  const { reconciler } = deps;
  let isStopped = false;
  let rounds = 0;
  let running: Promise<void> = Promise.resolve();

  const goThrough = async (withinMs: number, task: (roomId: RoomId) => Promise<unknown>): Promise<void> => {
    const rooms = deps.indexes.eachActive(deps.nowMs() - withinMs)[Symbol.asyncIterator]();
    const follow = async (): Promise<void> => {
      for (;;) {
        const next = await rooms.next();
        if (next.done === true || isStopped) return;
        await task(next.value);
      }
    };
    const lines = await Promise.allSettled(Array.from({ length: AT_ONCE }, follow));
    const failed = lines.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected")
      deps.log.warn({ err: failed.reason }, "could not look for active rooms; the next round follows");
  };
  const goRound = (withinMs: number): void => {
    rounds += 1;
    running = running
      .then(() => goThrough(withinMs, (roomId) => reconciler.reconcileUnknown(roomId)))
      .finally(() => (rounds -= 1));
  };
  const cancel = deps.every(EVERY_MS, () => {
    if (rounds === 0) goRound(ACTIVE_WITHIN_MS);
  });
  goRound(IN_PLAY_WITHIN_MS);
  return {
    hurry() {
      // Nobody has to be asked for that, so it waits for no round. Stores may change hands twice within moments.
      const followed = goThrough(IN_PLAY_WITHIN_MS, (roomId) => reconciler.followStore(roomId));
      running = Promise.all([running, followed]).then(() => undefined);
      goRound(IN_PLAY_WITHIN_MS);
    },
    async stop() {
      isStopped = true;
      cancel();
      await running;
    },
  };
}
