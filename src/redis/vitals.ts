import { ReplyError } from "ioredis";
import type { RedisClient } from "./connection.ts";
import { available } from "./unavailable.ts";

export interface RedisVitals {
  readonly latencyMs: number;
  readonly version: string;
  readonly persistence: "aof" | "rdb" | "none";
  readonly evictionPolicy: string;
  readonly usedMemoryBytes: number;
  /** False when it is full, a replica, or cannot write to its disk. */
  readonly takesWrites: boolean;
}

/** What Redis says of itself, and how long it takes to write: a PING is answered by one that does nothing else any more. */
export async function readVitals(redis: RedisClient, probeKey: string): Promise<RedisVitals> {
  const startedAt = performance.now();
  const takesWrites = await write(redis, probeKey);
  const latencyMs = Math.round((performance.now() - startedAt) * 100) / 100;
  const info = parse(await available(redis.info()));
  return {
    latencyMs,
    version: info.get("redis_version") ?? "unknown",
    persistence: info.get("aof_enabled") === "1" ? "aof" : await snapshotting(redis),
    evictionPolicy: info.get("maxmemory_policy") ?? "unknown",
    usedMemoryBytes: Number(info.get("used_memory") ?? 0),
    takesWrites,
  };
}

async function write(redis: RedisClient, key: string): Promise<boolean> {
  try {
    await available(redis.set(key, "", "PX", 1000));
    return true;
  } catch (error) {
    const { cause } = error as Error;
    if (cause instanceof ReplyError) return false;
    throw error;
  }
}

// Managed Redis may refuse CONFIG; then snapshots are taken for granted.
async function snapshotting(redis: RedisClient): Promise<"rdb" | "none"> {
  try {
    const reply = await redis.config("GET", "save");
    return Array.isArray(reply) && reply[1] === "" ? "none" : "rdb";
  } catch {
    return "rdb";
  }
}

function parse(info: string): ReadonlyMap<string, string> {
  const pairs = info.split(/\r?\n/).map((line) => line.split(":", 2));
  return new Map(
    pairs.flatMap(([name, value]) => (name === undefined || value === undefined ? [] : [[name, value]])),
  );
}
