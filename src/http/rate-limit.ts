import { createGenerations } from "./generations.ts";

/**
 * Tells all processes together what a key has used; the answer is for how many ms to refuse it, 0 for not at all.
 * Asked now and then, never waited for; it does not fail.
 */
export type SharedBudget = (key: string, used: number) => Promise<number>;

export interface RateLimit {
  /** Uses one of the key's requests: 0, or in how many ms there is one again. */
  readonly use: (key: string) => number;
  /** The same without using any. */
  readonly look: (key: string) => number;
}

interface RateLimitDeps {
  readonly perSecond: number;
  readonly burst: number;
  readonly share: SharedBudget;
  /** How long a key is remembered at least: as long as it takes to recover, or as `share` refuses one. */
  readonly memoryMs: number;
  readonly monotonicMs: () => number;
}

interface Usage {
  /** When all that was used is recovered (GCRA): one request puts it off by the time between two. */
  readonly recoveredAtMs: number;
  /** Used since the others were told. */
  readonly untold: number;
}

const UNUSED: Usage = { recoveredAtMs: 0, untold: 0 };

/**
 * Limits each key within this process, so that a decision costs no call. Every fourth of a burst the others are
 * told, who may say that the key used up elsewhere what it may use in all.
 */
export function createRateLimit(deps: RateLimitDeps): RateLimit {
  const { perSecond, burst, share, monotonicMs } = deps;
  const gapMs = 1000 / perSecond;
  const slackMs = gapMs * (burst - 1);
  const tellAt = Math.max(1, Math.floor(burst / 4));
  const usages = createGenerations<Usage>(deps);

  function waitMs({ recoveredAtMs }: Usage, nowMs: number): number {
    return Math.max(0, recoveredAtMs - nowMs - slackMs);
  }

  async function tell(key: string, used: number): Promise<void> {
    const refusedMs = await share(key, used);
    if (refusedMs > 0) usages.set(key, { recoveredAtMs: monotonicMs() + refusedMs + slackMs, untold: 0 });
  }

  return {
    use(key) {
      const nowMs = monotonicMs();
      const usage = usages.get(key) ?? UNUSED;
      const wait = waitMs(usage, nowMs);
      if (wait > 0) return wait;
      const isRested = usage.recoveredAtMs <= nowMs;
      const untold = (isRested ? 0 : usage.untold) + 1;
      const recoveredAtMs = (isRested ? nowMs : usage.recoveredAtMs) + gapMs;
      usages.set(key, { recoveredAtMs, untold: untold === tellAt ? 0 : untold });
      if (untold === tellAt) void tell(key, untold);
      return 0;
    },
    look: (key) => waitMs(usages.get(key) ?? UNUSED, monotonicMs()),
  };
}
