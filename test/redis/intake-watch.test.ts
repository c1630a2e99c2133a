import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createIntakeWatch } from "../../src/redis/intake-watch.ts";
import { openRedis, type RealRedis } from "./backends.ts";
import { NOW_MS } from "./commits.ts";

const SETTINGS = { silenceMs: 15_000, settleMs: 10_000, holdMs: 60_000 };

describe("the watch over the intake", () => {
  let redis: RealRedis;
  beforeEach(async () => {
    redis = await openRedis();
  });
  afterEach(() => redis.close());

  /** Notes after so many seconds. */
  const at = (seconds: number, watch = createIntakeWatch(redis.client, redis.prefix)) =>
    watch.note({ nowMs: NOW_MS + seconds * 1000, ...SETTINGS });
  const outage = (from: number, to: number) => ({ fromMs: NOW_MS + from * 1000, toMs: NOW_MS + to * 1000 });

  it("sees no outage as long as somebody notes in time", async () => {
    expect([await at(0), await at(14), await at(29), await at(60 - 16)]).toEqual([null, null, null, null]);
  });

  it("hands an outage to one caller, some time after its end", async () => {
    await at(0);
    expect(await at(40)).toBeNull();
    expect(await at(49)).toBeNull();
    expect(await at(50)).toEqual(outage(0, 40));
    expect([await at(51), await at(55)]).toEqual([null, null]);
  });

  it("hands it out again when nobody had it forgotten or held back, until somebody does", async () => {
    const watch = createIntakeWatch(redis.client, redis.prefix);
    await at(0);
    for (const seconds of [40, 52, 66, 80, 94]) await at(seconds);
    expect(await at(108)).toBeNull();
    expect(await at(112)).toEqual(outage(0, 40));
    await watch.hold(NOW_MS + 130_000);
    expect([await at(125), await at(130)]).toEqual([null, outage(0, 40)]);
    await watch.forget();
    expect([await at(144), await at(158), await at(172), await at(186), await at(191)]).toEqual(
      Array.from({ length: 5 }, () => null),
    );
  });

  it("makes one of two outages when the first was not asked about yet", async () => {
    await at(0);
    await at(40);
    await at(70);
    expect(await at(80)).toEqual(outage(0, 70));
  });
});
