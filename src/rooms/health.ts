/** What is measured about the service, gathered from its parts; null where a part did not answer. */
export interface Vitals {
  readonly redis: {
    readonly latencyMs: number;
    readonly persistence: "aof" | "rdb" | "none";
    readonly evictionPolicy: string;
  } | null;
  readonly queues: { readonly oldestAgeMs: number | null; readonly workers: number } | null;
  readonly rooms: { readonly oldestUndeliveredMs: number | null } | null;
  readonly platform: { readonly breaker: "closed" | "open" };
  readonly sweep: { readonly sinceMs: number | null } | null;
  readonly process: { readonly eventLoopDelayMs: number };
}

export interface Verdict {
  readonly status: "ok" | "degraded" | "down";
  /** What players feel now; empty when ok. */
  readonly reasons: readonly string[];
  /** What works now and will not always. */
  readonly warnings: readonly string[];
}

const UNDELIVERED_MS = 10_000;
const QUEUED_MS = 10_000;
const SWEEP_MS = 5000;
const EVENT_LOOP_MS = 250;
const REDIS_MS = 250;

/** down: nothing can be accepted. degraded: players feel it, or state is at risk. */
export function judge(vitals: Vitals): Verdict {
  if (vitals.redis === null) {
    return { status: "down", reasons: ["Redis does not answer"], warnings: [] };
  }
  const reasons = [
    vitals.redis.latencyMs > REDIS_MS && "Redis answers slowly",
    vitals.redis.evictionPolicy !== "noeviction" && "Redis may evict games: set maxmemory-policy noeviction",
    vitals.queues === null && "the queues do not answer",
    vitals.queues?.workers === 0 && "no worker is attached: nothing is delivered",
    (vitals.queues?.oldestAgeMs ?? 0) > QUEUED_MS && "wake-ups wait too long for a worker",
    (vitals.rooms?.oldestUndeliveredMs ?? 0) > UNDELIVERED_MS && "messages wait too long to be delivered",
    vitals.platform.breaker === "open" && "100ms does not take messages for some rooms",
    (vitals.sweep?.sinceMs ?? 0) > SWEEP_MS && "clocks are not looked after",
    vitals.process.eventLoopDelayMs > EVENT_LOOP_MS && "this process is overloaded",
  ].filter((reason) => reason !== false);
  const warnings = [
    vitals.redis.persistence === "none" && "Redis keeps nothing on disk: a restart loses every game",
    vitals.redis.persistence === "rdb" && "Redis writes snapshots only: a crash loses minutes; turn AOF on",
  ].filter((warning) => warning !== false);
  return { status: reasons.length === 0 ? "ok" : "degraded", reasons, warnings };
}
