import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { forgetKeys } from "../../src/demo/redis.ts";
import {
  createLaneQueues,
  createLaneWorkers,
  type LaneQueues,
  type LaneWorkers,
} from "../../src/queues/lanes.ts";
import { connectRedis, type RedisClient } from "../../src/redis/connection.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { createTestLog, type TestLog } from "../fakes/test-log.ts";
import { freshPrefix, keysIn, testRedisUrl } from "../redis-for-tests.ts";
import { until } from "../scenarios/until.ts";

let prefix: string;
let log: TestLog;
let redis: RedisClient;
let lanes: LaneQueues;
let workers: LaneWorkers[];
beforeEach(() => {
  prefix = freshPrefix();
  log = createTestLog();
  redis = connectRedis(testRedisUrl().split(","), "worker", log);
  lanes = openLanes(1);
  workers = [];
});
afterEach(async () => {
  for (const release of releases.splice(0)) release();
  await Promise.allSettled(workers.map((one) => one.close()));
  await Promise.allSettled([lanes.close()]);
  redis.disconnect();
  await forgetKeys(testRedisUrl(), prefix);
});

/** Lets the deliveries go that are held: a worker that is closed waits for them. */
const releases: (() => void)[] = [];

function openLanes(count: number): LaneQueues {
  const laneOf = (roomId: RoomId) => roomId.length % count;
  return createLaneQueues(redis, { prefix, lanes: numbers(count), laneOf, tracing: null, log });
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, lane) => lane);
}

function work(deliver: (roomId: RoomId) => Promise<boolean>, count = 1): LaneWorkers {
  const opened = createLaneWorkers(redis, {
    prefix,
    tracing: null,
    lanes: numbers(count),
    log,
    concurrency: 20,
    deliver: async (roomId) => {
      if (await deliver(roomId)) await lanes.wake(roomId);
    },
  });
  workers.push(opened);
  return opened;
}

/** Deliveries that begin, and end when they are let go. */
function heldDeliveries() {
  const rooms: RoomId[] = [];
  return {
    rooms,
    deliver: (roomId: RoomId): Promise<boolean> => {
      rooms.push(roomId);
      return new Promise((resolve) => {
        releases.push(() => resolve(false));
      });
    },
    begun: (count: number) => until(`${count} deliveries began`, () => rooms.length >= count),
    release: (): void => {
      for (const release of releases.splice(0)) release();
    },
  };
}
const idle = () =>
  until("nothing waits or runs", async () => {
    const { waiting, active, delayed } = await lanes.counts();
    return waiting + active + delayed === 0;
  });

describe("a wake-up", () => {
  it("brings a worker to the room", async () => {
    const rooms: RoomId[] = [];
    work((roomId) => Promise.resolve(rooms.push(roomId) < 0));
    await lanes.wake(ROOM);
    await until("the room was delivered", () => rooms.length === 1);
    await idle();
    expect(rooms).toEqual([ROOM]);
  });

  it("is superfluous while another one of the room waits", async () => {
    for (let i = 0; i < 20; i += 1) await lanes.wake(ROOM);
    expect(await lanes.counts()).toMatchObject({ waiting: 1 });
    const rooms: RoomId[] = [];
    work((roomId) => Promise.resolve(rooms.push(roomId) < 0));
    await until("the room was delivered", () => rooms.length > 0);
    await idle();
    expect(rooms).toHaveLength(1);
  });

  it("that comes during a delivery brings one more, and one only", async () => {
    const held = heldDeliveries();
    work(held.deliver);
    await lanes.wake(ROOM);
    await held.begun(1);
    for (let i = 0; i < 5; i += 1) await lanes.wake(ROOM);
    held.release();
    await held.begun(2);
    held.release();
    await idle();
    expect(held.rooms).toEqual([ROOM, ROOM]);
  });

  it("never leaves a room behind, however often and whenever it comes", async () => {
    const rooms = Array.from({ length: 40 }, (_, i) => `room-${i}` as RoomId);
    const undelivered = new Map(rooms.map((roomId) => [roomId, 0]));
    work((roomId) => {
      undelivered.set(roomId, 0);
      return Promise.resolve(false);
    });
    const wakeOften = async (roomId: RoomId): Promise<void> => {
      for (let i = 0; i < 10; i += 1) {
        undelivered.set(roomId, (undelivered.get(roomId) ?? 0) + 1);
        await lanes.wake(roomId);
      }
    };
    await Promise.all(rooms.map(wakeOften));
    await until("nothing is left", () => [...undelivered.values()].every((left) => left === 0));
  });

  it("of one room does not wait for another room's delivery", async () => {
    const held = heldDeliveries();
    work(held.deliver);
    await lanes.wake(ROOM);
    await held.begun(1);
    await lanes.wake("room-2" as RoomId);
    await held.begun(2);
    expect(held.rooms).toEqual([ROOM, "room-2"]);
    held.release();
  });

  it("follows by itself when a delivery says that there is more", async () => {
    let left = 3;
    work(() => {
      left -= 1;
      return Promise.resolve(left > 0);
    });
    await lanes.wake(ROOM);
    await until("all of it was delivered", () => left === 0);
    await idle();
    expect(left).toBe(0);
  });

  it("works after a delivery that failed, which is in the log", async () => {
    let deliveries = 0;
    work(() => {
      deliveries += 1;
      return deliveries === 1 ? Promise.reject(new Error("broken")) : Promise.resolve(false);
    });
    await lanes.wake(ROOM);
    await until("it failed", async () => (await lanes.counts()).failed === 1);
    await until("the log says so", () =>
      log.lines.find(({ level, fields }) => level === "error" && "room" in fields),
    );
    await lanes.wake(ROOM);
    await until("it was delivered again", () => deliveries === 2);
  });

  it("that came during a delivery that failed is not lost with it", async () => {
    const held = heldDeliveries();
    let deliveries = 0;
    work(async (roomId) => {
      deliveries += 1;
      if (deliveries > 1) return false;
      await held.deliver(roomId);
      throw new Error("broken");
    });
    await lanes.wake(ROOM);
    await held.begun(1);
    await lanes.wake(ROOM);
    held.release();
    await until("it was delivered again", () => deliveries === 2);
  });
});

describe("the lanes", () => {
  it("count their jobs and tell how long the oldest has waited", async () => {
    expect(await lanes.counts()).toEqual({ waiting: 0, active: 0, delayed: 0, failed: 0, oldestAgeMs: null });
    await lanes.wake(ROOM);
    await lanes.wake("room-2" as RoomId);
    const counts = await lanes.counts();
    expect(counts).toMatchObject({ waiting: 2, active: 0 });
    expect(counts.oldestAgeMs).toBeGreaterThanOrEqual(0);
    expect(counts.oldestAgeMs).toBeLessThan(5000);
  });

  it("know whether workers are attached", async () => {
    expect(await lanes.workers()).toBe(0);
    const worker = work(() => Promise.resolve(false));
    await until("the worker is attached", async () => worker.isAttached() && (await lanes.workers()) === 1);
    await worker.close();
    expect(worker.isAttached()).toBe(false);
  });

  it("are one queue each, in one slot of a Cluster", async () => {
    const several = openLanes(3);
    await Promise.all(["a", "ab", "abc", "abcd"].map((id) => several.wake(id as RoomId)));
    expect(await several.counts()).toMatchObject({ waiting: 4 });
    const keys = await keysIn(redis, `*${prefix}*`);
    for (const key of keys) expect(key).toMatch(new RegExp(`^\\{${prefix}:lanes:[012]\\}:lane`));
    const tags = keys.map((key) => key.slice(0, key.indexOf("}")));
    expect(new Set(tags).size).toBe(3);

    const rooms: RoomId[] = [];
    work((roomId) => Promise.resolve(rooms.push(roomId) < 0), 3);
    await until("all are delivered", () => rooms.length === 4);
    await several.close();
  });

  it("close when the delivery under way has ended", async () => {
    const held = heldDeliveries();
    const worker = work(held.deliver);
    await lanes.wake(ROOM);
    await held.begun(1);
    let isClosed = false;
    const closing = worker.close().then(() => (isClosed = true));
    await lanes.wake("room-2" as RoomId);
    expect(isClosed).toBe(false);
    // The one that the worker was about to take when it was closed is still carried out.
    await until("it is closed", () => {
      held.release();
      return isClosed;
    });
    await closing;
    const { waiting, active } = await lanes.counts();
    expect(active).toBe(0);
    expect(held.rooms.length + waiting).toBe(2);
  });
});
