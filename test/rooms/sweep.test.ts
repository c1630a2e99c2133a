import { describe, expect, it } from "@jest/globals";
import type { RoomId } from "../../src/rooms/ports.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { createSweep } from "../../src/rooms/sweep.ts";
import { ROOM } from "../fakes/facts.ts";
import { createMemoryRedis } from "../fakes/memory-redis.ts";
import { createTestClock } from "../fakes/test-clock.ts";
import { createTestLog } from "../fakes/test-log.ts";

const OTHER = "room-2" as RoomId;
const ignore = (): void => undefined;

/** A sweep over indexes in memory; a tick takes the room off them, as a deadline carried out does. */
function sweepInTest(tick: (roomId: RoomId) => Promise<void> = () => Promise.resolve()) {
  const clock = createTestClock();
  const redis = createMemoryRedis(clock);
  const log = createTestLog();
  const ticks: { readonly roomId: RoomId; readonly atMs: number }[] = [];
  const startedAtMs = clock.nowMs();
  const sweep = createSweep({
    ...redis,
    ...clock,
    log,
    async tick(roomId) {
      ticks.push({ roomId, atMs: clock.nowMs() - startedAtMs });
      await tick(roomId);
      redis.data.due.delete(roomId);
    },
  });
  const due = (roomId: RoomId, inMs: number): void => {
    redis.data.due.set(roomId, clock.nowMs() + inMs);
  };
  return { clock, redis, log, sweep, ticks, due };
}

describe("a sweep", () => {
  it("carries out a deadline as soon as it has passed, not before", async () => {
    const { clock, sweep, ticks, due } = sweepInTest();
    due(ROOM, 1010);
    sweep.start(ignore);
    await clock.advance(1009);
    expect(ticks).toEqual([]);
    await clock.advance(1);
    expect(ticks).toEqual([{ roomId: ROOM, atMs: 1010 }]);
    await clock.advance(60_000);
    expect(ticks).toHaveLength(1);
  });

  it("looks sooner than every 250 ms when told of a deadline that is near", async () => {
    const { clock, sweep, ticks, due } = sweepInTest();
    sweep.start(ignore);
    await clock.advance(10);
    due(ROOM, 20);
    sweep.expect(clock.nowMs() + 20);
    await clock.advance(20);
    expect(ticks).toEqual([{ roomId: ROOM, atMs: 30 }]);
  });

  it("finds what it was not told of within 250 ms", async () => {
    const { clock, sweep, ticks, due } = sweepInTest();
    sweep.start(ignore);
    await clock.advance(10);
    due(ROOM, 0);
    await clock.advance(250);
    expect(ticks).toHaveLength(1);
  });

  it("heeds what it is told while it is sweeping", async () => {
    const { clock, sweep, ticks, due } = sweepInTest(() => clock.sleep(30));
    due(ROOM, 0);
    sweep.start(ignore);
    await clock.advance(10);
    due(OTHER, 40);
    sweep.expect(clock.nowMs() + 40);
    await clock.advance(40);
    expect(ticks.map(({ roomId, atMs }) => [roomId, atMs])).toEqual([
      [ROOM, 0],
      [OTHER, 50],
    ]);
  });

  it("does not look more often because of deadlines that are far away or have been looked for", async () => {
    let looks = 0;
    const { clock, redis, log } = sweepInTest();
    const indexes = {
      ...redis.indexes,
      claimDue: (nowMs: number, hideMs: number) => {
        looks += 1;
        return redis.indexes.claimDue(nowMs, hideMs);
      },
    };
    const sweep = createSweep({ ...redis, ...clock, indexes, log, tick: () => Promise.resolve() });
    sweep.start(ignore);
    for (let i = 0; i < 50; i += 1) sweep.expect(clock.nowMs() + 5000 + i);
    await clock.advance(1000);
    expect(looks).toBe(5);
  });

  it("tells of all rooms that are behind for longer than a lease, at every look", async () => {
    const { clock, redis, sweep } = sweepInTest();
    redis.data.dirty.set(ROOM, clock.nowMs() - 1000);
    redis.data.dirty.set(OTHER, clock.nowMs());
    const told: (readonly RoomId[])[] = [];
    sweep.start((roomIds) => told.push(roomIds));
    await clock.advance(999);
    expect(told).toEqual([]);
    await clock.advance(251);
    expect(told).toEqual([[ROOM], [ROOM]]);
    await clock.advance(1000);
    expect(told.at(-1)).toEqual([ROOM, OTHER]);
  });

  it("carries on with the others when a room fails, and tries that one again", async () => {
    let failures = 2;
    const { clock, log, sweep, ticks, due } = sweepInTest((roomId) => {
      failures -= 1;
      return roomId === ROOM && failures >= 0 ? Promise.reject(new Error("broken")) : Promise.resolve();
    });
    due(ROOM, 0);
    due(OTHER, 0);
    sweep.start(ignore);
    await clock.advance(0);
    expect(ticks.map(({ roomId }) => roomId)).toEqual([ROOM, OTHER]);
    expect(log.lines).toMatchObject([{ level: "error", fields: { room: ROOM } }]);
    await clock.advance(2500);
    expect(ticks.map(({ roomId }) => roomId)).toEqual([ROOM, OTHER, ROOM]);
  });

  it("goes on after the store was away", async () => {
    const { clock, redis, log } = sweepInTest();
    const ticks: RoomId[] = [];
    let isAway = true;
    const indexes = {
      ...redis.indexes,
      claimDue: (nowMs: number, hideMs: number) =>
        isAway ? Promise.reject(new UnavailableError("away")) : redis.indexes.claimDue(nowMs, hideMs),
    };
    const sweep = createSweep({
      ...redis,
      ...clock,
      indexes,
      log,
      tick: (roomId) => Promise.resolve(void ticks.push(roomId)),
    });
    redis.data.due.set(ROOM, clock.nowMs());
    sweep.start(ignore);
    await clock.advance(1000);
    expect(log.lines.length).toBeGreaterThan(2);
    expect(sweep.stats()).toEqual({ lastSweepAtMs: null, lateMs: null });
    isAway = false;
    await clock.advance(250);
    expect(ticks).toEqual([ROOM]);
  });

  it("carries out many deadlines that pass at once", async () => {
    let under = 0;
    let most = 0;
    const { clock, sweep, ticks, due } = sweepInTest(async () => {
      under += 1;
      most = Math.max(most, under);
      await clock.sleep(1);
      under -= 1;
    });
    for (let i = 0; i < 100; i += 1) due(`room-${i}` as RoomId, 0);
    sweep.start(ignore);
    await clock.advance(50);
    expect(ticks).toHaveLength(100);
    expect(most).toBe(32);
  });

  it("knows how late it was", async () => {
    const { clock, sweep, due } = sweepInTest();
    due(ROOM, -300);
    due(OTHER, -100);
    sweep.start(ignore);
    await clock.advance(0);
    expect(sweep.stats()).toEqual({ lastSweepAtMs: clock.nowMs(), lateMs: 300 });
  });

  it("shares the deadlines of all rooms with the sweeps of other workers", async () => {
    const clock = createTestClock();
    const redis = createMemoryRedis(clock);
    const ticks: RoomId[] = [];
    const sweeps = Array.from({ length: 3 }, () =>
      createSweep({
        ...redis,
        ...clock,
        log: createTestLog(),
        async tick(roomId) {
          ticks.push(roomId);
          await clock.sleep(100);
          redis.data.due.delete(roomId);
        },
      }),
    );
    for (let i = 0; i < 20; i += 1) redis.data.due.set(`room-${i}` as RoomId, clock.nowMs() + 5);
    for (const sweep of sweeps) sweep.start(ignore);
    await clock.advance(500);
    expect(ticks).toHaveLength(20);
    expect(new Set(ticks).size).toBe(20);
  });

  it("ends with what is under way, and leaves nothing behind", async () => {
    let isDone = false;
    const { clock, sweep, due } = sweepInTest(async () => {
      await clock.sleep(500);
      isDone = true;
    });
    due(ROOM, 0);
    sweep.start(ignore);
    await clock.advance(1);
    const stopped = sweep.stop();
    expect(isDone).toBe(false);
    await clock.finish(stopped);
    expect(isDone).toBe(true);
    sweep.expect(clock.nowMs());
    expect(clock.pending()).toBe(0);
  });
});
