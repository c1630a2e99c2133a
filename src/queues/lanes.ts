import { type ConnectionOptions, type JobsOptions, Queue, type Telemetry, Worker } from "bullmq";
import type { Lanes, Log, RoomId } from "../rooms/ports.ts";

interface LaneOptions {
  /** `croupier`: the first part of every key. */
  readonly prefix: string;
  /** The numbers of the lane queues. More than one only on a Cluster, where each lane queue is in one slot. */
  readonly lanes: readonly number[];
  /** Its place among them. */
  readonly laneOf: (roomId: RoomId) => number;
  readonly tracing: QueueTracing | null;
  readonly log: Log;
}

/** BullMQ's own spans. */
export interface QueueTracing {
  readonly telemetry: Telemetry;
  /** Runs what is called at once below the span of the link. */
  within<T>(link: string | undefined, task: () => T): T;
}

export interface LaneQueues extends Lanes {
  readonly queues: readonly Queue[];
  /** Jobs of all lanes by state, and the age of the oldest one waiting. */
  counts(): Promise<LaneCounts>;
  /** How many workers are attached to the lane that has the fewest. */
  workers(): Promise<number>;
  close(): Promise<void>;
}

interface LaneCounts {
  readonly waiting: number;
  readonly active: number;
  readonly delayed: number;
  readonly failed: number;
  readonly oldestAgeMs: number | null;
}

interface LaneJob {
  readonly roomId: RoomId;
}

const QUEUE_NAME = "lane";

/**
 * Wake-ups by BullMQ, one lane per room: while a room's job waits, another is superfluous; while it runs, one more
 * is kept and runs afterwards, so no message is left behind.
 */
export function createLaneQueues(connection: ConnectionOptions, options: LaneOptions): LaneQueues {
  const queues = options.lanes.map((lane) => {
    const queue = new Queue<LaneJob>(QUEUE_NAME, {
      connection,
      prefix: lanePrefix(options.prefix, lane),
      ...telemetryOf(options),
    });
    queue.on("error", (error) => options.log.warn({ err: error, lane }, "lane queue"));
    return queue;
  });
  return {
    queues,
    async wake(roomId, trace) {
      const queue = queues[options.laneOf(roomId)];
      const add = () => queue?.add("commit", { roomId }, jobOptions(roomId));
      await (options.tracing === null ? add() : options.tracing.within(trace, add));
    },
    async counts() {
      const all = await Promise.all(queues.map((queue) => countsOf(queue)));
      const ages = all.flatMap(({ oldestAgeMs }) => (oldestAgeMs === null ? [] : [oldestAgeMs]));
      const sum = (of: (counts: LaneCounts) => number) =>
        all.reduce((total, counts) => total + of(counts), 0);
      return {
        waiting: sum(({ waiting }) => waiting),
        active: sum(({ active }) => active),
        delayed: sum(({ delayed }) => delayed),
        failed: sum(({ failed }) => failed),
        oldestAgeMs: ages.length === 0 ? null : Math.max(...ages),
      };
    },
    async workers() {
      return Math.min(...(await Promise.all(queues.map((queue) => queue.getWorkersCount()))));
    },
    async close() {
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}

interface WorkerOptions extends Omit<LaneOptions, "laneOf"> {
  readonly concurrency: number;
  /** Delivers what a room has, and wakes it again when there is more. */
  readonly deliver: (roomId: RoomId) => Promise<void>;
}

export interface LaneWorkers {
  isAttached(): boolean;
  /** Takes no more rooms and waits for those under way. */
  close(): Promise<void>;
}

export function createLaneWorkers(connection: ConnectionOptions, options: WorkerOptions): LaneWorkers {
  const workers = options.lanes.map((lane) => {
    const worker = new Worker<LaneJob>(QUEUE_NAME, ({ data: { roomId } }) => options.deliver(roomId), {
      connection,
      prefix: lanePrefix(options.prefix, lane),
      concurrency: options.concurrency,
      // A dead worker's job parks its room's wake-ups until it is found stalled: seconds, not the default minute.
      lockDuration: 5000,
      stalledInterval: 2500,
      maxStalledCount: 1_000_000,
      drainDelay: 5,
      // What could not be asked for, as during a failover, is asked for again this soon, not after the default 15 s.
      runRetryDelay: 500,
      ...telemetryOf(options),
    });
    worker.on("error", (error) => options.log.warn({ err: error, lane }, "lane worker"));
    worker.on("failed", (job, error) => {
      options.log.error({ err: error, room: job?.data.roomId }, "a lane failed; the sweep finds its room");
    });
    return worker;
  });
  return {
    isAttached: () => workers.every((worker) => worker.isRunning() && !worker.isPaused()),
    async close() {
      await Promise.all(workers.map((worker) => worker.close()));
    },
  };
}

function telemetryOf({ tracing }: Pick<LaneOptions, "tracing">): { telemetry?: Telemetry } {
  return tracing === null ? {} : { telemetry: tracing.telemetry };
}

function lanePrefix(prefix: string, lane: number): string {
  return `{${prefix}:lanes:${lane}}`;
}

function jobOptions(roomId: RoomId): JobsOptions {
  return {
    removeOnComplete: true,
    removeOnFail: { count: 100 },
    deduplication: { id: roomId, keepLastIfActive: true },
  };
}

async function countsOf(queue: Queue): Promise<LaneCounts> {
  const counts = await queue.getJobCounts("waiting", "active", "delayed", "failed");
  const [oldest] = await queue.getWaiting(0, 0);
  return {
    waiting: counts["waiting"] ?? 0,
    active: counts["active"] ?? 0,
    delayed: counts["delayed"] ?? 0,
    failed: counts["failed"] ?? 0,
    oldestAgeMs: oldest === undefined ? null : Date.now() - oldest.timestamp,
  };
}
