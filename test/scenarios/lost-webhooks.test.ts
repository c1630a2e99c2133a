import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { dealt } from "./play.ts";
import { until } from "./until.ts";

describe("webhooks are lost for good", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterEach(() => house.emulator.faults.clear());
  afterAll(() => house.close());

  const lose = (roomId: string) => house.emulator.faults.set({ webhooks: [{ roomId, effect: "drop" }] });

  it("seats whoever asks for the table with a valid token", async () => {
    const room = house.room("found");
    lose("found");
    const [alice, bob] = [await room.join("alice"), await room.join("bob")];
    const { table, you } = await bob.table();
    expect(you).toMatchObject({ player: "bob", stack: expect.any(Number) });
    expect(table.seats.map(({ player }) => player)).toEqual(["alice", "bob"]);
    const peers = await house.redis.hgetall(room.key("peers"));
    expect(Object.keys(peers).sort()).toEqual([alice.peer.peerId, bob.peer.peerId].sort());
    await dealt(alice, 2);
    await until("alice is told her cards", () => alice.received("you").at(-1)?.you?.cards.length === 2);
  });

  it("learns from the late webhook what the list of peers does not say", async () => {
    const room = house.room("late");
    house.emulator.faults.set({ webhooks: [{ roomId: "late", effect: "delay", delayMs: 150 }] });
    const alice = await room.join("alice");
    expect((await alice.table()).you).toMatchObject({ player: "alice" });
    const sessionOf = async () =>
      JSON.parse((await house.redis.hget(room.key("peers"), alice.peer.peerId)) ?? "{}").sessionId;
    expect(await sessionOf()).toBe("");
    await room.settled();
    expect(await sessionOf()).toBe(room.sessionId());
    expect(alice.received("welcome")).toHaveLength(1);
  });

  it("carries out the command of whoever it had not heard of", async () => {
    const room = house.room("commanded");
    const alice = await room.join("alice");
    await house.emulator.webhooks.settled();
    lose("commanded");
    const bob = await room.join("bob");
    expect((await bob.command({ type: "sitOut" })).status).toBe(200);
    expect((await alice.table()).table.seats.map(({ player, status }) => [player, status])).toEqual([
      ["alice", expect.any(String)],
      ["bob", expect.any(String)],
    ]);
  });

  it("tells the operator who joined and who left", async () => {
    const room = house.room("mended");
    const [alice, bob] = [await room.join("alice"), await room.join("bob")];
    await dealt(alice, 2);
    lose("mended");
    bob.leave();
    const carol = await room.join("carol");
    const answer = await room.admin("/reconcile");
    expect([answer.status, answer.body]).toEqual([
      200,
      { joined: [carol.peer.peerId], left: [bob.peer.peerId] },
    ]);
    const { table } = await alice.table();
    expect(table.seats.map(({ player, connected }) => [player, connected])).toEqual([
      ["alice", true],
      ["bob", false],
      ["carol", true],
    ]);
    expect((await room.admin("/reconcile")).body).toEqual({ joined: [], left: [] });
  });

  it("believes no stranger whom 100ms does not list", async () => {
    const room = house.room("strangers");
    const alice = await room.join("alice");
    await house.emulator.webhooks.settled();
    const before = await room.contents();
    const token = await house.emulator.authToken({ roomId: "strangers", userId: "mallory", role: "player" });
    const headers = { authorization: `Bearer ${token}` };
    const answer = await house.http(`${house.url()}/v1/rooms/strangers/table`, { headers });
    expect([answer.status, answer.body["you"]]).toEqual([200, null]);
    expect(await room.contents()).toEqual(before);
    expect((await alice.table()).table.seats).toHaveLength(1);
  });

  it("asks 100ms, after an outage, for what came to nobody then", async () => {
    const own = await openHouse({ processes: [], env: { WEBHOOK_REPLAY_AFTER_SECONDS: "0.6" } });
    try {
      const first = await own.open();
      const noted = `${own.prefix}:{intake}:watch`;
      await until("the intake is noted", async () => (await own.redis.exists(noted)) === 1);
      await first.stop();
      const room = own.room("unheard");
      const alice = await room.join("alice");
      await own.emulator.webhooks.settled();
      expect(own.emulator.webhooks.list().map(({ state }) => state)).toEqual(["failed", "failed"]);
      own.moveTo(await own.open());
      await until("alice is known", async () => (await own.redis.hlen(room.key("peers"))) === 1);
      await own.emulator.webhooks.settled();
      expect(own.emulator.webhooks.list().map(({ state }) => state)).toEqual(["delivered", "delivered"]);
      await alice.table();
    } finally {
      await own.close();
    }
  });

  it("takes in what 100ms replays, and nothing twice", async () => {
    const room = house.room("replayed");
    house.emulator.faults.set({ webhooks: [{ roomId: "replayed", effect: "wrongSecret" }] });
    await room.join("alice");
    await house.emulator.webhooks.settled();
    expect(await house.redis.exists(room.key("peers"))).toBe(0);
    house.emulator.faults.clear();
    expect(house.emulator.webhooks.replay({ roomId: "replayed" })).toBe(2);
    await house.emulator.webhooks.settled();
    expect(await house.redis.hlen(room.key("peers"))).toBe(1);
    expect(house.emulator.webhooks.list({ roomId: "replayed" }).map(({ state }) => state)).toEqual([
      "delivered",
      "delivered",
    ]);
  });
});
