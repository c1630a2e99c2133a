import type { Redis } from "ioredis";

/** What the keys of rooms take in Redis, bytes a room. */
export interface RoomBytes {
  readonly [kind: string]: number;
}

/** What the game needs to go on. */
const LIVE = ["room", "peers", "outbox", "lease", "indexes"];

/** By the last part of their names; what is for many rooms counts as indexes. */
export async function roomBytes(redis: Redis, rooms: number): Promise<RoomBytes> {
  const bytes: Record<string, number> = {};
  for await (const found of redis.scanStream({ match: "croupier:{*", count: 1000 })) {
    const keys = found as string[];
    const sizes = await Promise.all(keys.map((key) => redis.memory("USAGE", key, "SAMPLES", 0)));
    for (const [at, key] of keys.entries()) {
      const kind = /^croupier:\{s\d\d\}:[^:]+:(\w+)/.exec(key)?.[1] ?? "indexes";
      bytes[kind] = (bytes[kind] ?? 0) + (sizes[at] ?? 0) / rooms;
    }
  }
  return bytes;
}

export function allBytes(bytes: RoomBytes): number {
  return Object.values(bytes).reduce((sum, one) => sum + one, 0);
}

export function liveBytes(bytes: RoomBytes): number {
  return LIVE.reduce((sum, kind) => sum + (bytes[kind] ?? 0), 0);
}
