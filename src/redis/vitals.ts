import { type Redis, ReplyError } from "ioredis";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { connectionTo, type Master, mastersOf } from "./masters.ts";
import { available } from "./unavailable.ts";

/** Of a Cluster: the worst of its masters. */
export interface RedisVitals {
  readonly latencyMs: number;
  readonly version: string;
  readonly persistence: Persistence;
  readonly evictionPolicy: string;
  readonly usedMemoryBytes: number;
  /** False when it is full, a replica, or cannot write to its disk. */
  readonly takesWrites: boolean;
  readonly masters: number;
  /** Replicas that are connected to the master that has the fewest. */
  readonly replicas: number;
  /** The masters that do not answer, or take no writes, while others do. */
  readonly standing: readonly string[];
}

type Persistence = "none" | "rdb" | "aof";
const WORST_FIRST: readonly Persistence[] = ["none", "rdb", "aof"];

type ServerVitals = Omit<RedisVitals, "masters" | "standing">;

/** What Redis says of itself, and how long it takes to write: a PING is answered by one that does nothing else any more. */
export async function readVitals(redis: RedisClient, keys: Keys): Promise<RedisVitals> {
  const masters = mastersOf(redis);
  const probes = masters.map((master) => readServer(redis, keys, master));
  const read = await Promise.allSettled(probes);
  const answers = read.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const writing = answers.filter(({ takesWrites }) => takesWrites);
  // Throws what the first one threw.
  if (answers.length === 0) await Promise.all(probes);
  const standing = masters.filter((_, i) => !isWriting(read[i]));
  return {
    ...worstOf(writing.length === 0 ? answers : writing),
    takesWrites: writing.length > 0,
    masters: masters.length,
    standing: writing.length === 0 ? [] : standing.map(({ address }) => address),
  };
}

function isWriting(read: PromiseSettledResult<ServerVitals> | undefined): boolean {
  return read?.status === "fulfilled" && read.value.takesWrites;
}

function worstOf(all: readonly ServerVitals[]): Omit<ServerVitals, "takesWrites"> {
  const [first] = all;
  if (first === undefined) throw new Error("vitals of nobody");
  const policies = all.map(({ evictionPolicy }) => evictionPolicy);
  const versions = all.map(({ version }) => version);
  return {
    latencyMs: Math.max(...all.map(({ latencyMs }) => latencyMs)),
    version: versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))[0] ?? first.version,
    persistence:
      WORST_FIRST.find((kind) => all.some(({ persistence }) => persistence === kind)) ?? first.persistence,
    evictionPolicy: policies.find((policy) => policy !== "noeviction") ?? first.evictionPolicy,
    usedMemoryBytes: all.reduce((sum, { usedMemoryBytes }) => sum + usedMemoryBytes, 0),
    replicas: Math.min(...all.map(({ replicas }) => replicas)),
  };
}

async function readServer(redis: RedisClient, keys: Keys, master: Master): Promise<ServerVitals> {
  const startedAtMs = performance.now();
  const takesWrites = await write(redis, probeOf(keys, master));
  const latencyMs = Math.round((performance.now() - startedAtMs) * 100) / 100;
  const server = connectionTo(redis, master);
  const info = parse(await available(server.info()));
  return {
    latencyMs,
    version: info.get("redis_version") ?? "unknown",
    persistence: info.get("aof_enabled") === "1" ? "aof" : await snapshotting(server),
    evictionPolicy: info.get("maxmemory_policy") ?? "unknown",
    usedMemoryBytes: Number(info.get("used_memory") ?? 0),
    takesWrites,
    replicas: Number(info.get("connected_slaves") ?? 0),
  };
}

function probeOf(keys: Keys, { address, shards }: Master): string {
  return address === "" ? keys.probe : keys.probeOf(shards[0] ?? 0);
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
async function snapshotting(server: Redis): Promise<Persistence> {
  try {
    const reply = await server.config("GET", "save");
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
