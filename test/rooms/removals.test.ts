import { describe, expect, it } from "@jest/globals";
import { deliver } from "../../src/rooms/deliver.ts";
import type { AnyGame } from "../../src/rooms/room-state.ts";
import { tick } from "../../src/rooms/tick.ts";
import { joined, notification, peerId, playerId, ROOM } from "../fakes/facts.ts";
import { highestNumber } from "../fakes/highest-number.ts";
import { outage, refusal } from "../fakes/memory-platform.ts";
import { createShell, createWorld } from "../fakes/shell.ts";

/** Whoever picks the highest number is put out of the room. */
const winnerGoes: AnyGame = {
  ...(highestNumber as AnyGame),
  expels(event) {
    const { type, player } = event as { readonly type: string; readonly player: string };
    return type === "Revealed" ? { player: playerId(player), reason: "won" } : null;
  },
};

/** Ann, in two tabs, has won; nobody has been told. */
async function annWon(expelsFromRoom = true) {
  const world = createWorld();
  const shell = createShell(world, { game: winnerGoes, expelsFromRoom });
  for (const peer of ["ann-1", "ann-2", "bob-1"]) await shell.rooms.notify(notification(joined(peer)));
  const body = { type: "pick", number: 7 };
  await shell.rooms.command({ roomId: ROOM, player: playerId("ann"), id: "c1", body });
  await world.clock.advance(30_000);
  await tick(shell.deps, ROOM);
  const listed = ["ann-1", "ann-2", "bob-1"].map((peer) => ({
    peerId: peerId(peer),
    userId: peer.slice(0, 3),
    name: peer,
    role: "player",
    joinedAt: "2030-01-01T00:00:00Z",
  }));
  world.platform.setPeers(ROOM, listed);
  return { world, shell, drain: () => world.clock.finish(deliver(shell.delivery, ROOM)) };
}

describe("whom the game expels", () => {
  it("is put out of the room with every tab, after being told what there was to tell", async () => {
    const { world, drain } = await annWon();
    await drain();
    expect(world.platform.removed).toEqual([
      { roomId: ROOM, peerId: "ann-1", reason: "won" },
      { roomId: ROOM, peerId: "ann-2", reason: "won" },
    ]);
    expect(world.platform.calls.map(({ type }) => type).slice(-2)).toEqual(["remove-peers", "remove-peers"]);
  });

  it("stays where the operator does not want that", async () => {
    const { world, drain } = await annWon(false);
    await drain();
    expect(world.platform.removed).toEqual([]);
  });

  it("is put out when 100ms is back, in the order of the lane", async () => {
    const { world, drain } = await annWon();
    let isDown = true;
    world.platform.answer(({ type }) => {
      if (isDown && type === "remove-peers") throw outage();
    });
    expect(await drain()).toBe("waiting");
    expect(world.platform.removed).toEqual([]);
    isDown = false;
    await world.clock.advance(60_000);
    expect(await drain()).toBe("done");
    expect(world.platform.removed.map((one) => one.peerId)).toEqual(["ann-1", "ann-2"]);
  });

  it("has left already when 100ms refuses and does not list the peer", async () => {
    const { world, drain } = await annWon();
    world.platform.answer(({ type, to }) => {
      const isFirst = typeof to === "object" && "peerId" in to && to.peerId === "ann-1";
      if (type !== "remove-peers" || !isFirst) return;
      world.platform.setPeers(ROOM, []);
      throw refusal();
    });
    expect(await drain()).toBe("done");
    expect(world.platform.removed.map((one) => one.peerId)).toEqual(["ann-2"]);
    expect(await world.redis.records.dead(ROOM, 10)).toEqual([]);
  });

  it("is a dead letter when 100ms refuses although the peer is there", async () => {
    const { world, drain } = await annWon();
    world.platform.answer(({ type }) => {
      if (type === "remove-peers") throw refusal();
    });
    expect(await drain()).toBe("done");
    const dead = await world.redis.records.dead(ROOM, 10);
    expect(dead.map(({ entry }) => [entry.topic, entry.target])).toEqual([
      ["removal", { kind: "peer", peerId: "ann-2" }],
      ["removal", { kind: "peer", peerId: "ann-1" }],
    ]);
  });
});
