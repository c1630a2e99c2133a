import { beforeEach, describe, expect, it } from "@jest/globals";
import { deliver } from "../../src/rooms/deliver.ts";
import { playerId, ROOM } from "../fakes/facts.ts";
import { outage, refusal, throttle } from "../fakes/memory-platform.ts";
import { createShell } from "../fakes/shell.ts";
import { commitOf } from "../redis/commits.ts";
import { announcement, type Lane, openLane, PEERS } from "./lane-in-test.ts";

let lane: Lane;
beforeEach(() => {
  lane = openLane();
});

describe("a call that fails", () => {
  it("is made again in its place, a little later each time", async () => {
    await lane.put([announcement(1), announcement(2)]);
    lane.failFirst(3, outage);
    const startedAtMs = lane.world.clock.nowMs();
    expect(await lane.drain()).toBe("done");
    expect(lane.world.platform.calls.map((call) => call.message)).toEqual([
      "no 1",
      "no 1",
      "no 1",
      "no 1",
      "no 2",
    ]);
    expect(lane.world.clock.nowMs() - startedAtMs).toBe(100 + 200 + 400);
  });

  it("is made again when 100ms asked for it", async () => {
    await lane.put([announcement(1), announcement(2)]);
    lane.failFirst(1, () => throttle(1000));
    const startedAtMs = lane.world.clock.nowMs();
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room"]);
    expect(lane.world.clock.nowMs() - startedAtMs).toBeGreaterThan(1000);
    expect(lane.world.clock.nowMs() - startedAtMs).toBeLessThan(1100);
  });

  it("is put off when 100ms asks for longer than a drain may take", async () => {
    await lane.put([announcement(1)]);
    lane.failFirst(1, () => throttle(45_000));
    expect(await lane.drain()).toBe("waiting");
    expect(await lane.seqsLeft()).toEqual([1]);
    await lane.world.clock.advance(44_999);
    expect(await lane.drain()).toBe("waiting");
    expect(lane.world.platform.calls).toHaveLength(1);
    await lane.world.clock.advance(1);
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room"]);
  });

  it("is put off, and the room given back, when 100ms stays away", async () => {
    await lane.put([announcement(1), announcement(2)]);
    lane.world.platform.answer(() => {
      throw outage();
    });
    const startedAtMs = lane.world.clock.nowMs();
    expect(await lane.drain()).toBe("waiting");
    expect(lane.world.clock.nowMs() - startedAtMs).toBeLessThanOrEqual(2000);
    expect(await lane.seqsLeft()).toEqual([1, 2]);
    expect(lane.shell.delivery.patience.count()).toBe(1);
    expect(await lane.drain()).toBe("waiting");

    lane.world.platform.answer(() => undefined);
    const other = createShell(lane.world);
    expect(await lane.world.clock.finish(deliver(other.delivery, ROOM))).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room"]);
  });

  it("keeps what was sent before it out of the next drain", async () => {
    await lane.put([announcement(1), announcement(2), announcement(3)]);
    lane.world.platform.answer((send) => {
      if (send.message === "no 2") throw outage();
    });
    expect(await lane.drain()).toBe("waiting");
    expect(await lane.seqsLeft()).toEqual([2, 3]);
  });

  it("is made once at a time once its room was put off", async () => {
    await lane.put([announcement(1), announcement(2)]);
    lane.world.platform.answer(() => {
      throw outage();
    });
    await lane.drain();
    await lane.world.clock.advance(500);
    const before = lane.world.platform.calls.length;
    expect(await lane.drain()).toBe("waiting");
    expect(lane.world.platform.calls).toHaveLength(before + 1);
    await lane.world.clock.advance(1000);

    lane.world.platform.answer(() => undefined);
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room"]);
  });

  it("is made less than six times a second in all when 100ms throttles every room", async () => {
    lane.world.platform.answer(() => {
      throw throttle(null);
    });
    const rooms = Array.from({ length: 60 }, (_, no) => `room-${no}` as typeof ROOM);
    for (const roomId of rooms) {
      const change = { messages: [announcement(1)], connected: PEERS };
      await lane.world.redis.store.commit(commitOf({ roomId, change }));
    }
    const drainAllFor = async (ms: number): Promise<number> => {
      const before = lane.world.platform.calls.length;
      for (let passedMs = 0; passedMs < ms; passedMs += 250) {
        for (const roomId of rooms) void deliver(lane.shell.delivery, roomId);
        await lane.world.clock.advance(250);
      }
      return lane.world.platform.calls.length - before;
    };
    await drainAllFor(5000);
    expect(await drainAllFor(10_000)).toBeLessThan(60);
    lane.world.platform.answer(() => undefined);
    await drainAllFor(8000);
    expect(lane.sent()).toHaveLength(60);
  });

  it("costs other rooms nothing when 100ms throttles some for good", async () => {
    const rooms = Array.from({ length: 31 }, (_, no) => `room-${no}` as typeof ROOM);
    const throttled = new Set(rooms.slice(0, 5));
    lane.world.platform.answer(async ({ roomId }) => {
      await lane.world.clock.sleep(20);
      if (throttled.has(roomId)) throw throttle(null);
    });
    const lags: number[] = [];
    for (let second = 0; second < 30; second += 1) {
      const startedAtMs = lane.world.clock.nowMs();
      await Promise.all(
        rooms.map(async (roomId) => {
          const { redis } = lane.world;
          const expectedVersion = (await redis.store.load(roomId))?.version ?? 0;
          const change = { messages: [announcement(second)], connected: PEERS };
          await redis.store.commit(commitOf({ roomId, expectedVersion, change }));
        }),
      );
      for (const roomId of rooms)
        void deliver(lane.shell.delivery, roomId).then((drained) => {
          if (drained === "done") lags.push(lane.world.clock.nowMs() - startedAtMs);
        });
      await lane.world.clock.advance(1000);
    }
    expect(lags).toHaveLength(30 * 26);
    expect(Math.max(...lags)).toBe(20);
  });

  it("does not keep other rooms waiting", async () => {
    await lane.put([announcement(1)]);
    lane.world.platform.answer(({ roomId }) => {
      if (roomId === ROOM) throw outage();
    });
    const other = "room-2" as typeof ROOM;
    await lane.world.redis.store.commit(
      commitOf({ roomId: other, change: { messages: [announcement(1)], connected: PEERS } }),
    );
    const [here, there] = await lane.world.clock.finish(
      Promise.all([deliver(lane.shell.delivery, ROOM), deliver(lane.shell.delivery, other)]),
    );
    expect([here, there]).toEqual(["waiting", "done"]);
  });
});

describe("a call that is refused", () => {
  it("is buried, and the next ones are made", async () => {
    await lane.put([announcement(1), announcement(2), announcement(3)]);
    lane.world.platform.answer((send) => {
      if (send.message === "no 2") throw refusal(404);
    });
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 3 room"]);
    expect(await lane.world.redis.records.dead(ROOM, 10)).toMatchObject([
      { entry: { seq: 2, message: "no 2" }, reason: "no", atMs: lane.world.clock.nowMs() },
    ]);
    expect(lane.shell.refusedRooms).toEqual([ROOM]);
    expect(lane.shell.log.lines.filter(({ level }) => level === "error")).toHaveLength(1);
    expect(JSON.stringify(lane.shell.log.lines)).not.toContain("no 2");
  });

  it("is remembered until another one is taken", async () => {
    await lane.put([announcement(1)]);
    lane.failFirst(1, refusal);
    await lane.drain();
    expect(lane.shell.delivery.reach.isRefused(ROOM)).toBe(true);
    await lane.put([announcement(2)]);
    await lane.drain();
    expect(lane.shell.delivery.reach.isRefused(ROOM)).toBe(false);
  });

  it("for one of two peers does not keep the message from the other", async () => {
    await lane.put([
      announcement(1, { target: { kind: "player", player: playerId("ann") } }),
      announcement(2),
    ]);
    lane.world.platform.answer(({ to }) => {
      if (to !== "room" && "peerId" in to && to.peerId === "ann-1") throw refusal(400);
    });
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 ann-2", "no 2 room"]);
    expect(await lane.world.redis.records.dead(ROOM, 10)).toHaveLength(1);
    expect(lane.shell.refusedRooms).toEqual([ROOM]);
  });

  it("ends the patience with a room: 100ms answers again", async () => {
    await lane.put([announcement(1)]);
    lane.world.platform.answer(() => {
      throw outage();
    });
    for (let drains = 0; drains < 5; drains += 1) {
      await lane.drain();
      await lane.world.clock.advance(2000);
    }
    lane.world.platform.answer(() => {
      throw refusal();
    });
    expect(await lane.drain()).toBe("done");
    await lane.put([announcement(2)]);
    lane.world.platform.answer(() => {
      throw outage();
    });
    await lane.drain();
    await lane.world.clock.advance(500);
    lane.world.platform.answer(() => undefined);
    expect(await lane.drain()).toBe("done");
  });
});
