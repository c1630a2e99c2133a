import type { IntakeWatch } from "../rooms/missed-webhooks.ts";
import type { RedisClient } from "./connection.ts";
import { intakeWatchScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

/** One for all processes that share a Redis and a prefix. */
export function createIntakeWatch(redis: RedisClient, prefix: string): IntakeWatch {
  const key = `${prefix}:{intake}:watch`;
  return {
    async note({ nowMs, silenceMs, settleMs, holdMs }) {
      const reply = await available(intakeWatchScript(redis, [key], [nowMs, silenceMs, settleMs, holdMs]));
      if (!Array.isArray(reply)) return null;
      const [fromMs, toMs] = reply.map(Number);
      return fromMs === undefined || toMs === undefined ? null : { fromMs, toMs };
    },
    async forget() {
      await available(redis.hdel(key, "from", "to", "held"));
    },
    async hold(untilMs) {
      await available(redis.hset(key, "held", untilMs));
    },
  };
}
