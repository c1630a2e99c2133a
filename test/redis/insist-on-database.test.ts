import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Redis } from "ioredis";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { becomesReady, connectRedis } from "../../src/redis/connection.ts";
import { createTestLog } from "../fakes/test-log.ts";

describe("a database that Redis refuses", () => {
  let server: RedisProcess;
  let operator: Redis;
  const open: Redis[] = [];
  beforeAll(async () => {
    server = await startRedis({ env: process.env, say: () => undefined });
    operator = connect(server.url);
    await becomesReady(operator, 5000);
  });
  afterAll(async () => {
    for (const redis of open) redis.disconnect();
    await server.stop();
  });

  function connect(url: string, log = createTestLog()): Redis {
    const redis = connectRedis([url], "worker", log) as Redis;
    open.push(redis);
    return redis;
  }

  function duplicateOf(redis: Redis): Redis {
    const other = redis.duplicate();
    open.push(other);
    return other;
  }

  it("is no connection, and nothing is written to another one; the log says why", async () => {
    const log = createTestLog();
    const redis = connect(`${server.url}/99`, log);
    const all = [redis, duplicateOf(redis), duplicateOf(duplicateOf(redis))];
    for (const one of all) one.set("astray", "1").catch(() => undefined);
    expect(await Promise.all(all.map((one) => becomesReady(one, 500)))).toEqual([false, false, false]);
    expect(await operator.exists("astray")).toBe(0);
    expect(log.lines).toContainEqual(
      expect.objectContaining({
        fields: expect.objectContaining({
          err: expect.objectContaining({ message: "ERR DB index is out of range" }),
        }),
      }),
    );
  });

  it("is connected to as soon as Redis lets it, and what waited is written there", async () => {
    await operator.call("ACL", "SETUSER", "default", "-select");
    const redis = connect(`${server.url}/2`);
    const both = [redis, duplicateOf(redis)];
    const written = both.map((one, i) => one.set(`late-${i}`, "1"));
    expect(await Promise.all(both.map((one) => becomesReady(one, 300)))).toEqual([false, false]);
    await operator.call("ACL", "SETUSER", "default", "+select");
    expect(await Promise.all(written)).toEqual(["OK", "OK"]);
    expect(await redis.keys("late-*")).toHaveLength(2);
    expect(await operator.keys("late-*")).toEqual([]);
  });
});
