import { monitorEventLoopDelay } from "node:perf_hooks";

export interface EventLoopWatch {
  /** 99th percentile of the last ten seconds or so; 0 until it is known. */
  delayMs(): number;
  stop(): void;
}

/** Loading the program stops everything for a while. */
const START_MS = 3000;
const WINDOW_MS = 10_000;
/** A window younger than this says too little: in a few samples any one is the 99th percentile. */
const TELLING_MS = 5000;

/** How long this process makes everything wait. By windows, so that asking often does not change the answer. */
export function watchEventLoop(): EventLoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  let windowAtMs = Number.POSITIVE_INFINITY;
  let lastMs = 0;
  const current = (): number => {
    const isTelling = performance.now() - windowAtMs >= TELLING_MS && histogram.count > 0;
    return isTelling ? histogram.percentile(99) / 1e6 : 0;
  };
  const turn = (): void => {
    lastMs = current();
    windowAtMs = performance.now();
    histogram.reset();
    timer = setTimeout(turn, WINDOW_MS).unref();
  };
  let timer = setTimeout(turn, START_MS).unref();
  return {
    delayMs: () => Math.round(Math.max(lastMs, current()) * 10) / 10,
    stop() {
      clearTimeout(timer);
      histogram.disable();
    },
  };
}
