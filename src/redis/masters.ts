import { Redis } from "ioredis";
import { UnavailableError } from "../rooms/rooms.ts";
import type { RedisClient } from "./connection.ts";
import { EVERY_SHARD, slotOfShard } from "./keys.ts";

/** A server that takes writes, and the shards that it has. */
export interface Master {
  /** `host:port`; empty for the only one. */
  readonly address: string;
  readonly shards: readonly number[];
}

/** As this client knows them now; a dead one stays among them until another takes over. */
export function mastersOf(redis: RedisClient): readonly Master[] {
  const addresses = new Set(EVERY_SHARD.map((shard) => masterOf(redis, shard)));
  return [...addresses].map((address) => ({ address, shards: shardsOf(redis, address) }));
}

/** The address of the master that has the shard. */
export function masterOf(redis: RedisClient, shard: number): string {
  return redis instanceof Redis ? "" : (redis.slots[slotOfShard(shard)]?.[0] ?? "nobody");
}

export function shardsOf(redis: RedisClient, address: string): readonly number[] {
  return EVERY_SHARD.filter((shard) => masterOf(redis, shard) === address);
}

/** For what is asked of one server alone. Throws an UnavailableError when there is no connection to it. */
export function connectionTo(redis: RedisClient, { address }: Master): Redis {
  if (redis instanceof Redis) return redis;
  const node = redis.nodes().find(({ options: { host, port } }) => `${host}:${port}` === address);
  if (node === undefined) throw new UnavailableError(`no connection to ${address}`);
  return node;
}
