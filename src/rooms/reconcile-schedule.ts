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
const ROOMS_AT_MOST = 1000;

/** Compares rooms with 100ms' peer lists: at start all that may be in play, then the active ones every minute. */
export function startReconciling(deps: ScheduleDeps): ReconcileSchedule {
  let isStopped = false;
  let rounds = 0;
  let running: Promise<void> = Promise.resolve();

  // 100ms is asked at most once in a while, but stores may change hands twice within moments.
  const lookAt = async (roomId: RoomId, isHurried: boolean): Promise<void> => {
    if (isHurried) await deps.reconciler.followStore(roomId);
    await deps.reconciler.reconcileUnknown(roomId);
  };
  const look = async (withinMs: number, isHurried: boolean): Promise<void> => {
    try {
      for (const { roomId } of await deps.indexes.listActive(deps.nowMs() - withinMs, ROOMS_AT_MOST)) {
        if (isStopped) return;
        await lookAt(roomId, isHurried);
      }
    } catch (error) {
      deps.log.warn({ err: error }, "could not look for active rooms; the next round follows");
    }
  };
  const goRound = (withinMs: number, isHurried = false): void => {
    rounds += 1;
    running = running.then(() => look(withinMs, isHurried)).finally(() => (rounds -= 1));
  };
  const cancel = deps.every(EVERY_MS, () => {
    if (rounds === 0) goRound(ACTIVE_WITHIN_MS);
  });
  goRound(IN_PLAY_WITHIN_MS);
  return {
    hurry: () => goRound(IN_PLAY_WITHIN_MS, true),
    async stop() {
      isStopped = true;
      cancel();
      await running;
    },
  };
}
