import { beforeEach, describe, expect, it } from "@jest/globals";
import { deliver } from "../../src/rooms/deliver.ts";
import { playerId, ROOM } from "../fakes/facts.ts";
import { outage, refusal } from "../fakes/memory-platform.ts";
import { createShell } from "../fakes/shell.ts";
import { settle } from "../fakes/test-clock.ts";
import { announcement, type Lane, openLane } from "./lane-in-test.ts";

let lane: Lane;
beforeEach(() => {
  lane = openLane();
});

describe("a lease", () => {
  it("is kept during a call that takes longer than it", async () => {
    lane.world.platform.answer(() => lane.world.clock.sleep(5000));
    await lane.put([announcement(1)]);
    const draining = deliver(lane.shell.delivery, ROOM);
    await lane.world.clock.advance(4900);
    const other = createShell(lane.world);
    expect(await deliver(other.delivery, ROOM)).toBe("held");
    expect(await lane.world.clock.finish(draining)).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room"]);
    expect(await lane.seqsLeft()).toEqual([]);
  });

  it("that was lost stops the drain, and nothing is deleted", async () => {
    await lane.put([announcement(1), announcement(2)]);
    lane.world.platform.answer(lane.steal);
    expect(await lane.drain()).toBe("held");
    expect(lane.sent()).toEqual(["no 1 room"]);
    expect(await lane.seqsLeft()).toEqual([1, 2]);
    expect(lane.world.clock.pending()).toBe(0);
  });

  it("that was lost while waiting to try again stops the drain before the call", async () => {
    await lane.put([announcement(1)]);
    lane.failFirst(4, outage);
    const draining = deliver(lane.shell.delivery, ROOM);
    await lane.world.clock.advance(50);
    lane.steal();
    expect(await lane.world.clock.finish(draining)).toBe("held");
    expect(lane.sent()).toEqual([]);
    expect(await lane.seqsLeft()).toEqual([1]);
  });

  it("that was lost while the process stood still is asked for before the next peer of a player", async () => {
    await lane.put([announcement(1, { target: { kind: "player", player: playerId("ann") } })]);
    lane.world.platform.answer(async () => {
      await lane.world.clock.sleep(2100);
      lane.steal();
    });
    const still = { ...lane.shell.delivery, every: () => () => undefined };
    expect(await lane.world.clock.finish(deliver(still, ROOM))).toBe("held");
    expect(lane.sent()).toEqual(["no 1 ann-1"]);
    expect(await lane.seqsLeft()).toEqual([1]);
  });

  it("that was lost before a refusal keeps the message for its new holder", async () => {
    await lane.put([announcement(1)]);
    lane.world.platform.answer(() => {
      lane.steal();
      throw refusal();
    });
    expect(await lane.drain()).toBe("held");
    expect(await lane.seqsLeft()).toEqual([1]);
    expect(await lane.world.redis.records.dead(ROOM, 10)).toEqual([]);
    expect(lane.shell.refusedRooms).toEqual([]);
  });

  it("is asked for anew when the reply that gave it came late", async () => {
    await lane.put([announcement(1)]);
    const { outbox } = lane.shell.delivery;
    const slow: typeof outbox = {
      ...outbox,
      async claim(holding, delivered) {
        const claim = await outbox.claim(holding, delivered);
        await lane.world.clock.sleep(2100);
        lane.steal();
        return claim;
      },
    };
    const draining = deliver({ ...lane.shell.delivery, outbox: slow }, ROOM);
    await lane.world.clock.advance(2100);
    expect(await lane.world.clock.finish(draining)).toBe("held");
    expect(lane.sent()).toEqual([]);
  });

  it("is given up by a worker that dies, and another one takes over in order", async () => {
    await lane.put([announcement(1), announcement(2)]);
    lane.world.platform.answer((send) =>
      send.message === "no 2" ? new Promise<never>(() => undefined) : undefined,
    );
    void deliver({ ...lane.shell.delivery, every: () => () => undefined }, ROOM);
    await settle();
    lane.world.platform.answer(() => undefined);
    const other = createShell(lane.world);
    expect(await deliver(other.delivery, ROOM)).toBe("held");
    await lane.world.clock.advance(2000);
    expect(await lane.world.clock.finish(deliver(other.delivery, ROOM))).toBe("done");
    expect(lane.sent()).toEqual(["no 1 room", "no 2 room"]);
  });
});
