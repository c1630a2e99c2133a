import { Cluster } from "ioredis";
import type { Clock } from "./clock.ts";
import type { WebhookStats } from "./http/webhook-stats.ts";
import type { LaneQueues } from "./queues/lanes.ts";
import type { RedisClient } from "./redis/connection.ts";
import type { Keys } from "./redis/keys.ts";
import type { ProcessBoard } from "./redis/process-board.ts";
import { readVitals } from "./redis/vitals.ts";
import type { KnownProcess, ProcessReport, TooLong, Verdict } from "./rooms/health.ts";
import { alive, judge } from "./rooms/health.ts";
import type { RoomIndexes } from "./rooms/ports.ts";
import { orNull, readQueues, readRooms } from "./service-reading.ts";

interface HealthDeps {
  readonly clock: Clock;
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly lanes: LaneQueues;
  readonly indexes: RoomIndexes;
  readonly webhooks: WebhookStats;
  readonly board: ProcessBoard;
  /** Of this process. */
  readonly report: () => ProcessReport;
  readonly worker: { isAttached(): boolean } | null;
  readonly tooLong: TooLong;
}

export interface Readiness {
  (): Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>;
  /** From now on: not ready. */
  drain(): void;
}

/** Gathers what `/admin/health` and `/readyz` say. A part that does not answer is a finding, never a failure. */
export function createHealth(deps: HealthDeps): { health: () => Promise<Verdict>; ready: Readiness } {
  const startedAtMs = deps.clock.nowMs();
  let isDraining = false;
  return {
    health: async () => {
      const [redis, queues, rooms, others] = await Promise.all([
        orNull(readVitals(deps.redis, deps.keys)),
        orNull(readQueues(deps)),
        orNull(readRooms(deps)),
        orNull(deps.board.others()),
      ]);
      const own = deps.report();
      const processes = [{ ...own, silentMs: 0 }, ...(others ?? [])];
      return {
        ...judge({ redis, queues, rooms, processes }, deps.tooLong),
        redis,
        queues,
        rooms,
        ...summaryOf(alive(processes, deps.tooLong)),
        webhooks: deps.webhooks.webhookStats(),
        process: {
          version: own.version,
          role: own.role,
          pid: own.pid,
          uptimeSeconds: Math.round((deps.clock.nowMs() - startedAtMs) / 1000),
          eventLoopDelayMs: own.eventLoopDelayMs,
          memoryBytes: process.memoryUsage.rss(),
        },
        processes,
      };
    },
    ready: Object.assign(
      async () => {
        const isRedisThere = (await orNull(pingAny(deps.redis))) !== null;
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

// On a Cluster one master is enough for its rooms to be served.
async function pingAny(redis: RedisClient): Promise<unknown> {
  return redis instanceof Cluster
    ? await Promise.any(redis.nodes("master").map((node) => node.ping()))
    : await redis.ping();
}

/** Of all processes together. */
function summaryOf(processes: readonly KnownProcess[]) {
  const platforms = processes.map(({ platform }) => platform);
  const roomsWaiting = Math.max(...platforms.map((platform) => platform.roomsWaiting));
  const lateMs = processes.flatMap(({ sweep }) => (sweep?.lateMs == null ? [] : [sweep.lateMs]));
  const errors = platforms.flatMap(({ lastError }) => (lastError === null ? [] : [lastError]));
  return {
    platform: {
      lastSuccessAt: newest(platforms.map(({ lastSuccessAt }) => lastSuccessAt)),
      lastError: errors.toSorted((a, b) => (a.at ?? "").localeCompare(b.at ?? "")).at(-1) ?? null,
      breaker: roomsWaiting > 0 ? ("open" as const) : ("closed" as const),
      roomsWaiting,
    },
    commits: {
      perSecond: round(sum(processes.map(({ recent }) => recent.commitsPerSecond))),
      failed: sum(processes.map(({ recent }) => recent.commitsFailed)),
    },
    clocks: { lateMs: lateMs.length === 0 ? null : Math.max(...lateMs) },
  };
}

function newest(times: readonly (string | null)[]): string | null {
  return (
    times
      .flatMap((time) => (time === null ? [] : [time]))
      .toSorted()
      .at(-1) ?? null
  );
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}

function round(figure: number): number {
  return Math.round(figure * 100) / 100;
}
