import { systemClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { RedisClient } from "./redis/connection.ts";
import type { Keys } from "./redis/keys.ts";
import { createRoomIndexes } from "./redis/room-indexes.ts";
import { lanesByPart, partOf, shardsByPart } from "./redis/slot-parts.ts";
import type { Log, RoomId, RoomIndexes } from "./rooms/ports.ts";
import { createSweep, type Sweep } from "./rooms/sweep.ts";
import { manySweeps } from "./rooms/sweeps.ts";

/** One lane queue, or on a Cluster one for each part of its slots. */
export function laneOptions(config: Config) {
  const { prefix } = config.redis;
  return { prefix, lanes: isCluster(config) ? lanesByPart(prefix) : [0] };
}

export function laneOf(config: Config, keys: Keys): (roomId: RoomId) => number {
  return isCluster(config) ? (roomId) => partOf(keys.shardOf(roomId)) : () => 0;
}

interface SweepParts {
  readonly config: Config;
  readonly redis: RedisClient;
  readonly keys: Keys;
  readonly indexes: RoomIndexes;
  readonly log: Log;
}

/** One sweep, or on a Cluster one for each part of its slots. */
export function createSweeps(parts: SweepParts, tick: (roomId: RoomId) => Promise<void>): Sweep {
  const { config, redis, keys } = parts;
  const sweepOf = (indexes: RoomIndexes) => createSweep({ ...parts, ...systemClock, indexes, tick });
  if (!isCluster(config)) return sweepOf(parts.indexes);
  return manySweeps(shardsByPart().map((shards) => sweepOf(createRoomIndexes(redis, keys, shards))));
}

function isCluster({ redis }: Config): boolean {
  return redis.urls.length > 1;
}
