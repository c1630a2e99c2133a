import { beforeEach, describe, expect, it } from "@jest/globals";
import type { OutboxMessage } from "../../src/rooms/ports.ts";
import { resync } from "../../src/rooms/resync.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { joined, notification, playerId, ROOM } from "../fakes/facts.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";

let world: World;
let shell: Shell;
beforeEach(async () => {
  world = createWorld();
  shell = createShell(world);
  for (const name of ["ann", "bob"]) await shell.rooms.notify(notification(joined(`${name}-1`)));
});

let ids = 0;
const pick = (name: string, number: number, by: Shell = shell) => {
  ids += 1;
  return by.rooms.command({
    roomId: ROOM,
    player: playerId(name),
    id: `c${ids}`,
    body: { type: "pick", number },
  });
};
const room = () => {
  const found = world.redis.data.rooms.get(ROOM);
  if (found === undefined) throw new Error("there is no room");
  return found;
};
const outbox = (): readonly OutboxMessage[] =>
  room().outbox.map(({ json }) => JSON.parse(json) as OutboxMessage);
const clear = (): void => {
  room().outbox = [];
  world.redis.data.dirty.clear();
  for (let job = world.redis.lanes.take(); job !== null; job = world.redis.lanes.take())
    world.redis.lanes.finish(job);
};

describe("a commit", () => {
  it("comes before the wake-up, and before the answer", async () => {
    clear();
    const order: string[] = [];
    const watched = createShell({
      ...world,
      redis: {
        ...world.redis,
        store: {
          ...world.redis.store,
          async commit(commit) {
            const result = await world.redis.store.commit(commit);
            order.push("committed");
            return result;
          },
        },
        lanes: {
          ...world.redis.lanes,
          wake: () => Promise.resolve(void order.push("woken")),
        },
      },
    });
    await pick("ann", 7, watched);
    expect(order).toEqual(["committed", "woken"]);
  });

  it("wakes the lane once, as long as nobody has delivered", async () => {
    clear();
    await pick("ann", 7);
    await pick("bob", 8);
    expect(world.redis.lanes.waiting()).toHaveLength(1);
  });

  it("tells of the deadline that it set", async () => {
    await pick("ann", 7);
    expect(shell.deadlines).toEqual([world.clock.nowMs() + 30_000]);
    expect(world.redis.data.due.get(ROOM)).toBe(world.clock.nowMs() + 30_000);
  });

  it("numbers its messages with the version that it made", async () => {
    clear();
    await pick("ann", 7);
    expect(room().stored?.version).toBe(3);
    expect(outbox().map(({ seq, topic }) => [topic, seq])).toEqual([
      ["table", 3],
      ["you", 3],
    ]);
  });
});

describe("a store that a replica took over", () => {
  it("makes the next commit start a new history, numbered by the time, and everybody is told everything anew", async () => {
    await pick("ann", 7);
    clear();
    world.identity.name = "another server";
    await pick("bob", 8);
    expect(room().stored?.version).toBe(world.clock.nowMs());
    expect(outbox().map(({ topic, target, seq }) => [topic, target, seq])).toEqual([
      ["table", { kind: "room" }, world.clock.nowMs()],
      ["you", { kind: "player", player: "ann" }, world.clock.nowMs()],
      ["you", { kind: "player", player: "bob" }, world.clock.nowMs()],
    ]);
    await pick("bob", 9);
    expect(room().stored?.version).toBe(world.clock.nowMs());
  });

  it("does so even when what was asked is refused, which is the answer all the same", async () => {
    await pick("ann", 7);
    world.identity.name = "another server";
    expect(await pick("ann", 8)).toMatchObject({ ok: false, rejection: { reason: "already_picked" } });
    expect(room().stored?.version).toBe(world.clock.nowMs());
  });

  it("and lost commits is found out by its older version", async () => {
    const before = room().stored;
    await pick("ann", 7);
    room().stored = before;
    const answer = await pick("bob", 8);
    expect(answer.ok && JSON.parse(answer.json)).toMatchObject({
      version: world.clock.nowMs(),
      table: { picked: ["bob"] },
    });
  });

  it("and gave a version that is known again to another state is looked at anew", async () => {
    const before = room().stored;
    world.identity.name = "a second server";
    await pick("ann", 7);
    room().stored = before;
    world.identity.name = "a third server";
    await pick("bob", 8, createShell(world));
    expect(room().stored?.version).toBe(world.clock.nowMs());
    expect(JSON.parse((await shell.rooms.read(ROOM, playerId("bob"))).json)).toMatchObject({
      table: { picked: ["bob"] },
    });
    const answer = await pick("ann", 9);
    expect(answer.ok && JSON.parse(answer.json)).toMatchObject({ table: { picked: ["bob", "ann"] } });
  });

  it("and has never heard of a room begins it with the time, since those in it may know a table of it", async () => {
    await pick("ann", 7);
    world.redis.data.rooms.delete(ROOM);
    world.identity.name = "another server";
    const later = createShell(world);
    await later.rooms.notify(notification(joined("ann-2")));
    expect(room().stored?.version).toBe(world.clock.nowMs());
    await later.rooms.notify(notification(joined("bob-2")));
    expect(room().stored?.version).toBe(world.clock.nowMs() + 1);
  });

  it("is suspected by whoever reads an older version, and a resync tells everybody", async () => {
    const before = room().stored;
    await pick("ann", 7);
    room().stored = before;
    clear();
    await shell.rooms.read(ROOM, playerId("ann"));
    expect(shell.suspects).toEqual([ROOM]);
    await resync(shell.deps, ROOM);
    expect(room().stored?.version).toBe(world.clock.nowMs());
    expect(outbox().map(({ topic }) => topic)).toEqual(["table", "you", "you"]);
  });

  it("that lost nothing is left alone by a resync", async () => {
    await pick("ann", 7);
    clear();
    await resync(shell.deps, ROOM);
    expect(room().stored?.version).toBe(3);
    expect(outbox()).toEqual([]);
  });
});

describe("a commit of unknown outcome", () => {
  it("makes the next one look, so that it does not take its own success for a loss", async () => {
    const { store } = world.redis;
    let fails = true;
    const unlucky = createShell({
      ...world,
      redis: {
        ...world.redis,
        store: {
          ...store,
          async commit(commit) {
            const result = await store.commit(commit);
            if (!fails) return result;
            fails = false;
            throw new UnavailableError("the reply was lost");
          },
        },
      },
    });
    await expect(pick("ann", 7, unlucky)).rejects.toThrow(UnavailableError);
    expect(await pick("bob", 8, unlucky)).toMatchObject({ ok: true });
    expect(room().stored?.version).toBe(4);
  });
});
