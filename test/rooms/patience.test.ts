import { describe, expect, it } from "@jest/globals";
import { createPatience } from "../../src/rooms/patience.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { createTestClock } from "../fakes/test-clock.ts";

const OTHER = "room-2" as RoomId;

function patienceInTest() {
  const clock = createTestClock();
  const patience = createPatience(clock.monotonicMs);
  const waits = async (): Promise<number> => {
    for (let ms = 0; ; ms += 100) {
      if (!patience.isWaiting(ROOM)) return ms;
      await clock.advance(100);
    }
  };
  return { clock, patience, waits };
}

describe("patience", () => {
  it("is not needed at first", () => {
    const { patience } = patienceInTest();
    expect(patience.isWaiting(ROOM)).toBe(false);
    expect(patience.count()).toBe(0);
  });

  it("grows with every drain in vain, to 2 s at most", async () => {
    const { patience, waits } = patienceInTest();
    const times: number[] = [];
    for (let drains = 0; drains < 5; drains += 1) {
      patience.wait(ROOM, null);
      times.push(await waits());
    }
    expect(times).toEqual([500, 1000, 2000, 2000, 2000]);
  });

  it("lasts as long as 100ms asked for, a minute at most", async () => {
    const { patience, waits } = patienceInTest();
    patience.wait(ROOM, 7000);
    expect(await waits()).toBe(7000);
    patience.wait(ROOM, 3_600_000);
    expect(await waits()).toBe(60_000);
  });

  it("is of one room, and starts anew when a message was taken", async () => {
    const { patience, waits } = patienceInTest();
    patience.wait(ROOM, null);
    patience.wait(ROOM, null);
    expect(patience.isWaiting(OTHER)).toBe(false);
    expect(patience.count()).toBe(1);
    patience.clear(ROOM);
    expect(patience.isWaiting(ROOM)).toBe(false);
    expect(patience.count()).toBe(0);
    patience.wait(ROOM, null);
    expect(await waits()).toBe(500);
  });

  it("knows of trouble for 8 s after it tried again, and then starts anew", async () => {
    const { clock, patience, waits } = patienceInTest();
    patience.wait(ROOM, null);
    patience.wait(ROOM, null);
    await clock.advance(8999);
    expect(patience.isInTrouble(ROOM)).toBe(true);
    expect(patience.isInTrouble(OTHER)).toBe(false);
    await clock.advance(1);
    expect(patience.isInTrouble(ROOM)).toBe(false);
    patience.wait(ROOM, null);
    expect(await waits()).toBe(500);
  });
});
