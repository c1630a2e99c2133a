import { beforeEach, describe, expect, it } from "@jest/globals";
import { PlatformError } from "../../src/rooms/ports.ts";
import { RoomBusyError, UnavailableError } from "../../src/rooms/rooms.ts";
import { joined, left, notification, peerId, playerId, ROOM, second } from "../fakes/facts.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";

let world: World;
let shell: Shell;
beforeEach(async () => {
  world = createWorld();
  shell = createShell(world);
  for (const name of ["ann", "bob"]) await shell.rooms.notify(notification(joined(`${name}-1`)));
});

const ask = (name: string, id: string, body: unknown, by: Shell = shell) =>
  by.rooms.command({ roomId: ROOM, player: playerId(name), id, body });
const pick = (name: string, number: number, id = `${name}-${number}`, by: Shell = shell) =>
  ask(name, id, { type: "pick", number }, by);
const version = async (): Promise<number> => (await world.redis.store.load(ROOM))?.version ?? 0;
const listed = (name: string) => ({
  peerId: peerId(`${name}-1`),
  userId: name,
  name,
  role: "player",
  joinedAt: second(1),
});

describe("a command", () => {
  it("is answered with version, table and the player's own view", async () => {
    const answer = await pick("ann", 7);
    expect(answer.ok && JSON.parse(answer.json)).toEqual({
      version: 3,
      table: { round: 1, players: ["ann", "bob"], winner: null, picked: ["ann"] },
      you: { player: "ann", number: 7 },
    });
  });

  it("is refused as the game says, and changes nothing", async () => {
    await pick("ann", 7);
    expect(await pick("ann", 8)).toMatchObject({
      ok: false,
      rejection: { kind: "conflict", reason: "already_picked" },
    });
    expect(await version()).toBe(3);
  });

  it("that is not well formed is told what is wrong with it, and nothing is remembered", async () => {
    expect(await ask("ann", "x", { type: "pick", number: 101, cheat: true })).toMatchObject({
      ok: false,
      rejection: { kind: "malformed", reason: "malformed", faults: [{ path: "number" }, { path: "" }] },
    });
    expect(await ask("ann", "x", { type: "pick", number: 5 })).toMatchObject({ ok: true });
  });

  it("of somebody who is not in the room is refused", async () => {
    expect(await pick("zed", 7)).toMatchObject({ ok: false, rejection: { reason: "not_in_room" } });
  });
});

describe("the same id again", () => {
  it("gives the very same answer and has no second effect", async () => {
    const first = await pick("ann", 7, "c1");
    await pick("bob", 9);
    expect(await pick("ann", 7, "c1")).toEqual(first);
    expect(await ask("ann", "c1", { type: "pick", number: 99 })).toEqual(first);
    expect(await version()).toBe(4);
  });

  it("gives the very same refusal, even when it would be accepted now", async () => {
    await pick("ann", 7);
    const refusal = await pick("ann", 8, "c1");
    await world.clock.advance(30_000);
    await shell.rooms.notify(notification(left("ann-1", 5)));
    await shell.rooms.notify(notification(joined("ann-2", 6)));
    expect(await pick("ann", 8, "c1")).toEqual(refusal);
  });

  it("works through another process", async () => {
    const first = await pick("ann", 7, "c1");
    expect(await pick("ann", 7, "c1", createShell(world))).toEqual(first);
  });

  it("is forgotten after five minutes", async () => {
    expect(await pick("ann", 7, "c1")).toMatchObject({ ok: true });
    await world.clock.advance(299_999);
    expect(await pick("ann", 7, "c1")).toMatchObject({ ok: true });
    await world.clock.advance(1);
    expect(await pick("ann", 7, "c1")).toMatchObject({ ok: false, rejection: { reason: "already_picked" } });
  });

  it("is judged anew after two seconds for who was not in the room", async () => {
    const refused = { ok: false, rejection: { reason: "not_in_room" } };
    expect(await pick("zed", 7, "c1")).toMatchObject(refused);
    await shell.rooms.notify(notification(joined("zed-1")));
    await world.clock.advance(1999);
    expect(await pick("zed", 7, "c1")).toMatchObject(refused);
    await world.clock.advance(1);
    expect(await pick("zed", 7, "c1")).toMatchObject({ ok: true });
    await world.clock.advance(10_000);
    expect(await pick("zed", 7, "c1")).toMatchObject({ ok: true });
  });

  it("that was somebody else's is refused, without a word of theirs and without an effect", async () => {
    await pick("ann", 77, "c1");
    const theft = await pick("bob", 5, "c1");
    expect(theft).toEqual({
      ok: false,
      rejection: expect.objectContaining({ kind: "conflict", reason: "id_taken" }),
    });
    expect(JSON.stringify(theft)).not.toContain("77");
    expect(await version()).toBe(3);
    expect(await pick("ann", 77, "c1")).toMatchObject({ ok: true });
  });

  it("that was a webhook's or a deadline's is refused", async () => {
    const webhook = notification(joined("cyd-1"), { id: "w1" });
    await shell.rooms.notify(webhook);
    expect(await pick("ann", 7, "w1")).toMatchObject({ ok: false, rejection: { reason: "id_taken" } });
    await pick("ann", 7, "c1");
    expect(await shell.rooms.notify({ ...webhook, id: "c1" })).toBe("duplicate");
  });

  it("cannot be made to look like another's by an odd name", async () => {
    const odd = 'ann"\nok\n{"you":"fake"}';
    await shell.rooms.notify(notification(joined("odd-1", 1, { userId: odd })));
    const answer = await pick(odd, 3, "c1");
    expect(answer.ok && JSON.parse(answer.json)).toMatchObject({ you: { player: odd, number: 3 } });
    expect(await pick("ann", 3, "c1")).toMatchObject({ ok: false, rejection: { reason: "id_taken" } });
    expect(await pick(odd, 3, "c1")).toEqual(answer);
  });
});

describe("somebody whom nobody knows", () => {
  it("is looked for in 100ms' list, and may play when found", async () => {
    world.platform.setPeers(ROOM, ["ann", "bob", "zed"].map(listed));
    expect(await pick("zed", 7)).toMatchObject({ ok: true });
    expect(world.platform.listed()).toBe(1);
  });

  it("does not make us ask 100ms at every command", async () => {
    world.platform.setPeers(ROOM, ["ann", "bob"].map(listed));
    for (let i = 0; i < 20; i += 1) expect(await pick("zed", 7, `try-${i}`)).toMatchObject({ ok: false });
    expect(world.platform.listed()).toBe(1);
    await world.clock.advance(2000);
    await pick("zed", 7, "later");
    expect(world.platform.listed()).toBe(2);
  });

  it("is looked for at once, although somebody else was a moment ago", async () => {
    world.platform.setPeers(ROOM, ["ann", "bob"].map(listed));
    await pick("zed", 7);
    world.platform.setPeers(ROOM, ["ann", "bob", "yan"].map(listed));
    expect(await pick("yan", 7)).toMatchObject({ ok: true });
    expect(world.platform.listed()).toBe(2);
  });

  it("is refused when 100ms cannot be asked, and judged anew by the same id when it can", async () => {
    const { platform } = world;
    let isAway = true;
    const other = createShell({
      ...world,
      platform: {
        ...platform,
        listPeers: (roomId) =>
          isAway
            ? Promise.reject(new PlatformError("away", { kind: "unavailable" }))
            : platform.listPeers(roomId),
      },
    });
    world.platform.setPeers(ROOM, ["ann", "bob", "zed"].map(listed));
    for (let i = 0; i < 2; i += 1)
      expect(await pick("zed", 7, "c1", other)).toMatchObject({
        ok: false,
        rejection: { reason: "not_in_room" },
      });
    expect(other.log.lines).toMatchObject([{ level: "warn" }]);
    isAway = false;
    await world.clock.advance(2000);
    expect(await pick("zed", 7, "c1", other)).toMatchObject({ ok: true });
  });

  it("is no reason to ask when they are known", async () => {
    await pick("ann", 7);
    expect(world.platform.listed()).toBe(0);
  });
});

describe("reading the table", () => {
  const read = async (name: string, by: Shell = shell) =>
    JSON.parse((await by.rooms.read(ROOM, playerId(name))).json) as { version: number; you: unknown };

  it("shows everybody the table, and a player their own view", async () => {
    await pick("ann", 7);
    expect(await read("ann")).toMatchObject({ version: 3, you: { player: "ann", number: 7 } });
    expect(await read("bob")).toMatchObject({ you: { player: "bob", number: null } });
    expect(await read("zed")).toMatchObject({ version: 3, you: null });
  });

  it("is of the newest version, whoever made it", async () => {
    const other = createShell(world);
    await read("ann", other);
    await pick("ann", 7);
    expect(await read("ann", other)).toMatchObject({ version: 3, you: { number: 7 } });
  });

  it("looks for a stranger first", async () => {
    world.platform.setPeers(ROOM, ["ann", "bob", "zed"].map(listed));
    expect(await read("zed")).toMatchObject({ you: { player: "zed" } });
  });

  it("of a room that nobody knows is of an empty one", async () => {
    const answer = await shell.rooms.read("room-9" as typeof ROOM, playerId("ann"));
    expect(JSON.parse(answer.json)).toMatchObject({ version: 0, table: { players: [] }, you: null });
  });

  it("shows somebody who has left what a spectator sees", async () => {
    await pick("ann", 7);
    await shell.rooms.notify(notification(left("ann-1", 9)));
    expect(await read("ann")).toMatchObject({ you: null });
  });
});

describe("a room that others change", () => {
  it("is decided upon anew, and everybody's command counts once", async () => {
    const shells = [shell, createShell(world), createShell(world)];
    const names = ["ann", "bob"];
    for (const name of ["cyd", "dan", "eve", "fay"]) {
      await shell.rooms.notify(notification(joined(`${name}-1`)));
      names.push(name);
    }
    const answers = await Promise.all(
      names.flatMap((name, i) => shells.slice(0, 2).map((by) => pick(name, i + 1, `${name}-pick`, by))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(await version()).toBe(6 + 6);
  });

  it("during each of several tries is busy", async () => {
    const { store } = world.redis;
    let others = 0;
    const contended = createShell({
      ...world,
      redis: {
        ...world.redis,
        store: {
          ...store,
          async commit(commit) {
            others += 1;
            await shell.rooms.notify(notification(joined(`other${others}-1`, others)));
            return await store.commit(commit);
          },
        },
      },
    });
    await expect(pick("ann", 7, "c1", contended)).rejects.toThrow(RoomBusyError);
    expect(others).toBe(6);
    expect(await pick("ann", 7, "c1")).toMatchObject({ ok: true });
  });
});

describe("a store that is away", () => {
  /** A process whose commits are lost on the way, or whose replies are. */
  const through = (fate: "lost" | "reply lost"): Shell => {
    const { store } = world.redis;
    let isAway = true;
    return createShell({
      ...world,
      redis: {
        ...world.redis,
        store: {
          ...store,
          async commit(commit) {
            const fails = isAway;
            isAway = false;
            const result = fails && fate === "lost" ? null : await store.commit(commit);
            if (fails || result === null) throw new UnavailableError("away");
            return result;
          },
        },
      },
    });
  };

  it("is told, and the same command again finds that nothing was done", async () => {
    const unlucky = through("lost");
    await expect(pick("ann", 7, "c1", unlucky)).rejects.toThrow(UnavailableError);
    expect(await version()).toBe(2);
    expect(await pick("ann", 7, "c1", unlucky)).toMatchObject({ ok: true });
    expect(await version()).toBe(3);
  });

  it("is told, and the same command again finds its own success", async () => {
    const unlucky = through("reply lost");
    await expect(pick("ann", 7, "c1", unlucky)).rejects.toThrow(UnavailableError);
    expect(await version()).toBe(3);
    const answer = await pick("ann", 7, "c1", unlucky);
    expect(answer.ok && JSON.parse(answer.json)).toMatchObject({ version: 3, you: { number: 7 } });
    expect(await version()).toBe(3);
  });

  it("does not mislead who comes next", async () => {
    const unlucky = through("reply lost");
    await expect(pick("ann", 7, "c1", unlucky)).rejects.toThrow(UnavailableError);
    const answer = await pick("bob", 9, "c2", unlucky);
    expect(answer.ok && JSON.parse(answer.json)).toMatchObject({
      version: 4,
      table: { picked: ["ann", "bob"] },
    });
  });
});

describe("a lane that cannot be woken", () => {
  it("does not keep the answer back; the sweep makes up for it", async () => {
    const { lanes } = world.redis;
    const other = createShell({
      ...world,
      redis: { ...world.redis, lanes: { ...lanes, wake: () => Promise.reject(new Error("away")) } },
    });
    for (let job = lanes.take(); job !== null; job = lanes.take()) lanes.finish(job);
    world.redis.data.dirty.clear();
    expect(await pick("ann", 7, "c1", other)).toMatchObject({ ok: true });
    expect(other.log.lines).toMatchObject([{ level: "warn", fields: { room: ROOM } }]);
    expect(world.redis.data.dirty.has(ROOM)).toBe(true);
  });
});
