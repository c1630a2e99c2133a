import { describe, expect, it } from "@jest/globals";
import type { Sweep } from "../../src/rooms/sweep.ts";
import { manySweeps } from "../../src/rooms/sweeps.ts";

type Stats = ReturnType<Sweep["stats"]>;

function sweepThat(stats: Stats, told: string[] = []): Sweep {
  return {
    start: () => void told.push("start"),
    expect: (dueAtMs) => void told.push(`expect ${dueAtMs}`),
    stats: () => stats,
    stop: () => Promise.resolve(void told.push("stop")),
  };
}

describe("several sweeps", () => {
  it("are told what one is told", async () => {
    const told: string[] = [];
    const nothing = { lastSweepAtMs: null, lateMs: null };
    const sweep = manySweeps([sweepThat(nothing, told), sweepThat(nothing, told)]);
    sweep.start(() => undefined);
    sweep.expect(7);
    await sweep.stop();
    expect(told).toEqual(["start", "start", "expect 7", "expect 7", "stop", "stop"]);
  });

  it("are as late as the worst of them", () => {
    const two = [sweepThat({ lastSweepAtMs: 9, lateMs: null }), sweepThat({ lastSweepAtMs: 5, lateMs: 3 })];
    expect(manySweeps(two).stats()).toEqual({ lastSweepAtMs: 5, lateMs: 3 });
    const never = [...two, sweepThat({ lastSweepAtMs: null, lateMs: null })];
    expect(manySweeps(never).stats()).toEqual({ lastSweepAtMs: null, lateMs: 3 });
  });
});
