import { describe, expect, it } from "@jest/globals";
import { setUp } from "./fixture.ts";
import { init, joinBySocket, openSocket } from "./sdk-socket.ts";

const SEND = "/active-rooms/lounge/send-message";

/** Alice and Hal by socket, Bob by the control API. */
async function lounge(options: Parameters<typeof setUp>[0] = {}) {
  const around = await setUp(options);
  const { emulator } = around;
  const bob = await emulator.join("lounge", { userId: "bob", name: "Bob", peerId: "b1" });
  const alice = await joinBySocket(emulator, "lounge", { userId: "alice", name: "Alice", peerId: "a1" });
  const hal = await joinBySocket(emulator, "lounge", { userId: "hal", role: "host", peerId: "h1" });
  await alice.hears("on-peer-join");
  const leaves = async () => {
    await emulator.webhooks.settled();
    return around.receiver.hooks
      .filter(({ body }) => body.type === "peer.leave.success")
      .map(({ body }) => [body.data.user_id, body.data.reason]);
  };
  return { ...around, alice, bob, hal, leaves };
}

describe("/init", () => {
  it("names the socket, and answers the browser's preflight", async () => {
    const { emulator } = await setUp();
    const token = await emulator.authToken({ roomId: "lounge", userId: "alice", role: "player" });
    expect(await init(emulator, { token })).toMatchObject({
      status: 200,
      body: {
        endpoint: `${emulator.origin.replace("http", "ws")}/ws`,
        rtcConfiguration: { ice_servers: [] },
        config: { enabledFlags: ["nonWebRTCDisableOffer"] },
      },
    });
    const preflight = await fetch(`${emulator.origin}/init?peer_id=p`, {
      method: "OPTIONS",
      headers: { origin: "http://127.0.0.1:1", "access-control-request-headers": "authorization" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
  });

  it("makes tokens that the SDK's atob can read, whatever the name", async () => {
    const { emulator } = await setUp();
    const userId = "José ~?> ☃";
    const token = await emulator.authToken({ roomId: "lounge", userId, role: "player" });
    const payload = token.split(".")[1] ?? "";
    expect(payload).not.toMatch(/[-_]/);
    expect(JSON.parse(atob(payload))).toMatchObject({ user_id: userId });
    expect((await init(emulator, { token })).status).toBe(200);
  });
});

describe("joining", () => {
  it("begins with the policy; then join, its result and the peer list", async () => {
    const { emulator } = await setUp();
    await emulator.join("lounge", { userId: "bob", name: "Bob", peerId: "b1", metadata: "{}" });
    const token = await emulator.authToken({ roomId: "lounge", userId: "alice", role: "player" });
    const alice = await openSocket(emulator, { token, peerId: "a1" });
    expect((await alice.hears("on-policy-change")).params).toMatchObject({
      name: "player",
      plugins: {},
      template_id: expect.any(String),
      known_roles: {
        player: {
          name: "player",
          priority: expect.any(Number),
          publishParams: { allowed: [] },
          subscribeParams: { subscribeToRoles: [] },
          permissions: {},
        },
        host: { name: "host" },
      },
    });
    expect(alice.methods()).toEqual(["on-policy-change"]);
    expect(await alice.ask("join", { name: "Alice", data: "blue" })).toMatchObject({
      result: { sfu_node_id: "" },
    });
    expect((await alice.hears("peer-list")).params).toMatchObject({
      room: { name: "lounge", session_id: expect.any(String), started_at: expect.any(Number) },
      peers: {
        b1: {
          peer_id: "b1",
          role: "player",
          groups: [],
          realtime: true,
          tracks: {},
          joined_at: expect.any(Number),
          info: { name: "Bob", data: "{}", user_id: "bob", type: "regular" },
        },
      },
    });
  });

  it("makes a peer like any other: in REST, in webhooks, to those who are there", async () => {
    const { api, alice, hal, emulator, receiver } = await lounge();
    expect(await api("GET", "/active-rooms/lounge/peers")).toMatchObject({
      body: {
        peers: {
          a1: { id: "a1", name: "Alice", user_id: "alice", role: "player" },
          b1: { name: "Bob" },
          h1: { role: "host" },
        },
      },
    });
    await emulator.webhooks.settled();
    const joins = receiver.hooks.filter(({ body }) => body.type === "peer.join.success");
    expect(joins.map(({ body }) => body.data.user_id)).toEqual(["bob", "alice", "hal"]);
    expect((await alice.hears("on-peer-join")).params).toMatchObject({
      peer_id: "h1",
      info: { user_id: "hal" },
    });
    expect(Object.keys((await hal.hears("peer-list")).params.peers as object).sort()).toEqual(["a1", "b1"]);
  });

  it("tells the others of a role that they have not met before it comes", async () => {
    const { emulator, alice } = await lounge();
    await emulator.join("lounge", { userId: "dora", role: "dealer" });
    expect((await alice.hears("on-peer-join", 2)).params).toMatchObject({ role: "dealer" });
    expect(alice.heard.at(-2)).toMatchObject({
      method: "on-policy-change",
      params: { name: "player", known_roles: { dealer: { name: "dealer" } } },
    });
  });

  it("twice is joining once", async () => {
    const { alice, api } = await lounge();
    expect(await alice.ask("join", { name: "Alice" })).toMatchObject({ result: { sfu_node_id: "" } });
    const { body } = await api("GET", "/active-rooms/lounge/peers");
    expect(Object.keys((body as { peers: object }).peers)).toEqual(["b1", "a1", "h1"]);
  });
});

describe("messages", () => {
  it("of a server reach one, a role or all, without a sender", async () => {
    const { api, alice, hal } = await lounge();
    await api("POST", SEND, { message: "for alice", type: "custom_event", peer_id: "a1" });
    await api("POST", SEND, { message: "for hosts", type: "custom_event", role: "host" });
    await api("POST", SEND, { message: "for all", type: "custom_event" });
    const said = ({ params }: { params: Record<string, unknown> }) => params;
    expect(said(await alice.hears("on-broadcast", 2))).toEqual({
      info: { message: "for all", type: "custom_event" },
      message_id: expect.any(String),
      timestamp: expect.any(Number),
      private: false,
    });
    await hal.hears("on-broadcast", 2);
    const told = (who: typeof alice) =>
      who.heard.filter(({ method }) => method === "on-broadcast").map(({ params }) => params);
    expect(told(alice)).toMatchObject([
      { info: { message: "for alice" }, private: true },
      { private: false },
    ]);
    expect(told(hal)).toMatchObject([
      { info: { message: "for hosts" }, private: false, roles: ["host"] },
      {},
    ]);
    expect(told(alice)[0]).not.toHaveProperty("roles");
  });

  it("of a peer carry who sent them, and go to one, to roles or to all others", async () => {
    const { alice, hal, bob } = await lounge();
    const info = { message: "psst", type: "chat" };
    expect(await alice.ask("broadcast", { info, peer_id: "h1" })).toMatchObject({
      result: { message_id: expect.any(String), timestamp: expect.any(Number) },
    });
    expect((await hal.hears("on-broadcast")).params).toMatchObject({
      info,
      private: true,
      peer: {
        peer_id: "a1",
        role: "player",
        groups: [],
        info: { name: "Alice", data: "", user_id: "alice", type: "regular" },
      },
    });
    await alice.ask("broadcast", { info: { message: "players" }, roles: ["player", "host"] });
    await alice.ask("broadcast", { info: { message: "all", type: "chat" } });
    expect((await hal.hears("on-broadcast", 3)).params).toMatchObject({ info: { message: "all" } });
    expect(bob.received).toMatchObject([
      { message: "players", type: "chat", roles: ["player", "host"], sender: "a1" },
      { message: "all", private: false, sender: "a1" },
    ]);
    expect(alice.methods()).not.toContain("on-broadcast");
  });

  it("to nobody, without a text or before joining are refused", async () => {
    const { emulator, alice } = await lounge();
    const info = { message: "hello", type: "chat" };
    expect(await alice.ask("broadcast", { info, peer_id: "gone" })).toMatchObject({ error: { code: 404 } });
    expect(await alice.ask("broadcast", { info: { message: { not: "text" } } })).toMatchObject({
      error: { code: 400 },
    });
    const stranger = await openSocket(emulator, { token: alice.token });
    expect(await stranger.ask("broadcast", { info })).toMatchObject({ error: { code: 400 } });
  });
});

describe("other requests", () => {
  it("answers pings, ignores reports, and names what it does not know", async () => {
    const { alice } = await lounge();
    expect(await alice.ask("ping", { timestamp: 1 })).toMatchObject({
      result: { timestamp: expect.any(Number) },
    });
    for (const method of ["analytics", "track-update", "trickle"]) alice.tell(method, { any: "thing" });
    expect(await alice.ask("poll-list")).toMatchObject({
      error: { code: 405, message: "the emulator does not know poll-list" },
    });
    expect(alice.isOpen()).toBe(true);
  });

  it.each(["no json", "[]", '{"id":1}'])("hangs up at %j", async (text) => {
    const { alice, hal, leaves } = await lounge({ reconnectGraceMs: 20 });
    alice.raw(text);
    expect(await alice.closed()).toBe(1008);
    await hal.hears("on-peer-leave");
    expect(await leaves()).toEqual([["alice", "websocket closed"]]);
  });

  it("changes a name or metadata and tells everybody", async () => {
    const { alice, hal, api } = await lounge();
    expect(await alice.ask("peer-update", { name: "Ali", data: "x" })).toMatchObject({
      result: { ok: true },
    });
    expect((await hal.hears("on-peer-update")).params).toMatchObject({
      peer_id: "a1",
      info: { name: "Ali", data: "x" },
    });
    await api("POST", "/active-rooms/lounge/peers/a1", { role: "spectator" });
    expect((await alice.hears("on-policy-change", 3)).params).toMatchObject({ name: "spectator" });
    expect((await hal.hears("on-peer-update", 2)).params).toMatchObject({ role: "spectator" });
  });
});

describe("leaving", () => {
  it("by `leave` is at once and the client's request", async () => {
    const { alice, hal, leaves } = await lounge();
    alice.tell("leave", { client_reason: "user request" });
    expect((await hal.hears("on-peer-leave")).params).toMatchObject({ peer_id: "a1" });
    expect(await leaves()).toEqual([["alice", "client request"]]);
  });

  it("is asked of a peer that REST removes", async () => {
    const { api, alice, hal, leaves } = await lounge();
    await api("POST", "/active-rooms/lounge/remove-peers", { peer_id: "a1", reason: "too loud" });
    expect((await alice.hears("on-peer-leave-request")).params).toEqual({
      reason: "too loud",
      room_end: false,
    });
    await hal.hears("on-peer-leave");
    expect(await alice.closed()).toBe(1000);
    expect(await leaves()).toEqual([["alice", "peer kicked"]]);
  });

  it("is asked by a host, and by nobody else", async () => {
    const { alice, hal, leaves } = await lounge();
    const request = { requested_for: "h1", reason: "no" };
    expect(await alice.ask("peer-leave-request", request)).toMatchObject({ error: { code: 403 } });
    expect(await hal.ask("peer-leave-request", { requested_for: "nobody" })).toMatchObject({
      error: { code: 404 },
    });
    await hal.ask("peer-leave-request", { requested_for: "a1", reason: "no" });
    expect((await alice.hears("on-peer-leave-request")).params).toEqual({
      reason: "no",
      room_end: false,
      requested_by: "h1",
    });
    expect(await leaves()).toEqual([["alice", "peer kicked"]]);
  });

  it("is everybody's when the room ends", async () => {
    const { emulator, alice, hal, leaves, api } = await lounge();
    expect(await alice.ask("end-room", { reason: "mine" })).toMatchObject({ error: { code: 403 } });
    emulator.endRoom("lounge", "closing time");
    for (const peer of [alice, hal]) {
      expect((await peer.hears("on-peer-leave-request")).params).toEqual({
        reason: "closing time",
        room_end: true,
      });
    }
    expect(await leaves()).toEqual([
      ["bob", "peer kicked"],
      ["alice", "peer kicked"],
      ["hal", "peer kicked"],
    ]);
    expect(await api("GET", "/active-rooms/lounge")).toMatchObject({ status: 404 });
  });

  it("ends the room when a host asks", async () => {
    const { alice, hal } = await lounge();
    expect(await hal.ask("end-room", { reason: "late" })).toMatchObject({ result: { ok: true } });
    expect((await alice.hears("on-peer-leave-request")).params).toMatchObject({ room_end: true });
  });
});
