import { describe, expect, it } from "@jest/globals";
import type { IntakeWatch, Outage, WebhookRecord } from "../../src/rooms/missed-webhooks.ts";
import { startAskingForMissed } from "../../src/rooms/missed-webhooks.ts";
import { PlatformError } from "../../src/rooms/ports.ts";
import { createTestClock, START_MS } from "../fakes/test-clock.ts";
import { createTestLog } from "../fakes/test-log.ts";

const OUTAGE: Outage = { fromMs: START_MS - 60_000, toMs: START_MS };

/** Hands out one outage until it is forgotten; holds as it is told. */
function setUp({ outage = OUTAGE, failed = 3, faults = [] as PlatformError[], isAway = false } = {}) {
  const clock = createTestClock();
  const asked: string[] = [];
  let [pending, heldUntilMs] = [true, 0];
  const watch: IntakeWatch = {
    note: () =>
      isAway && clock.nowMs() < START_MS + 20_000
        ? Promise.reject(new Error("Redis is away"))
        : Promise.resolve(pending && clock.nowMs() >= heldUntilMs ? outage : null),
    forget() {
      pending = false;
      return Promise.resolve();
    },
    hold(untilMs) {
      heldUntilMs = untilMs;
      return Promise.resolve();
    },
  };
  const call = <T>(name: string, { fromMs, toMs }: Outage, answer: T): Promise<T> => {
    asked.push(`${name} ${(fromMs - START_MS) / 1000} ${(toMs - START_MS) / 1000}`);
    const fault = faults.shift();
    return fault === undefined ? Promise.resolve(answer) : Promise.reject(fault);
  };
  const platform: WebhookRecord = {
    countFailed: (times) => call("count", times, failed),
    replayFailed: (times) => call("replay", times, undefined),
  };
  const log = createTestLog();
  const asking = startAskingForMissed({ ...clock, watch, platform, log }, 15_000);
  return { clock, asked, asking, isForgotten: () => !pending };
}

describe("after an outage", () => {
  it("100ms is asked once for what failed in it, and shortly before", async () => {
    const { clock, asked, isForgotten } = setUp();
    await clock.advance(60_000);
    expect(asked).toEqual(["count -80 0", "replay -80 0"]);
    expect(isForgotten()).toBe(true);
  });

  it("nothing is replayed when nothing failed", async () => {
    const { clock, asked, isForgotten } = setUp({ failed: 0 });
    await clock.advance(60_000);
    expect(asked).toEqual(["count -80 0"]);
    expect(isForgotten()).toBe(true);
  });

  it("of weeks the last days are replayed, which is as long as 100ms does", async () => {
    const { clock, asked } = setUp({ outage: { fromMs: START_MS - 40 * 86_400_000, toMs: START_MS } });
    await clock.advance(5000);
    expect(asked).toEqual([`count ${-13 * 86_400} 0`, `replay ${-13 * 86_400} 0`]);
  });

  it("100ms is asked again after as long as it says, or a minute", async () => {
    const { clock, asked, isForgotten } = setUp({
      faults: [
        new PlatformError("too many", { kind: "throttled", status: 429, retryAfterMs: 20_000 }),
        new PlatformError("away", { kind: "unavailable" }),
      ],
    });
    await clock.advance(15_000);
    expect(asked).toHaveLength(1);
    await clock.advance(5000);
    expect(asked).toHaveLength(2);
    await clock.advance(55_000);
    expect(asked).toHaveLength(2);
    expect(isForgotten()).toBe(false);
    await clock.advance(10_000);
    expect(asked).toEqual(["count -80 0", "count -80 0", "count -80 0", "replay -80 0"]);
    expect(isForgotten()).toBe(true);
  });

  it("of Redis the next look finds it", async () => {
    const { clock, asked } = setUp({ isAway: true });
    await clock.advance(19_000);
    expect(asked).toEqual([]);
    await clock.advance(10_000);
    expect(asked).toEqual(["count -80 0", "replay -80 0"]);
  });

  it("nobody looks once it was stopped", async () => {
    const { clock, asked, asking } = setUp({ isAway: true });
    await asking.stop();
    await clock.advance(60_000);
    expect(asked).toEqual([]);
  });
});
