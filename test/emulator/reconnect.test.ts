import { describe, expect, it } from "@jest/globals";
import { setUp } from "./fixture.ts";
import { init, joinBySocket, openSocket } from "./sdk-socket.ts";

const SEND = "/active-rooms/lounge/send-message";

async function aliceAndHal(reconnectGraceMs: number) {
  const around = await setUp({ reconnectGraceMs });
  const { emulator } = around;
  const hal = await joinBySocket(emulator, "lounge", { userId: "hal", role: "host", peerId: "h1" });
  const alice = await joinBySocket(emulator, "lounge", { userId: "alice", peerId: "a1" });
  await hal.hears("on-peer-join");
  const leaves = async () => {
    await emulator.webhooks.settled();
    return around.receiver.hooks
      .filter(({ body }) => body.type === "peer.leave.success")
      .map(({ body }) => [body.data.peer_id, body.data.reason]);
  };
  const again = () => openSocket(emulator, { token: alice.token, peerId: "a1" });
  return { ...around, alice, hal, leaves, again };
}

describe("a lost socket", () => {
  it("keeps its peer for a while; then the peer leaves because the socket closed", async () => {
    const { alice, hal, leaves } = await aliceAndHal(60);
    alice.drop();
    expect(hal.methods()).not.toContain("on-peer-leave");
    expect((await hal.hears("on-peer-leave")).params).toMatchObject({ peer_id: "a1" });
    expect(await leaves()).toEqual([["a1", "websocket closed"]]);
  });

  it("comes back as the same peer with policy and peer list, and without what was said meanwhile", async () => {
    const { api, alice, hal, leaves, again } = await aliceAndHal(60_000);
    alice.drop();
    await alice.closed();
    expect(await api("POST", SEND, { message: "lost", type: "t", peer_id: "a1" })).toMatchObject({
      status: 200,
    });
    const back = await again();
    expect((await back.hears("peer-list")).params).toMatchObject({ peers: { h1: { peer_id: "h1" } } });
    await api("POST", SEND, { message: "heard", type: "t", peer_id: "a1" });
    await back.hears("on-broadcast");
    expect(back.methods()).toEqual(["on-policy-change", "peer-list", "on-broadcast"]);
    expect(back.heard.at(-1)).toMatchObject({ params: { info: { message: "heard" } } });
    expect(hal.methods().filter((method) => method === "on-peer-join")).toHaveLength(1);
    expect(await leaves()).toEqual([]);
  });

  it("of a former absence takes nobody away who is back", async () => {
    const { alice, again, leaves, hal } = await aliceAndHal(150);
    alice.drop();
    await alice.closed();
    const back = await again();
    await back.hears("peer-list");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(hal.methods()).not.toContain("on-peer-leave");
    expect(await leaves()).toEqual([]);
  });

  it("is replaced by a newer one of the same peer", async () => {
    const { api, alice, again, leaves } = await aliceAndHal(50);
    const back = await again();
    await alice.closed();
    await back.hears("peer-list");
    await api("POST", SEND, { message: "once", type: "t", peer_id: "a1" });
    await back.hears("on-broadcast");
    expect(alice.methods()).not.toContain("on-broadcast");
    expect(await leaves()).toEqual([]);
  });

  it("of a peer that has left meanwhile is refused", async () => {
    const { api, alice, again } = await aliceAndHal(60_000);
    alice.drop();
    await alice.closed();
    await api("POST", "/active-rooms/lounge/remove-peers", { peer_id: "a1", reason: "gone" });
    const back = await again();
    expect((await back.hears("on-error")).params).toEqual({
      code: 404,
      message: "the peer has left the room",
    });
    expect(await back.closed()).toBe(1000);
  });

  it("takes up a peer that the control API brought in", async () => {
    const { emulator, api, hal } = await aliceAndHal(60_000);
    const bob = await emulator.join("lounge", { userId: "bob", peerId: "b1" });
    const socket = await openSocket(emulator, { token: bob.authToken, peerId: "b1" });
    await socket.hears("peer-list");
    await api("POST", SEND, { message: "both", type: "t", peer_id: "b1" });
    await socket.hears("on-broadcast");
    expect(bob.received).toHaveLength(1);
    bob.leave();
    await socket.hears("on-peer-leave-request");
    await hal.hears("on-peer-leave");
  });
});

describe("refusals", () => {
  it.each([
    ["expired", { expiresInSeconds: -60 }, {}, "ERR_JWT_EXPIRED"],
    ["of another secret", {}, { appSecret: "another secret of thirty-two bytes!" }, "ERR_JWS_SIGNATURE"],
    ["of another app", {}, { accessKey: "another" }, "access_key"],
    ["of no room", { roomId: "" }, {}, "room_id"],
  ])("answer a token that is %s", async (_what, request, minting, why) => {
    const { emulator } = await setUp({ accessKey: "key", appSecret: "the secret that is the app's own!!" });
    const { emulator: mint } = await setUp({
      accessKey: "key",
      appSecret: "the secret that is the app's own!!",
      ...minting,
    });
    const token = await mint.authToken({ roomId: "lounge", userId: "alice", role: "player", ...request });
    expect(await init(emulator, { token })).toMatchObject({
      status: 401,
      body: { code: 401, message: expect.stringContaining(why) },
    });
    const socket = await openSocket(emulator, { token });
    expect((await socket.hears("on-error")).params).toMatchObject({
      code: 401,
      message: expect.stringContaining(why),
    });
    expect(await socket.closed()).toBe(1000);
    expect(socket.methods()).toEqual(["on-error"]);
  });

  it.each(["", "nonsense", "a.b.c"])("answer the token %j", async (token) => {
    const { emulator } = await setUp();
    expect(await init(emulator, { token })).toMatchObject({ status: 401, body: { code: 401 } });
    const socket = await openSocket(emulator, { token });
    expect((await socket.hears("on-error")).params).toMatchObject({ code: 401 });
  });

  it("answer a management token, a missing peer and somebody else's peer", async () => {
    const { emulator } = await setUp();
    const bob = await emulator.join("lounge", { userId: "bob", peerId: "b1" });
    expect(await init(emulator, { token: bob.authToken, peerId: "" })).toMatchObject({ status: 400 });
    const token = await emulator.authToken({ roomId: "lounge", userId: "eve", role: "player" });
    const eve = await openSocket(emulator, { token, peerId: "b1" });
    expect((await eve.hears("on-error")).params).toMatchObject({ code: 403 });
    eve.tell("leave");
    expect(await eve.closed()).toBe(1000);
    expect(bob.leave()).toBe(true);
  });
});

describe("faults of sockets", () => {
  it("cut one and keep it away for so long", async () => {
    const { emulator, alice, again, leaves } = await aliceAndHal(60_000);
    const cutAtMs = performance.now();
    expect(emulator.cut("lounge", "a1", { forMs: 200 })).toBe(true);
    await alice.closed();
    expect(emulator.cut("lounge", "a1")).toBe(false);
    await expect(again()).rejects.toThrow();
    for (;;) {
      // Kept away: it tries again, as the SDK does.
      const back = await again().catch(() => null);
      if (back === null) continue;
      expect(performance.now() - cutAtMs).toBeGreaterThan(190);
      await back.hears("peer-list");
      break;
    }
    expect(await leaves()).toEqual([]);
  });

  it("are reached by the control API", async () => {
    const { emulator, alice } = await aliceAndHal(60_000);
    const cut = (peer: string) =>
      fetch(`${emulator.origin}/_emulator/rooms/lounge/peers/${peer}/cut`, {
        method: "POST",
        body: '{"forMs":5}',
      });
    expect((await cut("a1")).status).toBe(200);
    await alice.closed();
    expect((await cut("nobody")).status).toBe(404);
  });

  it("drop messages, and hold them up without changing their order", async () => {
    const { emulator, api, alice, hal } = await aliceAndHal(60_000);
    emulator.faults.set({
      sockets: [
        { effect: "drop", method: "on-broadcast", peerId: "a1", times: 1 },
        { effect: "delay", delayMs: 80, method: "on-broadcast", peerId: "h1", times: 1 },
        { effect: "drop", method: "ping", direction: "fromPeer", times: 1 },
      ],
    });
    const sentAtMs = performance.now();
    for (const message of ["one", "two"]) await api("POST", SEND, { message, type: "t" });
    expect((await alice.hears("on-broadcast")).params).toMatchObject({ info: { message: "two" } });
    await hal.hears("on-broadcast", 2);
    expect(performance.now() - sentAtMs).toBeGreaterThan(75);
    const heard = hal.heard.filter(({ method }) => method === "on-broadcast");
    expect(heard.map(({ params }) => (params.info as { message: string }).message)).toEqual(["one", "two"]);
    alice.tell("ping");
    expect(await alice.ask("ping")).toMatchObject({ result: {} });
    expect(emulator.faults.active().sockets.map(({ left }) => left)).toEqual([0, 0, 0]);
  });
});
