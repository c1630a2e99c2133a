import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import { createLog } from "../src/log.ts";
import { connectRedis } from "../src/redis/connection.ts";
import { UnavailableError } from "../src/rooms/rooms.ts";
import { testRedisUrl } from "./redis-for-tests.ts";

function capture(level = "trace") {
  const lines: string[] = [];
  return { lines, log: createLog(level, { write: (line: string) => void lines.push(line) }) };
}

async function refusedCommand(): Promise<unknown> {
  const redis = new Redis(testRedisUrl());
  const key = `test-log-${process.pid}`;
  await redis.set(key, "x", "EX", 5);
  const error = await redis.hset(key, "state", '{"deck":["As","Kd"]}').catch((caught: unknown) => caught);
  await redis.quit();
  return error;
}

describe("the log", () => {
  it("tells an error's name, message, stack and causes", () => {
    const { lines, log } = capture();
    log.error({ err: new Error("outer", { cause: new TypeError("inner") }), roomId: "r" }, "failed");
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 50,
      msg: "failed",
      roomId: "r",
      err: {
        name: "Error",
        message: "outer",
        stack: expect.stringContaining("log.test"),
        cause: { message: "inner" },
      },
    });
  });

  it("does not tell what a command that Redis refused would have written, however it is wrapped", async () => {
    const { lines, log } = capture();
    const error = await refusedCommand();
    expect(JSON.stringify(error)).toContain("As");
    log.warn({ err: error }, "one");
    log.warn({ err: new UnavailableError("no", { cause: error }) }, "two");
    log.error(error as Error);
    expect(lines).toHaveLength(3);
    expect(lines.join()).toContain("WRONGTYPE");
    expect(lines.join()).not.toMatch(/As|Kd|deck/);
  });

  it("does not tell Redis' password when Redis refuses it", async () => {
    const { lines, log } = capture();
    const url = testRedisUrl().replace("redis://", "redis://croupier:hunter2@");
    const redis = connectRedis([url], "worker", log);
    await once(redis, "error");
    redis.disconnect();
    expect(lines.join()).toContain("WRONGPASS");
    expect(lines.join()).not.toContain("hunter2");
  });

  it("hides cards and tokens that are given to it all the same", () => {
    const { lines, log } = capture();
    log.info({ you: { cards: ["As"] }, req: { headers: { authorization: "Bearer x" }, token: "y" } }, "oops");
    expect(lines.join()).not.toMatch(/As|Bearer|"y"/);
  });
});
