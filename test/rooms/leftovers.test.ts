import { describe, expect, it } from "@jest/globals";
import { settleMessage } from "../../src/rooms/leftovers.ts";
import type { Leftovers } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { createTestLog } from "../fakes/test-log.ts";

function setUp({ isThere = true, wake = () => Promise.resolve() }) {
  const woken: string[] = [];
  const log = createTestLog();
  const leftovers: Leftovers = {
    retry: () => Promise.resolve(isThere),
    discard: () => Promise.resolve(isThere),
  };
  const lanes = {
    wake: (roomId: string) => {
      woken.push(roomId);
      return wake();
    },
  };
  return { deps: { leftovers, lanes, nowMs: () => 1, log }, woken, log };
}

describe("settling a message", () => {
  it.each(["retry", "discard"] as const)("wakes the lane after a %s, and the log has it", async (what) => {
    const { deps, woken, log } = setUp({});
    expect(await settleMessage(deps, ROOM, { of: "dead", id: "1-1", what })).toBe(true);
    expect(woken).toEqual([ROOM]);
    expect(log.lines).toMatchObject([{ fields: { room: ROOM, of: "dead", id: "1-1", what } }]);
  });

  it("wakes nobody for a message that is not there", async () => {
    const { deps, woken } = setUp({ isThere: false });
    expect(await settleMessage(deps, ROOM, { of: "dead", id: "1-1", what: "retry" })).toBe(false);
    expect(woken).toEqual([]);
  });

  it("stands although the lane cannot be woken", async () => {
    const { deps, log } = setUp({ wake: () => Promise.reject(new Error("no queue")) });
    expect(await settleMessage(deps, ROOM, { of: "dead", id: "1-1", what: "retry" })).toBe(true);
    expect(log.lines.at(-1)).toMatchObject({ level: "warn" });
  });
});
