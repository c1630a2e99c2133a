import { beforeEach, describe, expect, it } from "@jest/globals";
import { deliver } from "../../src/rooms/deliver.ts";
import { peerId, playerId, ROOM } from "../fakes/facts.ts";
import { outage } from "../fakes/memory-platform.ts";
import { createShell } from "../fakes/shell.ts";
import { message } from "../redis/commits.ts";
import { announcement, type Lane, openLane } from "./lane-in-test.ts";

let lane: Lane;
beforeEach(() => {
  lane = openLane();
});

describe("delivering", () => {
  it("sends what a room has to whom it is for, in order", async () => {
    await lane.put([
      announcement(1),
      announcement(2, { target: { kind: "role", role: "host" } }),
      announcement(3, { target: { kind: "player", player: playerId("ann") } }),
      announcement(4, { target: { kind: "peer", peerId: peerId("bob-1") }, type: "chat" }),
    ]);
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 host", "no 3 ann-1", "no 3 ann-2", "no 4 bob-1"]);
    expect(lane.world.platform.sent.map(({ type }) => type)).toEqual([
      ...Array(4).fill("custom_event"),
      "chat",
    ]);
    expect(await lane.seqsLeft()).toEqual([]);
    expect(lane.world.redis.data.dirty.size).toBe(0);
    expect(lane.world.clock.pending()).toBe(0);
  });

  it("has nothing to do for a room without messages", async () => {
    expect(await lane.drain()).toBe("done");
    expect(lane.world.clock.pending()).toBe(0);
  });

  it("makes one call at a time", async () => {
    let under = 0;
    let most = 0;
    lane.world.platform.answer(async () => {
      under += 1;
      most = Math.max(most, under);
      await lane.world.clock.sleep(3);
      under -= 1;
    });
    await lane.put(Array.from({ length: 10 }, (_, i) => announcement(i)));
    await lane.drain();
    expect(most).toBe(1);
    expect(lane.sent()).toHaveLength(10);
  });

  it("drops what is for nobody who is there", async () => {
    await lane.put([
      announcement(1, { target: { kind: "player", player: playerId("zed") } }),
      announcement(2, { target: { kind: "peer", peerId: peerId("zed-1") } }),
      announcement(3),
    ]);
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 3 room"]);
    expect(await lane.world.redis.records.dead(ROOM, 10)).toEqual([]);
  });

  it("sends what was committed while it was sending", async () => {
    await lane.put([announcement(1)]);
    let isFirst = true;
    lane.world.platform.answer(async () => {
      if (isFirst) {
        isFirst = false;
        await lane.put([announcement(2)]);
      }
    });
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room"]);
  });

  it("leaves a room alone that another worker holds", async () => {
    await lane.put([announcement(1)]);
    await lane.world.redis.outbox.claim({ roomId: ROOM, token: "another", leaseMs: 2000 }, []);
    expect(await lane.drain()).toBe("held");
    expect(lane.sent()).toEqual([]);
    expect(lane.world.clock.pending()).toBe(0);
  });

  it("is interrupted by a bug, and takes no harm", async () => {
    await lane.put([announcement(1)]);
    lane.failFirst(1, () => new RangeError("a bug"));
    await expect(lane.drain()).rejects.toThrow("a bug");
    expect(lane.world.clock.pending()).toBe(0);
    expect(await lane.drain()).toBe("held");
    await lane.world.clock.advance(2000);
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room"]);
  });
});

describe("a drain", () => {
  it("ends after 50 messages and wants another one", async () => {
    await lane.put(Array.from({ length: 120 }, (_, i) => announcement(i)));
    expect(await lane.drain()).toBe("more");
    expect(lane.sent()).toHaveLength(50);
    expect(await lane.seqsLeft()).toHaveLength(70);
    expect(await lane.drain()).toBe("more");
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual(Array.from({ length: 120 }, (_, i) => `no ${i} room`));
  });

  it("ends after 2 s, however much was handed out to it, and wants another one", async () => {
    lane.world.platform.answer(() => lane.world.clock.sleep(450));
    await lane.put(Array.from({ length: 8 }, (_, i) => announcement(i)));
    expect(await lane.drain()).toBe("more");
    expect(lane.sent()).toHaveLength(5);
    expect(await lane.seqsLeft()).toEqual([5, 6, 7]);
    const other = deliver(createShell(lane.world).delivery, ROOM);
    expect(await lane.world.clock.finish(other)).toBe("done");
    expect(lane.sent()).toHaveLength(8);
  });

  it("ends after the call under way when the process is to stop, and leaves the room to others", async () => {
    await lane.put([announcement(1), announcement(2), announcement(3)]);
    lane.world.platform.answer(({ message: text }) => {
      lane.shell.stopping.is = text === "no 2";
    });
    expect(await lane.drain()).toBe("more");
    expect(await lane.drain()).toBe("more");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room"]);
    expect(await deliver(createShell(lane.world).delivery, ROOM)).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room", "no 3 room"]);
  });

  it("does not try again when the process is to stop", async () => {
    await lane.put([announcement(1)]);
    lane.world.platform.answer(() => {
      lane.shell.stopping.is = true;
      throw outage();
    });
    expect(await lane.drain()).toBe("waiting");
    expect(lane.world.platform.calls).toHaveLength(1);
  });

  it("does not try again either when the process is to stop while it waits to", async () => {
    await lane.put([announcement(1)]);
    lane.world.platform.answer(() => {
      throw outage();
    });
    const draining = deliver(lane.shell.delivery, ROOM);
    await lane.world.clock.advance(50);
    lane.shell.stopping.is = true;
    expect(await lane.world.clock.finish(draining)).toBe("waiting");
    expect(lane.world.platform.calls).toHaveLength(1);
  });
});

describe("the news of an empty room", () => {
  it("is not sent, because a welcome awaits whoever comes", async () => {
    await lane.put([message(1, { atMs: lane.world.clock.nowMs() })], []);
    expect(await lane.drain()).toBe("done");
    expect(lane.sent()).toEqual([]);
    expect(await lane.seqsLeft()).toEqual([]);
  });
});
