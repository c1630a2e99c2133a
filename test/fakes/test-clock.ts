import type { Clock } from "../../src/clock.ts";

interface Timer {
  readonly atMs: number;
  readonly no: number;
  readonly task: () => void;
}

export interface TestClock extends Clock {
  /** Lets virtual time pass: timers strike in order, and what they start runs as far as it can. */
  advance(ms: number): Promise<void>;
  /** Lets time pass from timer to timer for as long as the promise needs. */
  finish<T>(promise: Promise<T>): Promise<T>;
  /** Timers that are set. */
  pending(): number;
}

export const START_MS = Date.UTC(2030, 0, 1);

const TIMERS_AT_MOST = 100_000;

/** Time that stands still until it is told to pass. */
export function createTestClock(startMs: number = START_MS): TestClock {
  let elapsedMs = 0;
  let count = 0;
  const timers = new Set<Timer>();

  const set = (atMs: number, task: () => void): (() => void) => {
    const timer = { atMs, no: count++, task };
    timers.add(timer);
    return () => void timers.delete(timer);
  };
  const next = (): Timer | undefined => [...timers].sort((a, b) => a.atMs - b.atMs || a.no - b.no).at(0);
  const strike = async (timer: Timer): Promise<void> => {
    timers.delete(timer);
    elapsedMs = Math.max(elapsedMs, timer.atMs);
    timer.task();
    await settle();
  };
  return {
    nowMs: () => startMs + elapsedMs,
    monotonicMs: () => elapsedMs,
    sleep: (ms) => new Promise((resolve) => set(elapsedMs + ms, resolve)),
    after: (ms, task) => set(elapsedMs + ms, task),
    every(ms, task) {
      let cancel = (): void => undefined;
      const repeat = (): void => {
        cancel = set(elapsedMs + ms, () => {
          repeat();
          task();
        });
      };
      repeat();
      return () => cancel();
    },
    async advance(ms) {
      const untilMs = elapsedMs + ms;
      await settle();
      for (let timer = next(); timer !== undefined && timer.atMs <= untilMs; timer = next())
        await strike(timer);
      elapsedMs = untilMs;
      await settle();
    },
    async finish(promise) {
      const progress = watch(promise);
      await settle();
      for (let strikes = 0; !progress.isSettled; strikes += 1) {
        const timer = next();
        if (timer === undefined || strikes > TIMERS_AT_MOST)
          throw new Error("waits for something else than time");
        await strike(timer);
      }
      return await promise;
    },
    pending: () => timers.size,
  };
}

/** Lets everything run that waits for nothing but its turn. */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function watch(promise: Promise<unknown>): { isSettled: boolean } {
  const progress = { isSettled: false };
  const settled = (): void => {
    progress.isSettled = true;
  };
  promise.then(settled, settled);
  return progress;
}
