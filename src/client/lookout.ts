import type { World } from "./world.ts";

export interface Lookout {
  /** Looks at once; at the same time only once. */
  readonly now: () => Promise<void>;
  /** Looks in a moment, but not at the same one as everybody else at the table. */
  soon(): void;
  /** The latest that the next look may come. Replaces what was said before. */
  within(ms: number): void;
  stop(): void;
}

const SOON_MS = { least: 50, spread: 200 };

/** When to look at the table without being told. */
export function createLookout(world: World, look: () => Promise<void>): Lookout {
  let underWay: Promise<void> | null = null;
  let isWantedAgain = false;
  let isStopped = false;
  let cancelSoon: (() => void) | null = null;
  let cancelNext = (): void => undefined;

  const forgetSoon = (): void => {
    cancelSoon?.();
    cancelSoon = null;
  };
  const finish = (): void => {
    underWay = null;
    if (isWantedAgain) soon();
    isWantedAgain = false;
  };
  const now = (): Promise<void> => {
    forgetSoon();
    if (isStopped) return Promise.resolve();
    // What is under way may have been asked before that happened which this look is for.
    isWantedAgain ||= underWay !== null;
    underWay ??= look().finally(finish);
    return underWay;
  };
  const soon = (): void => {
    if (isStopped) return;
    cancelSoon ??= world.after(SOON_MS.least + SOON_MS.spread * world.random(), () => void now());
  };
  return {
    now,
    soon,
    within: (ms) => {
      cancelNext();
      if (!isStopped) cancelNext = world.after(ms, () => void now());
    },
    stop: () => {
      isStopped = true;
      forgetSoon();
      cancelNext();
    },
  };
}
