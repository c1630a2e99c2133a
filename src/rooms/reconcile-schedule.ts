import type { Log, RoomIndexes } from "./ports.ts";
import type { Reconciler } from "./reconcile.ts";

interface ScheduleDeps {
  readonly reconciler: Reconciler;
  readonly indexes: RoomIndexes;
  readonly nowMs: () => number;
  readonly every: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

const EVERY_MS = 60_000;
const ACTIVE_WITHIN_MS = 15 * 60_000;
const RUNNING_WITHIN_MS = 6 * 3_600_000;
const ROOMS_AT_MOST = 1000;

/** Compares rooms with 100ms' peer lists: at start those that may have changed meanwhile, then the active ones every minute. */
export function startReconciling(deps: ScheduleDeps): { stop(): Promise<void> } {
  let running: Promise<void> = reconcileActive(deps, RUNNING_WITHIN_MS);
  let isStopped = false;
  let isBusy = true;
  const settle = (round: Promise<void>): Promise<void> => round.finally(() => (isBusy = false));
  running = settle(running);
  const cancel = deps.every(EVERY_MS, () => {
    if (isBusy || isStopped) return;
    isBusy = true;
    running = settle(reconcileActive(deps, ACTIVE_WITHIN_MS));
  });

  async function reconcileActive(
    { indexes, reconciler, nowMs, log }: ScheduleDeps,
    withinMs: number,
  ): Promise<void> {
    try {
      for (const { roomId } of await indexes.listActive(nowMs() - withinMs, ROOMS_AT_MOST)) {
        if (isStopped) return;
        await reconciler.reconcileUnknown(roomId);
      }
    } catch (error) {
      log.warn({ err: error }, "could not look for active rooms; the next round follows");
    }
  }

  return {
    async stop() {
      isStopped = true;
      cancel();
      await running;
    },
  };
}
