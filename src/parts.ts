import { randomUUID } from "node:crypto";
import type { PlatformClient } from "./100ms/client.ts";
import { createPlatformClient } from "./100ms/client.ts";
import { createManagementToken } from "./100ms/management-token.ts";
import { systemClock } from "./clock.ts";
import { laneOf, laneOptions } from "./cluster-parts.ts";
import type { Config } from "./config.ts";
import { createMeasuring, type Measuring } from "./measuring.ts";
import type { LaneQueues, QueueTracing } from "./queues/lanes.ts";
import { createLaneQueues } from "./queues/lanes.ts";
import type { RedisClient } from "./redis/connection.ts";
import { connectRedis } from "./redis/connection.ts";
import type { Keys } from "./redis/keys.ts";
import { createKeys } from "./redis/keys.ts";
import { createProcessBoard, type ProcessBoard } from "./redis/process-board.ts";
import { createRoomIndexes } from "./redis/room-indexes.ts";
import { createRoomRecords } from "./redis/room-records.ts";
import type { WatchedIdentity } from "./redis/store-identity.ts";
import { watchStoreIdentity } from "./redis/store-identity.ts";
import type { Patience } from "./rooms/patience.ts";
import { createPatience } from "./rooms/patience.ts";
import type { Log, RoomIndexes } from "./rooms/ports.ts";
import type { Reach } from "./rooms/reach.ts";
import { createReach } from "./rooms/reach.ts";
import { noTracing, type Tracing } from "./rooms/tracing.ts";

/** What the whole service shares. */
export interface Parts extends Measuring {
  readonly config: Config;
  readonly log: Log;
  readonly redis: RedisClient;
  /** For waiting for replicas; null when nobody does. */
  readonly waiting: RedisClient | null;
  readonly keys: Keys;
  readonly platform: PlatformClient;
  readonly tracing: AppTracing;
  readonly lanes: LaneQueues;
  readonly board: ProcessBoard;
  readonly indexes: RoomIndexes;
  readonly identity: WatchedIdentity;
  readonly reach: Reach;
  readonly patience: Patience;
}

/** Spans of this program, and of BullMQ. */
export interface AppTracing extends Tracing {
  readonly queues: QueueTracing | null;
  stop(): Promise<void>;
}

export const NO_TRACING: AppTracing = { ...noTracing, queues: null, stop: () => Promise.resolve() };

/** Connects to Redis at once. */
export function connectParts(config: Config, log: Log, tracing: AppTracing): Parts {
  const redis = connectRedis(config.redis.urls, "requests", log);
  const keys = createKeys(config.redis.prefix);
  const tokens = createManagementToken({ ...config.platform, now: systemClock.nowMs });
  const lanes = createLaneQueues(redis, {
    ...laneOptions(config),
    laneOf: laneOf(config, keys),
    tracing: tracing.queues,
    log,
  });
  const indexes = createRoomIndexes(redis, keys);
  const measuring = createMeasuring(config, { lanes, indexes, records: createRoomRecords(redis, keys) });
  return {
    config,
    log,
    redis,
    waiting: config.redis.wait === null ? null : connectRedis(config.redis.urls, "requests", log),
    keys,
    ...measuring,
    tracing,
    board: createProcessBoard(redis, { key: keys.processes, id: randomUUID() }),
    platform: createPlatformClient({ apiUrl: config.platform.apiUrl, tokens, log, meter: measuring.meter }),
    lanes,
    indexes,
    identity: watchStoreIdentity(redis, keys),
    reach: createReach(),
    patience: createPatience(systemClock.monotonicMs),
  };
}
