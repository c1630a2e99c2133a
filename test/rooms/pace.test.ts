import { describe, expect, it } from "@jest/globals";
import { createPace } from "../../src/rooms/pace.ts";
import { createTestClock } from "../fakes/test-clock.ts";

function paceInTest() {
  const clock = createTestClock();
  const pace = createPace(clock);
  const take = async (calls: number): Promise<number> => {
    const startedAtMs = clock.nowMs();
    await clock.finish(Promise.all(Array.from({ length: calls }, () => pace.next())));
    return clock.nowMs() - startedAtMs;
  };
  return { pace, take };
}

describe("a pace", () => {
  it("keeps nobody waiting at first", async () => {
    expect(await paceInTest().take(1000)).toBe(0);
  });

  it("spaces the calls of all rooms when 100ms says that it is too much", async () => {
    const { pace, take } = paceInTest();
    pace.throttled();
    expect(await take(11)).toBe(50);
  });

  it("slows down further each time, to 5 calls a second at worst", async () => {
    const { pace, take } = paceInTest();
    for (let times = 0; times < 20; times += 1) pace.throttled();
    expect(await take(11)).toBe(2000);
  });

  it("is as fast as before once enough calls were taken", async () => {
    const { pace, take } = paceInTest();
    for (let times = 0; times < 20; times += 1) pace.throttled();
    for (let calls = 0; calls < 200; calls += 1) pace.accepted();
    await take(1);
    expect(await take(1000)).toBe(0);
  });
});
