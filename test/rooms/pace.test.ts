import { describe, expect, it } from "@jest/globals";
import { createPace } from "../../src/rooms/pace.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { createTestClock } from "../fakes/test-clock.ts";

const room = (no: number): RoomId => `room-${no}` as RoomId;
const rooms = (count: number): readonly RoomId[] => Array.from({ length: count }, (_, no) => room(no));

function paceInTest() {
  const clock = createTestClock();
  const pace = createPace(clock);
  return {
    clock,
    pace,
    /** How long a room's calls take that are made at once, or false where it is to stand aside. */
    async take(roomId: RoomId, calls: number): Promise<number | false> {
      const startedAtMs = clock.nowMs();
      const answers = await clock.finish(Promise.all(Array.from({ length: calls }, () => pace.next(roomId))));
      return answers.every(Boolean) && clock.nowMs() - startedAtMs;
    },
    async throttleFor(ms: number, throttled: readonly RoomId[]): Promise<void> {
      for (let passedMs = 0; passedMs < ms; passedMs += 100) {
        for (const roomId of throttled) pace.throttled(roomId);
        await clock.advance(100);
      }
    },
  };
}

describe("a pace", () => {
  it("keeps nobody waiting at first", async () => {
    expect(await paceInTest().take(room(1), 1000)).toBe(0);
  });

  it("spaces the calls of throttled rooms, 5 ms at first", async () => {
    const { pace, take } = paceInTest();
    for (const roomId of rooms(3)) pace.throttled(roomId);
    expect(await take(room(1), 11)).toBe(50);
    expect(await take(room(2), 11)).toBe(55);
  });

  it("never keeps other rooms waiting, however many are throttled for however long", async () => {
    const { take, throttleFor } = paceInTest();
    await throttleFor(60_000, rooms(50));
    expect(await take(room(50), 1000)).toBe(0);
  });

  it("slows throttled rooms down further while that goes on, to 5 calls a second of all of them at worst", async () => {
    const { take, throttleFor } = paceInTest();
    await throttleFor(2000, rooms(20));
    expect(await take(room(1), 3)).toBe(400);
    expect(await take(room(2), 3)).toBe(600);
  });

  it("takes what comes back at the same moment for one sign", async () => {
    const { pace, take } = paceInTest();
    for (const roomId of rooms(100)) pace.throttled(roomId);
    expect(await take(room(1), 11)).toBe(50);
  });

  it("lets a room stand aside whose turn would be more than a second away", async () => {
    const { pace, clock, throttleFor } = paceInTest();
    await throttleFor(2000, rooms(20));
    const answers = rooms(20).map((roomId) => pace.next(roomId));
    expect((await clock.finish(Promise.all(answers))).filter(Boolean)).toHaveLength(6);
  });

  it("is as fast as before once enough calls of throttled rooms were taken", async () => {
    const { pace, take, throttleFor } = paceInTest();
    await throttleFor(2000, rooms(20));
    for (let calls = 0; calls < 120; calls += 1) pace.accepted(room(calls % 20));
    await take(room(1), 1);
    expect(await take(room(1), 1000)).toBe(0);
  });

  it("learns nothing from what other rooms are let do", async () => {
    const { pace, take, throttleFor } = paceInTest();
    await throttleFor(2000, rooms(20));
    for (let calls = 0; calls < 1000; calls += 1) pace.accepted(room(21));
    expect(await take(room(1), 3)).toBe(400);
  });

  it("counts a room as throttled until it is let do again 5 s later", async () => {
    const { pace, clock, take, throttleFor } = paceInTest();
    await throttleFor(2000, rooms(20));
    await clock.advance(60_000);
    expect(await take(room(1), 3)).toBe(400);
    pace.accepted(room(1));
    expect(await take(room(1), 1000)).toBe(0);
  });

  it("starts anew when nobody was throttled for 5 s", async () => {
    const { pace, clock, take, throttleFor } = paceInTest();
    await throttleFor(2000, rooms(20));
    await clock.advance(5000);
    pace.throttled(room(1));
    expect(await take(room(1), 11)).toBe(50);
  });

  it("brings the calls of rooms that share one limit down to less than twice what it allows", async () => {
    const { pace, clock } = paceInTest();
    const allowed = 20;
    let calls = 0;
    let taken = 0;
    let tokens = allowed;
    clock.every(1000 / allowed, () => (tokens = Math.min(allowed, tokens + 1)));
    const goOn = async (roomId: RoomId): Promise<void> => {
      for (;;) {
        if (await pace.next(roomId)) {
          calls += 1;
          await clock.sleep(20);
          tokens -= 1;
          if (tokens >= 0) pace.accepted(roomId);
          else pace.throttled(roomId);
          if (tokens >= 0) taken += 1;
          else tokens = 0;
        }
        await clock.sleep(100);
      }
    };
    for (const roomId of rooms(60)) void goOn(roomId);
    await clock.advance(5000);
    [calls, taken] = [0, 0];
    await clock.advance(10_000);
    expect(taken).toBeGreaterThan(10 * allowed * 0.7);
    expect(calls).toBeLessThan(10 * allowed * 1.75);
  });
});
