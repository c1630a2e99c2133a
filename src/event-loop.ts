import { monitorEventLoopDelay } from "node:perf_hooks";

export interface EventLoopWatch {
  /** 99th percentile of the last window or so; 0 until it is known. */
  delayMs(): number;
  stop(): void;
}

export interface EventLoopWindows {
  /** Loading the program stops everything for a while. */
  readonly startMs: number;
  readonly windowMs: number;
  /** A window younger than this says too little: in a few samples any one is the 99th percentile. */
  readonly tellingMs: number;
}

/** How long this process makes everything wait. By windows, so that asking often does not change the answer. */
export function watchEventLoop({ startMs, windowMs, tellingMs }: EventLoopWindows): EventLoopWatch {
  const histogram = monitorEventLoopDelay({ resolution: 20 });
  histogram.enable();
  let windowAtMs = Number.POSITIVE_INFINITY;
  let lastMs = 0;
  const current = (): number => {
    const isTelling = performance.now() - windowAtMs >= tellingMs && histogram.count > 0;
    return isTelling ? histogram.percentile(99) / 1e6 : 0;
  };
  const turn = (): void => {
    lastMs = current();
    windowAtMs = performance.now();
    histogram.reset();
    timer = setTimeout(turn, windowMs).unref();
  };
  let timer = setTimeout(turn, startMs).unref();
  return {
    delayMs: () => Math.round(Math.max(lastMs, current()) * 10) / 10,
    stop() {
      clearTimeout(timer);
      histogram.disable();
    },
  };
}
