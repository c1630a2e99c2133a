import { describe, expect, it } from "@jest/globals";
import { startForgetting } from "../../src/rooms/forget-rooms.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { joined, left, notification, peerId, playerId, ROOM, second } from "../fakes/facts.ts";
import { outage } from "../fakes/memory-platform.ts";
import { createShell, createWorld, type World } from "../fakes/shell.ts";

const KEEP_MS = 86_400_000;
const EVERY_MS = 600_000;
const OTHER_ROOM = "room-2" as RoomId;
const ANN = { peerId: peerId("ann-1"), userId: "ann", name: "ann", role: "player", joinedAt: second(1) };

function start(world: World) {
  const shell = createShell(world);
  const { log } = shell.deps;
  return {
    shell,
    forgetting: startForgetting(
      { ...world.clock, oldRooms: world.redis.oldRooms, platform: world.platform, log },
      KEEP_MS,
    ),
  };
}

describe("rooms that nobody comes back to", () => {
  it("are forgotten when they were kept for long enough, and not before", async () => {
    const world = createWorld();
    const { shell, forgetting } = start(world);
    await shell.rooms.notify(notification(joined("ann-1")));
    await shell.rooms.notify(notification(left("ann-1")));
    world.redis.data.dirty.clear();
    await world.clock.advance(KEEP_MS - 600_000);
    expect(world.redis.data.rooms.has(ROOM)).toBe(true);
    await world.clock.advance(1_200_000);
    expect(world.redis.data.rooms.has(ROOM)).toBe(false);
    await forgetting.stop();
  });

  it("begin anew for whoever comes after all, with higher numbers than before", async () => {
    const world = createWorld();
    const { shell, forgetting } = start(world);
    await shell.rooms.notify(notification(joined("ann-1")));
    await shell.rooms.notify(notification(left("ann-1")));
    world.redis.data.dirty.clear();
    await world.clock.advance(KEEP_MS + 1_200_000);
    await forgetting.stop();
    await shell.rooms.notify(notification(joined("ann-2", 3)));
    const { version, table } = JSON.parse((await shell.rooms.read(ROOM, playerId("ann"))).json) as {
      version: number;
      table: { players: string[] };
    };
    expect(table.players).toEqual(["ann"]);
    expect(version).toBeGreaterThan(2);
  });

  it("are reached behind any number of rooms that have to be kept, and those are looked at again", async () => {
    const world = createWorld();
    const { active, due } = world.redis.data;
    const oldMs = world.clock.nowMs() - 2 * KEEP_MS;
    const kept = Array.from({ length: 1200 }, (_, i) => `kept-${i}` as RoomId);
    for (const roomId of kept) {
      active.set(roomId, oldMs);
      due.set(roomId, oldMs);
    }
    active.set(ROOM, oldMs + 1);
    const { forgetting } = start(world);
    await world.clock.advance(0);
    expect(active.has(ROOM)).toBe(true);
    await world.clock.advance(2 * EVERY_MS);
    expect(active.has(ROOM)).toBe(false);
    expect(active.size).toBe(kept.length);
    due.clear();
    await world.clock.advance(3 * EVERY_MS);
    expect(active.size).toBe(0);
    await forgetting.stop();
  });

  it.each([
    ["404", null],
    ["an empty list", []],
  ])("are forgotten although a leave was lost, when 100ms answers %s, and not before", async (_, peers) => {
    const world = createWorld();
    world.platform.setPeers(ROOM, peers);
    const { shell, forgetting } = start(world);
    await shell.rooms.notify(notification(joined("ann-1")));
    world.redis.data.dirty.clear();
    await world.clock.advance(KEEP_MS - EVERY_MS);
    expect(world.platform.listed()).toBe(0);
    expect(world.redis.data.rooms.has(ROOM)).toBe(true);
    await world.clock.advance(2 * EVERY_MS);
    expect(world.platform.listed()).toBe(1);
    expect(world.redis.data.rooms.has(ROOM)).toBe(false);
    await forgetting.stop();
  });

  it("are kept while 100ms knows of somebody there", async () => {
    const world = createWorld();
    world.platform.setPeers(ROOM, [ANN]);
    const { shell, forgetting } = start(world);
    await shell.rooms.notify(notification(joined("ann-1")));
    world.redis.data.dirty.clear();
    await world.clock.advance(KEEP_MS + 2 * EVERY_MS);
    expect(world.platform.listed()).toBeGreaterThan(1);
    expect(world.redis.data.rooms.has(ROOM)).toBe(true);
    await forgetting.stop();
  });

  it("are kept for whoever joins while 100ms is asked", async () => {
    const world = createWorld();
    const shell = createShell(world);
    const platform = {
      async listPeers() {
        await shell.rooms.notify(notification(joined("bob-1", 3)));
        return null;
      },
    };
    await shell.rooms.notify(notification(joined("ann-1")));
    world.redis.data.dirty.clear();
    await world.clock.advance(KEEP_MS);
    const deps = { ...world.clock, oldRooms: world.redis.oldRooms, platform, log: shell.deps.log };
    const forgetting = startForgetting(deps, KEEP_MS);
    await world.clock.advance(0);
    expect([...(world.redis.data.rooms.get(ROOM)?.peers.keys() ?? [])]).toEqual(["ann-1", "bob-1"]);
    await forgetting.stop();
  });

  it("have another turn when 100ms could not be asked, after those behind them", async () => {
    const world = createWorld();
    const shell = createShell(world);
    await shell.rooms.notify(notification(joined("ann-1")));
    world.redis.data.dirty.clear();
    await world.clock.advance(KEEP_MS);
    const oldMs = world.clock.nowMs() - KEEP_MS;
    world.redis.data.active.set(OTHER_ROOM, oldMs);
    const platform = { listPeers: () => Promise.reject(outage()) };
    const deps = { ...world.clock, oldRooms: world.redis.oldRooms, platform, log: shell.deps.log };
    const forgetting = startForgetting(deps, KEEP_MS);
    await world.clock.advance(2 * EVERY_MS);
    expect([...world.redis.data.active.keys()]).toEqual([ROOM]);
    await forgetting.stop();
  });
});
