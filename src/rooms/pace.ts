/** Slows all of a process' sending down while 100ms says that it is too much, and back up as it stops saying so. */
export interface Pace {
  /** Resolves when the next call may go out. */
  next(): Promise<void>;
  throttled(): void;
  accepted(): void;
}

const FIRST_GAP_MS = 5;
const WIDEST_GAP_MS = 200;

export function createPace(clock: {
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): Pace {
  let gapMs = 0;
  let freeAtMs = 0;
  return {
    async next() {
      if (gapMs === 0) return;
      const nowMs = clock.monotonicMs();
      const atMs = Math.max(nowMs, freeAtMs);
      freeAtMs = atMs + gapMs;
      if (atMs > nowMs) await clock.sleep(atMs - nowMs);
    },
    throttled() {
      gapMs = Math.min(WIDEST_GAP_MS, Math.max(FIRST_GAP_MS, gapMs * 2));
    },
    accepted() {
      gapMs = gapMs < 0.5 ? 0 : gapMs * 0.95;
    },
  };
}
