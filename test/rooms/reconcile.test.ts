import { beforeEach, describe, expect, it } from "@jest/globals";
import { type OutboxMessage, PlatformError, type PlatformPeer, type RoomId } from "../../src/rooms/ports.ts";
import { createReconciler } from "../../src/rooms/reconcile.ts";
import { startReconciling } from "../../src/rooms/reconcile-schedule.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { joined, notification, peerId, ROOM, second, sessionClosed } from "../fakes/facts.ts";
import { createShell, createWorld, type Shell, type World } from "../fakes/shell.ts";
import { settle } from "../fakes/test-clock.ts";

let world: World;
let shell: Shell;
beforeEach(async () => {
  world = createWorld();
  shell = createShell(world);
  for (const name of ["ann", "bob"]) await shell.rooms.notify(notification(joined(`${name}-1`)));
  await world.clock.advance(60_000);
});

const listed = (id: string, changes: Partial<PlatformPeer> = {}): PlatformPeer => {
  const userId = id.split("-")[0] ?? id;
  return { peerId: peerId(id), userId, name: userId, role: "player", joinedAt: second(1), ...changes };
};
const peers = async () =>
  (await world.redis.records.peers(ROOM)).map((one) => `${one.peerId} ${one.peer.role}`);
const version = async (): Promise<number> => (await world.redis.store.load(ROOM))?.version ?? 0;

describe("comparing a room with 100ms' list", () => {
  it("changes nothing when both agree", async () => {
    world.platform.setPeers(ROOM, [listed("bob-1"), listed("ann-1")]);
    expect(await shell.reconciler.reconcile(ROOM)).toEqual({ joined: [], left: [] });
    expect(await version()).toBe(2);
  });

  it("mends the joins and leaves that were lost, in one step", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("cyd-1"), listed("dan-1")]);
    expect(await shell.reconciler.reconcile(ROOM)).toEqual({ joined: ["cyd-1", "dan-1"], left: ["bob-1"] });
    expect(await peers()).toEqual(["ann-1 player", "cyd-1 player", "dan-1 player"]);
    expect(await version()).toBe(3);
  });

  it("takes a peer that was found for one of the running session", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1"), listed("cyd-1")]);
    await shell.reconciler.reconcile(ROOM);
    await shell.rooms.notify(notification(sessionClosed("s1", 50)));
    expect(await peers()).toEqual([]);
  });

  it("takes nobody for one of a session whose peers have all left", async () => {
    world.platform.setPeers(ROOM, [listed("cyd-1", { joinedAt: second(40) })]);
    await shell.reconciler.reconcile(ROOM);
    await shell.rooms.notify(notification(sessionClosed("s1", 30)));
    expect(await peers()).toEqual(["cyd-1 player"]);
  });

  it("mends a role change that was lost", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1", { role: "host" }), listed("bob-1", { role: "guest" })]);
    expect(await shell.reconciler.reconcile(ROOM)).toEqual({ joined: [], left: [] });
    expect(await peers()).toEqual(["ann-1 host", "bob-1 guest"]);
    await shell.reconciler.reconcile(ROOM);
    expect(await version()).toBe(3);
  });

  it("gives a peer id to the person who took it over, and tells them nothing of the one before", async () => {
    await shell.deliverAll();
    world.platform.setPeers(ROOM, [
      listed("ann-1", { userId: "mallory", joinedAt: second(30) }),
      listed("bob-1"),
    ]);
    await shell.reconciler.reconcile(ROOM);
    expect((await world.redis.records.peers(ROOM)).map((one) => [one.peerId, one.peer.userId])).toEqual([
      ["ann-1", "mallory"],
      ["bob-1", "bob"],
    ]);
    const outbox = world.redis.data.rooms.get(ROOM)?.outbox ?? [];
    expect(outbox.map(({ json }) => JSON.parse(json) as OutboxMessage)).toMatchObject([
      { topic: "welcome", target: { kind: "peer", peerId: "ann-1" } },
      { topic: "table" },
      { topic: "you", target: { kind: "player", player: "mallory" } },
    ]);
  });

  it("mends a whole audience a hundred at a time", async () => {
    const audience = Array.from({ length: 250 }, (_, i) => listed(`fan${i}-1`));
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1"), ...audience]);
    expect((await shell.reconciler.reconcile(ROOM)).joined).toHaveLength(250);
    expect(await version()).toBe(5);
    expect(await peers()).toHaveLength(252);
  });

  it("does not believe that a room is over while messages to it are taken", async () => {
    world.platform.setPeers(ROOM, null);
    expect(await shell.reconciler.reconcile(ROOM)).toEqual({ joined: [], left: [] });
    await shell.deliverAll();
    expect(await shell.reconciler.reconcile(ROOM)).toEqual({ joined: [], left: [] });
    expect(await peers()).toHaveLength(2);
  });

  it("believes that a room is over when messages to it are refused as well", async () => {
    world.platform.setPeers(ROOM, null);
    shell.deps.reach.refused(ROOM);
    expect(await shell.reconciler.reconcile(ROOM)).toEqual({ joined: [], left: ["ann-1", "bob-1"] });
    expect(await peers()).toEqual([]);
  });

  it.each([
    ["a true clock", 50],
    ["a clock that is three seconds ahead", 3000],
  ])("says nothing of who joined while the list was on its way, by %s", async (_, agoMs) => {
    const { platform } = world;
    const other = createShell({
      ...world,
      platform: {
        ...platform,
        async listPeers() {
          await world.clock.sleep(100);
          const joinedAt = new Date(world.clock.nowMs() - agoMs).toISOString();
          await shell.rooms.notify(notification(joined("cyd-1", joinedAt)));
          return [listed("ann-1"), listed("bob-1")];
        },
      },
    });
    expect(await world.clock.finish(other.reconciler.reconcile(ROOM))).toEqual({ joined: [], left: [] });
    expect(await peers()).toContain("cyd-1 player");
  });

  it.each(["unavailable", "throttled", "refused"] as const)(
    "fails when 100ms cannot be asked (%s), and changes nothing",
    async (kind) => {
      const away = createShell({
        ...world,
        platform: {
          ...world.platform,
          listPeers: () => Promise.reject(new PlatformError("away", { kind })),
        },
      });
      await expect(away.reconciler.reconcile(ROOM)).rejects.toThrow(UnavailableError);
      await away.reconciler.reconcileUnknown(ROOM);
      expect(await peers()).toHaveLength(2);
    },
  );

  it("is done once for all who ask at the same time", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1"), listed("cyd-1")]);
    const answers = await Promise.all([
      shell.reconciler.reconcile(ROOM),
      shell.reconciler.reconcileUnknown(ROOM),
      shell.reconciler.reconcileUnknown(ROOM),
    ]);
    expect(answers).toEqual([{ joined: ["cyd-1"], left: [] }, undefined, undefined]);
    expect(world.platform.listed()).toBe(1);
  });

  it("in the background is done at most once in a while", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1")]);
    for (let i = 0; i < 5; i += 1) {
      shell.reconciler.reconcileSoon(ROOM);
      await settle();
    }
    expect(world.platform.listed()).toBe(1);
    await world.clock.advance(2000);
    shell.reconciler.reconcileSoon(ROOM);
    await settle();
    expect(world.platform.listed()).toBe(2);
  });

  it("in the background is not put off by a clock that was set back", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1")]);
    let backMs = 0;
    const reconciler = createReconciler({ ...shell.deps, nowMs: () => world.clock.nowMs() - backMs });
    await reconciler.reconcileUnknown(ROOM);
    backMs = 3_600_000;
    await reconciler.reconcileUnknown(ROOM);
    expect(world.platform.listed()).toBe(2);
  });
});

describe("the schedule", () => {
  it("compares active rooms at the start and then every minute", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1")]);
    const schedule = startReconciling({ ...world.redis, ...world.clock, ...shell });
    await settle();
    expect(world.platform.listed()).toBe(1);
    await world.clock.advance(10 * 60_000);
    expect(world.platform.listed()).toBe(11);
    await world.clock.advance(10 * 60_000);
    expect(world.platform.listed()).toBe(15);
    await schedule.stop();
    expect(world.clock.pending()).toBe(0);
  });

  it("goes on after the store was away", async () => {
    const next = () => Promise.reject(new Error("away"));
    const eachActive = () => ({ [Symbol.asyncIterator]: () => ({ next }) });
    const indexes = { ...world.redis.indexes, eachActive };
    const schedule = startReconciling({ ...world.clock, ...shell, indexes });
    await world.clock.advance(2 * 60_000);
    expect(shell.log.lines.filter(({ level }) => level === "warn")).toHaveLength(3);
    await schedule.stop();
  });

  it("goes through all rooms, however many, a few at a time", async () => {
    for (let no = 0; no < 1500; no += 1)
      world.redis.data.active.set(`room-${no}` as RoomId, world.clock.nowMs());
    const seen = new Set<RoomId>();
    const calls = { underWay: 0, most: 0 };
    const reconciler = {
      ...shell.reconciler,
      async reconcileUnknown(roomId: RoomId) {
        seen.add(roomId);
        calls.underWay += 1;
        calls.most = Math.max(calls.most, calls.underWay);
        await world.clock.sleep(100);
        calls.underWay -= 1;
      },
    };
    const schedule = startReconciling({ ...world.redis, ...world.clock, ...shell, reconciler });
    await world.clock.advance(40_000);
    expect(seen.size).toBe(1500);
    expect(calls.most).toBe(4);
    await schedule.stop();
  });

  it("in a hurry follows the store while 100ms does not answer", async () => {
    const reconciler = { ...shell.reconciler, reconcileUnknown: () => new Promise<void>(() => undefined) };
    const schedule = startReconciling({ ...world.redis, ...world.clock, ...shell, reconciler });
    await settle();
    world.identity.name = "another server";
    schedule.hurry();
    await settle();
    expect(await version()).toBe(world.clock.nowMs());
  });

  it("in a hurry follows stores that change hands twice within moments, and asks 100ms once", async () => {
    world.platform.setPeers(ROOM, [listed("ann-1"), listed("bob-1")]);
    const schedule = startReconciling({ ...world.redis, ...world.clock, ...shell });
    await settle();
    for (const name of ["a second server", "a third server"]) {
      world.identity.name = name;
      await world.clock.advance(10);
      schedule.hurry();
      await settle();
      expect(await version()).toBe(world.clock.nowMs());
    }
    expect(world.platform.listed()).toBe(1);
    await schedule.stop();
  });
});
