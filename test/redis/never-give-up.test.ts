import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { becomesReady } from "../../src/redis/connection.ts";
import { neverGiveUp } from "../../src/redis/never-give-up.ts";

let server: RedisProcess;

beforeAll(async () => {
  server = await startRedis({ env: process.env, say: () => undefined });
});
afterAll(() => server.stop());

/** A connection of which ioredis itself does not try again what was lost. */
function open(): Redis {
  const redis = new Redis(server.url, { retryStrategy: () => null });
  redis.on("error", () => undefined);
  neverGiveUp(redis);
  return redis;
}

async function lose(redis: Redis): Promise<void> {
  await becomesReady(redis, 5000);
  const ended = new Promise((resolve) => redis.once("end", resolve));
  redis.stream.destroy();
  await ended;
}

it("a connection that was given up comes back, one that was duplicated from it, too", async () => {
  const redis = open();
  const other = redis.duplicate();
  for (const one of [redis, other]) {
    await lose(one);
    expect(await becomesReady(one, 5000)).toBe(true);
    expect(await one.ping()).toBe("PONG");
    one.disconnect();
  }
});

it("a connection that somebody closed stays closed", async () => {
  const closed = [open(), open()];
  await Promise.all(closed.map((one) => becomesReady(one, 5000)));
  closed[0]!.disconnect();
  await closed[1]!.quit();
  await pause(600);
  expect(closed.map(({ status }) => status)).toEqual(["end", "end"]);
});
