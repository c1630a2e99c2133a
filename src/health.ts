import { monitorEventLoopDelay } from "node:perf_hooks";
import type { PlatformClient } from "./100ms/client.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { WebhookStats } from "./http/webhook-stats.ts";
import type { LaneQueues } from "./queues/lanes.ts";
import type { RedisClient } from "./redis/connection.ts";
import { readVitals } from "./redis/vitals.ts";
import type { Verdict } from "./rooms/health.ts";
import { judge } from "./rooms/health.ts";
import type { Patience } from "./rooms/patience.ts";
import type { RoomIndexes } from "./rooms/ports.ts";
import type { Sweep } from "./rooms/sweep.ts";
import { orNull, readQueues, readRooms } from "./service-reading.ts";
import { readVersion } from "./version.ts";

interface HealthDeps {
  readonly config: Config;
  readonly clock: Clock;
  readonly redis: RedisClient;
  readonly lanes: LaneQueues;
  readonly indexes: RoomIndexes;
  readonly platform: PlatformClient;
  readonly patience: Patience;
  readonly webhooks: WebhookStats;
  readonly sweep: Sweep | null;
  readonly worker: { isAttached(): boolean } | null;
}

export interface Readiness {
  (): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>;
  /** From now on: not ready. */
  drain(): void;
}

/** Gathers what `/admin/health` and `/readyz` say. A part that does not answer is a finding, never a failure. */
export function createHealth(deps: HealthDeps): { health: () => Promise<Verdict>; ready: Readiness } {
  const version = readVersion();
  const eventLoop = monitorEventLoopDelay({ resolution: 20 });
  eventLoop.enable();
  const startedAtMs = deps.clock.nowMs();
  let isDraining = false;
  return {
    health: async () => {
      const [redis, queues, rooms] = await Promise.all([
        orNull(readVitals(deps.redis)),
        orNull(readQueues(deps)),
        orNull(readRooms(deps)),
      ]);
      const process = readProcess(deps, {
        version,
        startedAtMs,
        eventLoopDelayMs: eventLoop.percentile(99) / 1e6,
      });
      eventLoop.reset();
      const vitals = { redis, queues, rooms, platform: readPlatform(deps), sweep: readSweep(deps), process };
      return { ...judge(vitals), ...vitals, webhooks: deps.webhooks.webhookStats() };
    },
    ready: Object.assign(
      async () => {
        const isRedisThere = (await orNull(deps.redis.ping())) !== null;
        const reasons = [
          isDraining && "draining",
          !isRedisThere && "Redis does not answer",
          deps.worker?.isAttached() === false && "the worker is not attached",
        ].filter((reason) => reason !== false);
        return { ready: reasons.length === 0, reasons };
      },
      { drain: () => (isDraining = true) },
    ),
  };
}

function readPlatform({ platform, patience }: HealthDeps) {
  const { lastSuccessAtMs, lastError } = platform.stats();
  return {
    lastSuccessAt: timeOrNull(lastSuccessAtMs),
    lastError:
      lastError === null
        ? null
        : { at: timeOrNull(lastError.atMs), message: lastError.message, status: lastError.status },
    breaker: patience.count() > 0 ? ("open" as const) : ("closed" as const),
    roomsWaiting: patience.count(),
  };
}

function readSweep({ sweep, clock }: HealthDeps) {
  if (sweep === null) return null;
  const { lastSweepAtMs, lateMs } = sweep.stats();
  return { sinceMs: lastSweepAtMs === null ? null : clock.nowMs() - lastSweepAtMs, lateMs };
}

function readProcess(
  { config, clock }: HealthDeps,
  facts: { readonly version: string; readonly startedAtMs: number; readonly eventLoopDelayMs: number },
) {
  return {
    version: facts.version,
    role: config.role,
    pid: process.pid,
    uptimeSeconds: Math.round((clock.nowMs() - facts.startedAtMs) / 1000),
    eventLoopDelayMs: Math.round(facts.eventLoopDelayMs * 10) / 10,
    memoryBytes: process.memoryUsage.rss(),
  };
}

function timeOrNull(unixMs: number | null): string | null {
  return unixMs === null ? null : new Date(unixMs).toISOString();
}
