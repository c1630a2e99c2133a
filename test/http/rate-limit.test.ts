import { describe, expect, it } from "@jest/globals";
import { createRateLimit } from "../../src/http/rate-limit.ts";

function setUp({ perSecond = 10, burst = 20, refusedMs = 0 } = {}) {
  const clock = { ms: 1000 };
  const told: [string, number][] = [];
  const others = { refusedMs };
  const limit = createRateLimit({
    perSecond,
    burst,
    share: (key, used) => {
      told.push([key, used]);
      return Promise.resolve(others.refusedMs);
    },
    memoryMs: 10_000,
    monotonicMs: () => clock.ms,
  });
  const useUp = (key: string, times: number) => Array.from({ length: times }, () => limit.use(key));
  return { clock, told, others, limit, useUp };
}

describe("a rate limit", () => {
  it("allows a burst, and then one request as each recovers", () => {
    const { limit, useUp, clock } = setUp();
    expect(useUp("a", 20).every((waitMs) => waitMs === 0)).toBe(true);
    expect(limit.use("a")).toBe(100);
    clock.ms += 60;
    expect(limit.use("a")).toBe(40);
    clock.ms += 40;
    expect([limit.use("a"), limit.use("a")]).toEqual([0, 100]);
  });

  it("allows no more than the burst and its rate over any time", () => {
    const { limit, clock } = setUp();
    let allowed = 0;
    for (let at = 0; at < 3000; at += 1) {
      clock.ms += 1;
      if (limit.use("a") === 0) allowed += 1;
    }
    expect(allowed).toBe(20 + 30 - 1);
  });

  it("counts each key for itself, whatever it is called", () => {
    const { limit, useUp } = setUp();
    for (const key of ["__proto__", "constructor", "a:b", "{x}", "", "🂡"]) {
      expect(useUp(key, 20)).not.toContain(100);
      expect(limit.use(key)).toBe(100);
    }
  });

  it("looks without using", () => {
    const { limit, useUp } = setUp();
    for (let at = 0; at < 50; at += 1) limit.look("a");
    expect(useUp("a", 20)).toEqual(Array.from({ length: 20 }, () => 0));
    expect(limit.look("a")).toBe(100);
  });

  it("tells the others at every fourth of a burst, and nothing of who uses little", () => {
    const { useUp, clock, told } = setUp();
    useUp("a", 13);
    expect(told).toEqual([
      ["a", 5],
      ["a", 5],
    ]);
    for (let at = 0; at < 50; at += 1) {
      clock.ms += 1000;
      useUp("b", 3);
    }
    expect(told).toHaveLength(2);
  });

  it("refuses for as long as the others say", async () => {
    const { limit, useUp, clock, others } = setUp({ refusedMs: 2000 });
    useUp("a", 5);
    await Promise.resolve();
    expect(limit.use("a")).toBe(2000);
    others.refusedMs = 0;
    clock.ms += 1999;
    expect(limit.use("a")).toBe(1);
    clock.ms += 1;
    expect(limit.use("a")).toBe(0);
  });

  it("forgets keys that rest, and not those that do not", () => {
    const { limit, useUp, clock } = setUp({ perSecond: 1, burst: 10 });
    useUp("a", 10);
    for (let at = 0; at < 4; at += 1) {
      clock.ms += 4000;
      useUp("b", 1);
    }
    expect(limit.look("a")).toBe(0);
    useUp("b", 30);
    clock.ms += 9000;
    limit.use("c");
    expect(useUp("b", 10).filter((waitMs) => waitMs === 0)).toHaveLength(9);
  });

  it("keeps two hundred thousand keys at most", async () => {
    const { limit } = setUp({ burst: 1 });
    for (let at = 0; at < 250_000; at += 1) {
      limit.use(`key ${at}`);
      // So many promises at once would take seconds to collect.
      if (at % 1000 === 0) await Promise.resolve();
    }
    expect([limit.look("key 0"), limit.look("key 249999")]).toEqual([0, 100]);
  });
});
