import { describe, expect, it } from "@jest/globals";
import { countdownAt, followClock } from "../../../../../src/demo/page/ui/model/countdown.ts";

const START = 1_000_000;

describe("a countdown", () => {
  it("runs from whole to nothing and no further", () => {
    expect(countdownAt(START, START + 30_000, 30_000)).toEqual({ fraction: 1, seconds: 30, isUrgent: false });
    expect(countdownAt(START + 15_000, START + 30_000, 30_000).fraction).toBe(0.5);
    expect(countdownAt(START + 40_000, START + 30_000, 30_000)).toEqual({
      fraction: 0,
      seconds: 0,
      isUrgent: true,
    });
  });

  it("does not start above whole where this clock is behind", () => {
    expect(countdownAt(START - 5000, START + 30_000, 30_000).fraction).toBe(1);
  });

  it("is urgent near its end", () => {
    expect(countdownAt(START + 22_000, START + 30_000, 30_000).isUrgent).toBe(false);
    expect(countdownAt(START + 23_000, START + 30_000, 30_000).isUrgent).toBe(true);
  });
});

describe("a clock that is followed", () => {
  const seen = { turn: "3.1", dueAtMs: START + 30_000, turnMs: 30_000, nowMs: START };

  it("is as long as a turn, also for who comes in the middle of it", () => {
    const late = followClock(null, { ...seen, nowMs: START + 20_000 });
    expect(late).toEqual({ turn: "3.1", dueAtMs: START + 30_000, lengthMs: 30_000, isTimeBank: false });
  });

  it("becomes the time bank when the deadline moves in the same turn", () => {
    const followed = followClock(null, seen);
    const bank = followClock(followed, { ...seen, dueAtMs: START + 90_000, nowMs: START + 30_000 });
    expect(bank).toMatchObject({ lengthMs: 60_000, isTimeBank: true });
    expect(followClock(bank, { ...seen, turn: "3.2" }).isTimeBank).toBe(false);
  });

  it("is the same object while nothing moves", () => {
    const followed = followClock(null, seen);
    expect(followClock(followed, { ...seen, nowMs: START + 9000 })).toBe(followed);
  });
});
