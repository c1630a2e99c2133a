import { randomBytes } from "node:crypto";
import { Cluster, Redis } from "ioredis";
import { connectRedis, type RedisClient } from "../src/redis/connection.ts";
import { readSentinelUrl } from "../src/redis/sentinel-url.ts";

/** The one Redis (or Cluster) of this jest run, started by global-setup.ts. Everybody keeps to a prefix of their own: never FLUSHALL. */
export function testRedisUrl(): string {
  const url = process.env.TEST_REDIS_URL;
  if (url === undefined) throw new Error("TEST_REDIS_URL is unset: jest runs test/global-setup.ts first");
  return url;
}

/** A test's own look at a Redis or, by several URLs, at a Cluster. Waits for it when it is away. */
export function lookAtRedis(url: string = testRedisUrl()): RedisClient {
  return connectRedis(readSentinelUrl(url) === null ? url.split(",") : [url], "worker", silent);
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** Every key that matches, wherever it is. */
export async function keysIn(redis: RedisClient, pattern: string): Promise<string[]> {
  if (redis instanceof Redis) return await redis.keys(pattern);
  const found = await Promise.all(redis.nodes("master").map((node) => node.keys(pattern)));
  return found.flat();
}

/** Each server that takes writes. */
export function serversOf(redis: RedisClient): readonly Redis[] {
  return redis instanceof Cluster ? redis.nodes("master") : [redis];
}

/** A REDIS_PREFIX that nothing else uses. */
export function freshPrefix(): string {
  return `test-${randomBytes(6).toString("hex")}`;
}
