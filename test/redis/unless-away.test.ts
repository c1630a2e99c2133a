import { describe, expect, it } from "@jest/globals";
import { unlessAway } from "../../src/redis/unless-away.ts";
import { createTestClock, type TestClock } from "../fakes/test-clock.ts";

const never = new Promise<never>(() => undefined);

function redisThat(ping: () => Promise<"PONG">) {
  return { ping } as Parameters<typeof unlessAway>[0];
}

/** How it ended, and after how many ms. */
async function outcome(clock: TestClock, waiting: Promise<boolean>): Promise<readonly [boolean, number]> {
  const startedAtMs = clock.nowMs();
  return [await clock.finish(waiting), clock.nowMs() - startedAtMs];
}

describe("unless Redis is away", () => {
  it.each([
    ["refuses", () => Promise.reject(new Error("away"))],
    ["does not answer", () => never],
  ])("a task is waited for; it is given up after 1.5 s when Redis %s", async (_, ping) => {
    const clock = createTestClock();
    expect(await outcome(clock, unlessAway(redisThat(ping), never, clock.every))).toEqual([false, 1500]);
    expect(clock.pending()).toBe(0);
  });

  it("a task is waited for as long as it takes", async () => {
    const clock = createTestClock();
    const redis = redisThat(() => Promise.resolve("PONG"));
    expect(await outcome(clock, unlessAway(redis, clock.sleep(60_000), clock.every))).toEqual([true, 60_000]);
    expect(clock.pending()).toBe(0);
  });

  it("a Redis that comes back in time counts as one that was there", async () => {
    const clock = createTestClock();
    let looks = 0;
    const redis = redisThat(() =>
      ++looks % 5 === 0 ? Promise.resolve("PONG") : Promise.reject(new Error("away")),
    );
    expect(await outcome(clock, unlessAway(redis, clock.sleep(10_000), clock.every))).toEqual([true, 10_000]);
  });

  it("a task that fails fails", async () => {
    const clock = createTestClock();
    const failing = unlessAway(
      redisThat(() => never),
      Promise.reject(new Error("broken")),
      clock.every,
    );
    await expect(failing).rejects.toThrow("broken");
    expect(clock.pending()).toBe(0);
  });
});
