import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import { createLog } from "../src/log.ts";
import { connectRedis } from "../src/redis/connection.ts";
import { UnavailableError } from "../src/rooms/rooms.ts";
import { testRedisUrl } from "./redis-for-tests.ts";

function capture(level = "trace") {
  const lines: string[] = [];
  return {
    lines,
    log: createLog({ level, destination: { write: (line: string) => void lines.push(line) } }),
  };
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

  it.each(["trace", "debug", "info", "warn", "error", "fatal"] as const)(
    "hides at %s what is secret and is given to it all the same",
    (level) => {
      const { lines, log } = capture();
      log[level]({ you: { cards: ["As"] }, req: { headers: { Authorization: "Bearer x" } } }, "oops");
      log[level]({ a: { b: { c: [{ deck: ["Kd"], kept: 1 }] } } }, "deep");
      log[level]({ body: JSON.stringify({ body: JSON.stringify({ cards: ["Qh"] }) }) }, "within a string");
      log[level]({ said: "with eyJhbGciOiJIUzI1NiJ9.eyJyb29tIjoiciJ9.c2VhbA in it" }, "a token");
      log[level]("seal eyJhbGciOiJIUzI1NiJ9.eyJyb29tIjoiciJ9.c2VhbA");
      log.child({ token: "hush" })[level]("of a child");
      expect(lines).toHaveLength(6);
      expect(lines.join()).not.toMatch(/As|Bearer|Kd|Qh|eyJ|hush/);
      expect(JSON.parse(lines[1]!)).toMatchObject({
        a: { b: { c: [{ deck: "***", kept: 1 }] } },
        msg: "deep",
      });
    },
  );

  it("leaves alone what only sounds like a secret", () => {
    const { lines, log } = capture();
    log.info({ limit: "wrong token", cardsPlayed: 3 }, "the deck is new");
    expect(JSON.parse(lines[0]!)).toMatchObject({
      limit: "wrong token",
      cardsPlayed: 3,
      msg: "the deck is new",
    });
  });

  it("is written for people in development", () => {
    const script = `import { createLog } from "./src/log.ts"; createLog({ level: "info", isPretty: true }).info({ room: "r" }, "hello");`;
    const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script], {
      encoding: "utf8",
      env: { PATH: process.env.PATH, NO_COLOR: "1" },
    });
    expect(stdout).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] INFO \(\d+\): hello\n\s+room: "r"\n$/);
  });
});
