import type { RecentFigures } from "./recent.ts";

/** What a process says of itself every two seconds. */
export interface ProcessReport {
  readonly role: "all" | "web" | "worker";
  readonly pid: number;
  readonly version: string;
  readonly recent: RecentFigures;
  readonly eventLoopDelayMs: number;
  readonly platform: {
    readonly lastSuccessAt: string | null;
    readonly lastError: {
      readonly at: string | null;
      readonly message: string;
      readonly status: number | null;
    } | null;
    readonly roomsWaiting: number;
  };
  /** Since the last complete look at the clocks, and how late a deadline was carried out lately; null for a process that does not look. */
  readonly sweep: { readonly sinceMs: number | null; readonly lateMs: number | null } | null;
}

/** A process and since when it has said nothing. */
export interface KnownProcess extends ProcessReport {
  readonly silentMs: number;
}

/** What is measured about the service, gathered from its parts; null where a part did not answer. */
export interface Vitals {
  readonly redis: {
    readonly latencyMs: number;
    readonly persistence: "aof" | "rdb" | "none";
    readonly evictionPolicy: string;
    readonly takesWrites: boolean;
    /** Masters of a Cluster that do not answer or take no writes, while others do. */
    readonly standing: readonly string[];
  } | null;
  readonly queues: { readonly oldestAgeMs: number | null; readonly workers: number } | null;
  readonly rooms: { readonly oldestUndeliveredMs: number | null; readonly overdueMs: number | null } | null;
  /** With the one that is asked. */
  readonly processes: readonly KnownProcess[];
}

export interface Verdict {
  readonly status: "ok" | "degraded" | "down";
  /** What players feel now; empty when ok. */
  readonly reasons: readonly string[];
  /** What works now and will not always. */
  readonly warnings: readonly string[];
}

/** After how long something is a finding. */
export interface TooLong {
  readonly undeliveredMs: number;
  readonly queuedMs: number;
  /** Without a look at the clocks, or with a deadline that nobody carried out. */
  readonly standingMs: number;
  /** Of a deadline that was carried out. */
  readonly lateMs: number;
  /** Of a process. */
  readonly silentMs: number;
}

export const TOO_LONG: TooLong = {
  undeliveredMs: 10_000,
  queuedMs: 10_000,
  standingMs: 5000,
  lateMs: 2000,
  silentMs: 10_000,
};

const EVENT_LOOP_MS = 250;
const REDIS_MS = 250;
const COMMITS_FAILED = 3;
/** So many, and more than succeeded. */
const CALLS_FAILED = 15;

export const REASONS = {
  redisAway: "Redis does not answer",
  redisReadOnly: "Redis takes no writes",
  redisPartlyAway: "a part of Redis does not answer or takes no writes: its rooms stand still",
  redisSlow: "Redis answers slowly",
  redisEvicts: "Redis may evict games",
  commitsFail: "commits fail although Redis answers",
  queuesAway: "the queues do not answer",
  noWorker: "no worker is attached: nothing is delivered",
  workersSilent: "the attached workers say nothing: they are stuck or cut off",
  laneWaits: "wake-ups wait too long for a worker",
  undelivered: "messages wait too long to be delivered",
  platformRefuses: "100ms does not take messages for some rooms",
  callsFail: "most calls to 100ms fail",
  clocksStand: "clocks are not looked after",
  clocksLate: "deadlines are carried out late",
  overloaded: "a process is overloaded",
} as const;

export const WARNINGS = {
  nothingKept: "Redis keeps nothing on disk: a restart loses every game",
  snapshotsOnly: "Redis writes snapshots only: a crash loses minutes; turn AOF on",
  silent: "a process has gone without a word",
} as const;

/** down: nothing can be accepted. degraded: players feel it, or state is at risk. */
export function judge(vitals: Vitals, tooLong: TooLong): Verdict {
  const { redis } = vitals;
  if (redis === null) return { status: "down", reasons: [REASONS.redisAway], warnings: [] };
  if (!redis.takesWrites) return { status: "down", reasons: [REASONS.redisReadOnly], warnings: [] };
  const speaking = { ...vitals, processes: alive(vitals.processes, tooLong) };
  const reasons = [
    ...faultsOfStore(redis, speaking),
    ...faultsOfDelivery(speaking, tooLong),
    ...faultsOfClocks(speaking, tooLong),
  ];
  const isOneSilent = speaking.processes.length < vitals.processes.length;
  return {
    status: reasons.length === 0 ? "ok" : "degraded",
    reasons,
    warnings: warningsOf(redis, isOneSilent),
  };
}

/** Those that have said something lately. */
export function alive(
  processes: readonly KnownProcess[],
  tooLong: Pick<TooLong, "silentMs">,
): readonly KnownProcess[] {
  return processes.filter(({ silentMs }) => silentMs <= tooLong.silentMs);
}

function faultsOfStore(redis: NonNullable<Vitals["redis"]>, { processes }: Vitals): readonly string[] {
  const failed = sum(processes.map(({ recent }) => recent.commitsFailed));
  return those([
    [redis.standing.length > 0, REASONS.redisPartlyAway],
    [redis.latencyMs > REDIS_MS, REASONS.redisSlow],
    [redis.evictionPolicy !== "noeviction", REASONS.redisEvicts],
    [failed >= COMMITS_FAILED, REASONS.commitsFail],
    [processes.some(({ eventLoopDelayMs }) => eventLoopDelayMs > EVENT_LOOP_MS), REASONS.overloaded],
  ]);
}

function faultsOfDelivery({ queues, rooms, processes }: Vitals, tooLong: TooLong): readonly string[] {
  const calls = sum(processes.map(({ recent }) => recent.calls));
  const failed = sum(processes.map(({ recent }) => recent.callsFailed));
  const hasWorker = processes.some(({ role }) => role !== "web");
  return those([
    [queues === null, REASONS.queuesAway],
    [queues?.workers === 0, REASONS.noWorker],
    [(queues?.workers ?? 0) > 0 && !hasWorker, REASONS.workersSilent],
    [(queues?.oldestAgeMs ?? 0) > tooLong.queuedMs, REASONS.laneWaits],
    [(rooms?.oldestUndeliveredMs ?? 0) > tooLong.undeliveredMs, REASONS.undelivered],
    [processes.some(({ platform }) => platform.roomsWaiting > 0), REASONS.platformRefuses],
    [failed >= CALLS_FAILED && failed > calls / 2, REASONS.callsFail],
  ]);
}

function faultsOfClocks({ rooms, processes }: Vitals, tooLong: TooLong): readonly string[] {
  const sweeps = processes.flatMap(({ sweep, silentMs }) =>
    sweep === null ? [] : [{ sinceMs: (sweep.sinceMs ?? 0) + silentMs, lateMs: sweep.lateMs ?? 0 }],
  );
  const isStanding = sweeps.length > 0 && sweeps.every(({ sinceMs }) => sinceMs > tooLong.standingMs);
  return those([
    [isStanding || (rooms?.overdueMs ?? 0) > tooLong.standingMs, REASONS.clocksStand],
    [sweeps.some(({ lateMs }) => lateMs > tooLong.lateMs), REASONS.clocksLate],
  ]);
}

function warningsOf({ persistence }: NonNullable<Vitals["redis"]>, isOneSilent: boolean): readonly string[] {
  return those([
    [persistence === "none", WARNINGS.nothingKept],
    [persistence === "rdb", WARNINGS.snapshotsOnly],
    [isOneSilent, WARNINGS.silent],
  ]);
}

function those(findings: readonly (readonly [boolean, string])[]): readonly string[] {
  return findings.flatMap(([isSo, words]) => (isSo ? [words] : []));
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
