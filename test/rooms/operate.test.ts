import { beforeEach, describe, expect, it } from "@jest/globals";
import type { Announcement } from "../../src/rooms/rooms.ts";
import { joined, notification, peerId, playerId, ROOM } from "../fakes/facts.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";

let world: World;
let shell: Shell;
beforeEach(async () => {
  world = createWorld();
  shell = createShell(world);
  for (const id of ["ann-1", "ann-2", "bob-1"]) await shell.rooms.notify(notification(joined(id)));
  await shell.deliverAll();
});

const UNKNOWN = "room-9" as typeof ROOM;
const say = (to: Announcement["to"], roomId = ROOM) =>
  shell.rooms.announce(roomId, { message: "tea time", type: "custom_event", to });
const readers = async (): Promise<readonly unknown[]> => {
  const before = world.platform.sent.length;
  await shell.deliverAll();
  return world.platform.sent.slice(before).map(({ to, message }) => [to, message]);
};

describe("an announcement", () => {
  it.each([
    [{ kind: "room" as const }, ["room"]],
    [{ kind: "role" as const, role: "host" }, [{ role: "host" }]],
    [{ kind: "player" as const, player: playerId("ann") }, [{ peerId: "ann-1" }, { peerId: "ann-2" }]],
    [{ kind: "peer" as const, peerId: peerId("bob-1") }, [{ peerId: "bob-1" }]],
  ])("goes to %j", async (to, expected) => {
    expect(await say(to)).toEqual({ ok: true, seq: 4 });
    expect(await readers()).toEqual(expected.map((reader) => [reader, "tea time"]));
  });

  it("tells its number, and the next one's is greater", async () => {
    expect(await say({ kind: "room" })).toEqual({ ok: true, seq: 4 });
    expect(await say({ kind: "room" })).toEqual({ ok: true, seq: 5 });
    expect(await readers()).toHaveLength(2);
  });

  it("waits behind what is on its way already", async () => {
    await shell.rooms.command({
      roomId: ROOM,
      player: playerId("ann"),
      id: "c1",
      body: { type: "pick", number: 7 },
    });
    await say({ kind: "room" });
    const sent = (await readers()) as [unknown, string][];
    expect(sent.at(-1)).toEqual(["room", "tea time"]);
    expect(sent).toHaveLength(4);
  });

  it("to nobody who is there is refused", async () => {
    expect(await say({ kind: "player", player: playerId("zed") })).toMatchObject({
      ok: false,
      rejection: { reason: "not_in_room" },
    });
    expect(await readers()).toEqual([]);
  });

  it("to a room that nobody knows is refused, and makes none", async () => {
    expect(await say({ kind: "room" }, UNKNOWN)).toMatchObject({
      ok: false,
      rejection: { kind: "unknown", reason: "unknown_room" },
    });
    expect(await world.redis.store.load(UNKNOWN)).toBeNull();
  });

  it("is in the log by its type, without its words", async () => {
    await say({ kind: "room" });
    const [newest] = await world.redis.records.events(ROOM, 1);
    expect(newest?.events).toBe('[{"of":"operator","announced":"custom_event"}]');
  });
});

describe("an order", () => {
  it("that changes nothing is fulfilled", async () => {
    expect(await shell.rooms.order(ROOM, "pause")).toEqual({ ok: true, version: 3 });
  });

  it("to a room that nobody knows is refused", async () => {
    expect(await shell.rooms.order(UNKNOWN, "close")).toMatchObject({
      ok: false,
      rejection: { kind: "unknown", reason: "unknown_room" },
    });
  });
});

describe("what an operator sees", () => {
  it("is the active rooms, newest first", async () => {
    await world.clock.advance(1000);
    await shell.rooms.notify(notification(joined("cyd-1"), { roomId: UNKNOWN }));
    expect((await shell.rooms.list()).map(({ roomId }) => roomId)).toEqual([UNKNOWN, ROOM]);
  });

  it("is nothing of an unknown room", async () => {
    expect(await shell.rooms.inspect(UNKNOWN)).toBeNull();
  });

  it("is everything about a room but its secrets", async () => {
    await shell.rooms.command({
      roomId: ROOM,
      player: playerId("ann"),
      id: "c1",
      body: { type: "pick", number: 77 },
    });
    const inspection = await shell.rooms.inspect(ROOM);
    expect(inspection).toMatchObject({
      roomId: ROOM,
      version: 4,
      table: { picked: ["ann"] },
      peers: [{ peerId: "ann-1" }, { peerId: "ann-2" }, { peerId: "bob-1" }],
      undelivered: [
        { seq: 4, topic: "table", to: "room" },
        { seq: 4, topic: "you", to: "player ann" },
      ],
      deadline: new Date(world.clock.nowMs() + 30_000).toISOString(),
    });
    expect(inspection?.events[0]).toMatchObject({ version: 4, events: [{ type: "Picked", player: "ann" }] });
    expect(JSON.stringify(inspection)).not.toContain("77");
  });
});
