import { describe, expect, it } from "@jest/globals";
import { SignJWT } from "jose";
import { createAuthTokenVerifier } from "../../src/100ms/auth-token.ts";
import { createPlatformClient } from "../../src/100ms/client.ts";
import { createManagementToken } from "../../src/100ms/management-token.ts";
import type { PeerId, RoomId } from "../../src/rooms/ports.ts";
import { setUp } from "./fixture.ts";

const SEND = "/active-rooms/lounge/send-message";
const hello = { message: "hello", type: "custom_event" };

async function withThree() {
  const { emulator, api, receiver } = await setUp();
  const alice = await emulator.join("lounge", { userId: "alice", name: "Alice", peerId: "a1" });
  const bob = await emulator.join("lounge", { userId: "bob", peerId: "b1" });
  const host = await emulator.join("lounge", { userId: "hal", role: "host", peerId: "h1" });
  const told = () => [alice, bob, host].map(({ received }) => received.map(({ message }) => message));
  return { emulator, api, receiver, alice, bob, host, told };
}

describe("send-message", () => {
  it("reaches one peer, a role, or everybody", async () => {
    const { api, emulator, told, alice } = await withThree();
    const heard: string[] = [];
    alice.onMessage(({ message }) => heard.push(message));
    await api("POST", SEND, { ...hello, message: "one", peer_id: "a1", role: "host" });
    await api("POST", SEND, { ...hello, message: "role", role: "host" });
    expect(await api("POST", SEND, { ...hello, message: "all" })).toMatchObject({
      status: 200,
      body: { message: "message sent" },
    });
    expect(told()).toEqual([["one", "all"], ["all"], ["role", "all"]]);
    expect(heard).toEqual(["one", "all"]);
    expect(alice.received[0]).toEqual({
      id: expect.any(String),
      message: "one",
      type: "custom_event",
      private: true,
      roles: [],
      sender: null,
      atMs: expect.any(Number),
    });
    expect(emulator.sentMessages.map(({ audience, recipients }) => [audience.kind, recipients])).toEqual([
      ["peer", ["a1"]],
      ["role", ["h1"]],
      ["room", ["a1", "b1", "h1"]],
    ]);
    expect(emulator.sentMessages[2]?.body).toBe('{"message":"all","type":"custom_event"}');
  });

  it.each([{ peerId: "a1" }, { peer_ID: "a1" }, { peer_id: "" }, { peer_id: null }, { role: "" }])(
    "goes to everybody with %j: it fails open",
    async (target) => {
      const { api, told } = await withThree();
      expect(await api("POST", SEND, { ...hello, ...target })).toMatchObject({ status: 200 });
      expect(told()).toEqual([["hello"], ["hello"], ["hello"]]);
    },
  );

  it.each([
    [{ ...hello, peer_id: "gone" }, 400],
    [{ ...hello, peer_id: 7 }, 400],
    [{ ...hello, role: ["host"] }, 400],
    [{ ...hello, message: { text: "object" } }, 400],
    [{ type: "custom_event" }, 400],
    [{ ...hello, type: 3 }, 400],
    ["no json", 400],
    ["[]", 400],
    ["", 400],
  ])("answers %j with %d and tells nobody", async (body, status) => {
    const { api, told, emulator } = await withThree();
    expect(await api("POST", SEND, body)).toMatchObject({ status, body: { code: status } });
    expect(told()).toEqual([[], [], []]);
    expect(emulator.sentMessages).toEqual([]);
  });

  it("is 404 in a room without a session, and takes no peer that has left", async () => {
    const { api, alice } = await withThree();
    expect(await api("POST", "/active-rooms/other/send-message", hello)).toMatchObject({ status: 404 });
    alice.leave();
    expect(await api("POST", SEND, { ...hello, peer_id: "a1" })).toMatchObject({ status: 400 });
  });
});

describe("management tokens", () => {
  const nowSeconds = Math.floor(Date.now() / 1000);
  const good = {
    access_key: "key",
    type: "management",
    version: 2,
    jti: "j",
    iat: nowSeconds,
    nbf: nowSeconds,
    exp: nowSeconds + 60,
  };
  const sign = (claims: object, secret = "secret") =>
    new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret));

  it.each([
    ["none", () => ""],
    ["one of another secret", () => sign(good, "other")],
    ["an auth token", () => sign({ ...good, type: "app" })],
    ["one of another app", () => sign({ ...good, access_key: "other" })],
    ["an expired one", () => sign({ ...good, exp: nowSeconds - 10 })],
    ["one of the future", () => sign({ ...good, nbf: nowSeconds + 60, iat: nowSeconds + 60 })],
    ["one for a month", () => sign({ ...good, exp: nowSeconds + 30 * 86_400 })],
    ["one without an end", () => sign({ ...good, exp: undefined })],
    ["no token at all", () => "a.b.c"],
  ])("are asked for: %s gets 401", async (_, token) => {
    const { api, emulator } = await setUp({ accessKey: "key", appSecret: "secret" });
    await emulator.join("lounge", { userId: "alice" });
    expect(await api("GET", "/active-rooms/lounge/peers", undefined, await sign(good))).toMatchObject({
      status: 200,
    });
    expect(await api("GET", "/active-rooms/lounge/peers", undefined, await token())).toMatchObject({
      status: 401,
    });
  });
});

describe("rooms and peers", () => {
  it("lists peers, all or by user or role", async () => {
    const { api } = await withThree();
    const all = await api("GET", "/active-rooms/lounge/peers");
    expect(all).toMatchObject({
      status: 200,
      body: { peers: { a1: { id: "a1", name: "Alice", user_id: "alice", metadata: "", role: "player" } } },
    });
    const idsOf = async (query: string) => {
      const { body } = await api("GET", `/active-rooms/lounge/peers${query}`);
      return Object.keys((body as { peers: object }).peers);
    };
    expect(await idsOf("")).toEqual(["a1", "b1", "h1"]);
    expect(await idsOf("?user_id=bob")).toEqual(["b1"]);
    expect(await idsOf("?role=player")).toEqual(["a1", "b1"]);
    expect(await api("GET", "/active-rooms/other/peers")).toMatchObject({ status: 404 });
  });

  it("describes an active room", async () => {
    const { api } = await withThree();
    expect(await api("GET", "/active-rooms/lounge")).toMatchObject({
      status: 200,
      body: { id: "lounge", session: { id: expect.any(String), peers: ["a1", "b1", "h1"] } },
    });
    expect(await api("GET", "/active-rooms/other")).toMatchObject({ status: 404 });
  });

  it("removes peers", async () => {
    const { api, emulator, receiver } = await withThree();
    const path = "/active-rooms/lounge/remove-peers";
    expect(await api("POST", path, { peer_id: "a1", reason: "rude" })).toMatchObject({ status: 200 });
    expect(await api("POST", path, { peer_id: "a1" })).toMatchObject({ status: 400 });
    expect(await api("POST", path, {})).toMatchObject({ status: 400 });
    await emulator.webhooks.settled();
    expect(receiver.hooks.at(-1)?.body).toMatchObject({
      type: "peer.leave.success",
      data: { peer_id: "a1", reason: "peer kicked", message: "rude" },
    });
  });

  it("changes a peer, and tells a change of role", async () => {
    const { api, emulator, receiver } = await withThree();
    const path = "/active-rooms/lounge/peers/a1";
    expect(await api("POST", path, { name: "Al", metadata: "{}" })).toMatchObject({
      status: 200,
      body: { id: "a1", name: "Al", metadata: "{}", role: "player" },
    });
    await api("POST", path, { role: "host" });
    expect(await api("POST", path, { role: 5 })).toMatchObject({ status: 400 });
    expect(await api("POST", "/active-rooms/lounge/peers/gone", { role: "host" })).toMatchObject({
      status: 404,
    });
    await api("POST", SEND, { ...hello, role: "host" });
    expect(emulator.sentMessages[0]?.recipients).toEqual(["a1", "h1"]);
    await emulator.webhooks.settled();
    const changes = receiver.hooks.filter(({ body }) => body.type === "role.change.success");
    expect(changes.map(({ body }) => body.data)).toMatchObject([
      { peer_id: "a1", user_id: "alice", role: "host", previous_role: "player" },
    ]);
  });
});

it("serves the real client, and makes tokens that the real verifier takes", async () => {
  const { emulator, alice, told } = await withThree();
  const { apiUrl, accessKey, appSecret } = emulator;
  const tokens = createManagementToken({ accessKey, appSecret, now: Date.now });
  const client = createPlatformClient({ apiUrl, tokens });
  const room = "lounge" as RoomId;
  await client.sendToPeer(room, { peerId: "a1" as PeerId }, hello);
  await client.sendToRole(room, { role: "host" }, hello);
  expect(told()).toEqual([["hello"], [], ["hello"]]);
  expect(await client.listPeers(room)).toMatchObject([{ peerId: "a1" }, { peerId: "b1" }, { peerId: "h1" }]);
  expect(await client.listPeers("other" as RoomId)).toBeNull();
  await client.close();

  const verifier = createAuthTokenVerifier({ accessKey, appSecret, now: Date.now });
  expect(await verifier.verify(alice.authToken)).toEqual({
    ok: true,
    identity: { userId: "alice", roomId: "lounge", role: "player" },
  });
  const expired = { roomId: "lounge", userId: "alice", role: "player", expiresInSeconds: -60 };
  expect(await verifier.verify(await emulator.authToken(expired))).toMatchObject({ ok: false });
});
