import { createHash } from "node:crypto";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Log } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";

interface BudgetOptions {
  /** First part of its keys. */
  readonly prefix: string;
  /** What a key may use in all processes together within so many seconds. */
  readonly points: number;
  readonly seconds: number;
  readonly log: Log;
}

/**
 * Counts in Redis what a key uses in all processes: 0, or for how many ms the key has used up its points. While Redis
 * is away each process counts for itself; it does not fail.
 */
export function createSharedBudget(
  redis: RedisClient,
  { prefix, points, seconds, log }: BudgetOptions,
): (key: string, used: number) => Promise<number> {
  const window = { points, duration: seconds };
  const limiter = new RateLimiterRedis({
    ...window,
    storeClient: redis,
    keyPrefix: prefix,
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(window),
  });
  return async (key, used) => {
    try {
      await limiter.consume(nameOf(key), used);
      return 0;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
      log.warn({ err: refusal }, "a limit could not be shared with the other processes");
      return 0;
    }
  };
}

// Ids may hold anything and be long, and addresses are nobody's business.
function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}
