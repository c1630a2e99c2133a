import { beforeEach, describe, expect, it } from "@jest/globals";
import type { PresenceFact } from "../../src/rooms/presence-fact.ts";
import { joined, left, notification, peerId, ROOM, second, sessionOpened } from "../fakes/facts.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";
import { settle } from "../fakes/test-clock.ts";

let world: World;
let shell: Shell;
beforeEach(() => {
  world = createWorld();
  shell = createShell(world);
});

const hear = (fact: PresenceFact, changes: object = {}) => shell.rooms.notify(notification(fact, changes));
const version = async (): Promise<number> => (await world.redis.store.load(ROOM))?.version ?? 0;
const here = async (): Promise<readonly string[]> =>
  (await world.redis.records.peers(ROOM)).map((one) => one.peerId);

describe("a webhook", () => {
  it("is accepted once its effect is stored", async () => {
    expect(await hear(joined("ann-1"))).toBe("accepted");
    expect(await version()).toBe(1);
    expect(await here()).toEqual(["ann-1"]);
    expect(world.redis.lanes.waiting()).toEqual([{ no: 1, roomId: ROOM }]);
  });

  it("that comes again is a duplicate and changes nothing", async () => {
    await hear(joined("ann-1"));
    await hear(left("ann-1"));
    expect(await hear(joined("ann-1"))).toBe("duplicate");
    expect(await createShell(world).rooms.notify(notification(joined("ann-1")))).toBe("duplicate");
    expect(await version()).toBe(2);
    expect(await here()).toEqual([]);
  });

  it("is recognised for a day, and harmless afterwards", async () => {
    await hear(joined("ann-1"));
    await hear(left("ann-1"));
    await world.clock.advance(24 * 3_600_000 - 1);
    expect(await hear(joined("ann-1"))).toBe("duplicate");
    await world.clock.advance(1);
    expect(await hear(joined("ann-1"))).toBe("accepted");
    expect(await version()).toBe(2);
  });

  it("that tells nothing new is accepted and makes no version", async () => {
    await hear(joined("ann-1"));
    expect(await hear(joined("ann-1"), { id: "another id" })).toBe("accepted");
    expect(await hear(sessionOpened())).toBe("accepted");
    expect(await version()).toBe(1);
  });

  it("keeps the connected peers up to date in the store", async () => {
    await hear(joined("ann-1"));
    await hear(joined("bob-1", 2));
    await hear(joined("ann-2", 3, { role: "host" }));
    await hear(left("ann-1", 4));
    expect(await here()).toEqual(["bob-1", "ann-2"]);
  });

  it("that is replayed makes us compare the room with 100ms' list", async () => {
    await hear(joined("ann-1"));
    await settle();
    expect(world.platform.listed()).toBe(0);
    world.platform.setPeers(ROOM, [
      { peerId: peerId("bob-1"), userId: "bob", name: "bob", role: "player", joinedAt: second(2) },
    ]);
    await world.clock.advance(60_000);
    await hear(joined("ann-1"), { isReplay: true, id: "replayed" });
    await settle();
    expect(world.platform.listed()).toBe(1);
    expect(await here()).toEqual(["bob-1"]);
  });

  it("that is older than what is remembered makes us compare, too", async () => {
    for (let i = 0; i < 65; i += 1) await hear(left(`p${i}-1`, i + 10));
    await settle();
    expect(world.platform.listed()).toBe(0);
    expect(await hear(joined("ann-1", 5))).toBe("accepted");
    await settle();
    expect(world.platform.listed()).toBe(1);
    expect(await here()).toEqual([]);
  });

  it("of each of many rooms at once is accepted", async () => {
    const rooms = Array.from({ length: 50 }, (_, i) => `room-${i}` as typeof ROOM);
    const outcomes = await Promise.all(
      rooms.map((roomId) => hear(joined("ann-1"), { roomId, id: `w-${roomId}` })),
    );
    expect(new Set(outcomes)).toEqual(new Set(["accepted"]));
    expect(world.redis.data.active.size).toBe(50);
  });
});
