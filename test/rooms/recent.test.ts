import { describe, expect, it } from "@jest/globals";
import { createRecent } from "../../src/rooms/recent.ts";

describe("what was done lately", () => {
  it("is counted, and forgotten within half a minute", () => {
    let nowMs = 1000;
    const { meter, figures } = createRecent(() => nowMs);
    for (let at = 0; at < 20; at += 1) meter.committed("changed", 1);
    meter.committed("failed", 1);
    meter.called("send-message", "done", 1);
    meter.called("send-message", "throttled", 1);
    nowMs += 10_000;
    expect(figures()).toEqual({ commitsPerSecond: 2.1, commitsFailed: 1, calls: 2, callsFailed: 1 });
    nowMs += 12_000;
    meter.committed("changed", 1);
    expect(figures().commitsFailed).toBe(1);
    nowMs += 9_000;
    expect(figures()).toEqual({ commitsPerSecond: 1 / 21, commitsFailed: 0, calls: 0, callsFailed: 0 });
    nowMs += 60_000;
    expect(figures()).toEqual({ commitsPerSecond: 0, commitsFailed: 0, calls: 0, callsFailed: 0 });
  });
});
