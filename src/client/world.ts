/** What the client needs of the place where it runs; everything has a default. */
export interface World {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Does something later; returns how to call it off. */
  readonly after: (ms: number, task: () => void) => () => void;
  /** Never jumps. */
  readonly nowMs: () => number;
  /** From 0 up to but not 1. */
  readonly random: () => number;
}

export const browserWorld: World = {
  fetch: (url, init) => fetch(url, init),
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return () => clearTimeout(timer);
  },
  nowMs: () => performance.now(),
  random: () => Math.random(),
};

/** Of the attempt that comes next when `failures` went before. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.min(8000, 250 * 2 ** Math.min(failures - 1, 5)) * (0.5 + random() / 2);
}
