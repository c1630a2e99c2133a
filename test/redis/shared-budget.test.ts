import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import type { RedisClient } from "../../src/redis/connection.ts";
import { createSharedBudget } from "../../src/redis/shared-budget.ts";
import type { Log } from "../../src/rooms/ports.ts";
import { freshPrefix, keysIn, lookAtRedis } from "../redis-for-tests.ts";

const silent: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

describe("a shared budget", () => {
  let redis: RedisClient;
  beforeAll(async () => {
    redis = lookAtRedis();
    await redis.ping();
  });
  afterAll(() => {
    redis.disconnect();
  });
  const open = (prefix: string, client = redis) =>
    createSharedBudget(client, { prefix, points: 10, seconds: 5, log: silent });

  it("is one for all processes, and refuses until its time is over", async () => {
    const prefix = `${freshPrefix()}:limit:player`;
    const [one, other] = [open(prefix), open(prefix)];
    expect([await one("a", 6), await other("a", 4), await other("b", 10)]).toEqual([0, 0, 0]);
    const refusedMs = await one("a", 1);
    expect(refusedMs).toBeGreaterThan(3000);
    expect(refusedMs).toBeLessThanOrEqual(5000);
  });

  it("keeps short keys that say nothing of whom they are about, and that expire", async () => {
    const prefix = `${freshPrefix()}:limit:player`;
    const budget = open(prefix);
    for (const key of ["__proto__", "{a}:b", "🂡".repeat(500), "203.0.113.7"]) await budget(key, 1);
    const keys = await keysIn(redis, `${prefix}*`);
    expect(keys).toHaveLength(4);
    for (const key of keys) {
      expect(key.slice(prefix.length)).toMatch(/^:[\w-]{22}$/);
      expect(await redis.ttl(key)).toBeGreaterThan(0);
    }
  });

  it("is each process' own while Redis is away", async () => {
    const away = new Redis("redis://127.0.0.1:1", { lazyConnect: true, enableOfflineQueue: false });
    const budget = open(freshPrefix(), away);
    expect(await budget("a", 10)).toBe(0);
    expect(await budget("a", 1)).toBeGreaterThan(0);
    away.disconnect();
  });
});
