import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createPlatformClient, type PlatformClient } from "../../src/100ms/client.ts";
import { createManagementToken } from "../../src/100ms/management-token.ts";
import type { PeerId, RoomId } from "../../src/rooms/ports.ts";
import { answer, hangUp, saysNothing, startScriptedServer, stopsHalfway } from "./scripted-server.ts";

const ROOM = "room-1" as RoomId;
const PEER = { peerId: "peer-1" as PeerId };
const PAYLOAD = { type: "custom_event", message: '{"v":1,"text":"ä \\"quoted\\""}' };
const NOW = Date.parse("2026-01-01T00:00:00Z");
const ESCAPED = JSON.stringify(PAYLOAD.message);

let server: Awaited<ReturnType<typeof startScriptedServer>>;
let client: PlatformClient;

beforeEach(async () => {
  server = await startScriptedServer();
  client = createPlatformClient({
    apiUrl: `${server.origin}/v2/`,
    tokens: createManagementToken({ accessKey: "key", appSecret: "secret", now: () => NOW }),
    timeoutMs: 300,
    now: () => NOW,
  });
});

afterEach(async () => {
  await client.close();
  await server.stop();
});

function failureOf(call: Promise<unknown>) {
  return call.then(
    () => {
      throw new Error("expected a failure");
    },
    (error: unknown) => error as Error,
  );
}

describe("what goes to 100ms", () => {
  it("sends to a peer exactly this", async () => {
    await client.sendToPeer(ROOM, PEER, PAYLOAD);
    expect(server.received.map(({ body }) => body)).toEqual([
      `{"peer_id":"peer-1","message":${ESCAPED},"type":"custom_event"}`,
    ]);
  });

  it("sends to a role exactly this", async () => {
    await client.sendToRole(ROOM, { role: "player" }, PAYLOAD);
    expect(server.received.map(({ body }) => body)).toEqual([
      `{"role":"player","message":${ESCAPED},"type":"custom_event"}`,
    ]);
  });

  it("sends to the room exactly this", async () => {
    await client.sendToRoom(ROOM, PAYLOAD);
    expect(server.received.map(({ body }) => body)).toEqual([`{"message":${ESCAPED},"type":"custom_event"}`]);
  });

  it("adds nothing that a caller's object carries besides", async () => {
    const target = { ...PEER, peer_id: "", role: "player" };
    const payload = { ...PAYLOAD, peer_id: "peer-2", peerId: "peer-3", role: "player" };
    await client.sendToPeer(ROOM, target, payload);
    await client.sendToRoom(ROOM, payload);
    expect(server.received.map(({ body }) => Object.keys(JSON.parse(body) as object))).toEqual([
      ["peer_id", "message", "type"],
      ["message", "type"],
    ]);
    expect(JSON.parse(server.received[0]!.body)).toMatchObject({ peer_id: "peer-1" });
  });

  it("posts JSON with a bearer token to the room's address, encoded", async () => {
    await client.sendToRoom("a/b?c d" as RoomId, PAYLOAD);
    const [request] = server.received;
    expect(request).toMatchObject({
      method: "POST",
      url: "/v2/active-rooms/a%2Fb%3Fc%20d/send-message",
      headers: {
        "content-type": "application/json",
        authorization: expect.stringMatching(/^Bearer eyJ/),
        "content-length": String(Buffer.byteLength(request!.body)),
      },
    });
  });

  it.each([[""], [" "], ["\t\n"], [undefined], [null], [7], [{}], [["peer-1"]]])(
    "throws before anything is sent when the target is %j",
    async (empty) => {
      const peer = { peerId: empty as PeerId };
      const role = { role: empty as string };
      expect(await failureOf(client.sendToPeer(ROOM, peer, PAYLOAD))).toBeInstanceOf(TypeError);
      expect(await failureOf(client.sendToRole(ROOM, role, PAYLOAD))).toBeInstanceOf(TypeError);
      expect(await failureOf(client.sendToRoom(empty as RoomId, PAYLOAD))).toBeInstanceOf(TypeError);
      expect(server.received).toEqual([]);
    },
  );
});

describe("removing a peer", () => {
  it("names that peer and the reason, and throws before anything is sent without one", async () => {
    await client.removePeer(ROOM, { peerId: "peer-1" as PeerId }, "kicked");
    for (const empty of ["", " ", undefined, null]) {
      const target = { peerId: empty as PeerId };
      expect(await failureOf(client.removePeer(ROOM, target, "kicked"))).toBeInstanceOf(TypeError);
    }
    expect(server.received.map(({ method, url, body }) => [method, url, body])).toEqual([
      ["POST", `/v2/active-rooms/${ROOM}/remove-peers`, '{"peer_id":"peer-1","reason":"kicked"}'],
    ]);
  });
});

describe("what 100ms answers", () => {
  it.each([
    [answer(400), "refused", 400],
    [answer(404), "refused", 404],
    [answer(409), "refused", 409],
    [answer(422), "refused", 422],
    [answer(429), "throttled", 429],
    [answer(302, "", { location: "/" }), "unavailable", 302],
    [answer(500), "unavailable", 500],
    [answer(502, "<html>"), "unavailable", 502],
    [answer(503), "unavailable", 503],
    [hangUp, "unavailable", null],
    [saysNothing, "unavailable", null],
    [stopsHalfway, "unavailable", null],
  ])("maps case %#", async (given, kind, status) => {
    server.answers(given);
    const error = await failureOf(client.sendToPeer(ROOM, PEER, PAYLOAD));
    expect(error).toMatchObject({ name: "PlatformError", kind, status, retryAfterMs: null });
    expect(server.received).toHaveLength(1);
    expect(client.stats()).toEqual({
      lastSuccessAtMs: null,
      lastError: { atMs: NOW, message: error.message, status },
    });
  });

  it.each([
    [answer(429, "", { "retry-after": "2" }), 2000],
    [answer(429, "", { "retry-after": "Thu, 01 Jan 2026 00:00:30 GMT" }), 30_000],
    [answer(429, '{"message":"rate limit exceeded, retry after 45 seconds"}'), 45_000],
  ])("says how long to wait, case %#", async (given, retryAfterMs) => {
    server.answers(given);
    const error = await failureOf(client.sendToRoom(ROOM, PAYLOAD));
    expect(error).toMatchObject({ kind: "throttled", retryAfterMs });
  });

  it.each([401, 403])("tries once more with a new token after %d", async (status) => {
    server.answers(answer(status), answer(200));
    await client.sendToPeer(ROOM, PEER, PAYLOAD);
    const tokens = server.received.map(({ headers }) => headers.authorization);
    expect(new Set(tokens).size).toBe(2);
    expect(server.received[0]?.body).toBe(server.received[1]?.body);
    await client.sendToPeer(ROOM, PEER, PAYLOAD);
    expect(server.received[2]?.headers.authorization).toBe(tokens[1]);
  });

  it.each([401, 403])("leaves the message for later when the new token gets %d too", async (status) => {
    server.answers(answer(status));
    const error = await failureOf(client.sendToRoom(ROOM, PAYLOAD));
    expect(error).toMatchObject({ kind: "unavailable", status });
    expect(server.received).toHaveLength(2);
  });

  it("is unavailable when nobody listens, and after it was closed", async () => {
    await server.stop();
    expect(await failureOf(client.sendToRoom(ROOM, PAYLOAD))).toMatchObject({
      kind: "unavailable",
      message: "100ms could not be reached for send-message: ECONNREFUSED",
    });
    await client.close();
    expect(await failureOf(client.sendToRoom(ROOM, PAYLOAD))).toMatchObject({ kind: "unavailable" });
    server = await startScriptedServer();
  });

  it("gives up in time although all sockets are busy", async () => {
    const narrow = createPlatformClient({
      apiUrl: server.origin,
      tokens: createManagementToken({ accessKey: "key", appSecret: "secret", now: () => NOW }),
      timeoutMs: 200,
      connections: 1,
    });
    server.answers(saysNothing);
    const before = performance.now();
    const errors = await Promise.all([1, 2, 3].map(() => failureOf(narrow.sendToRoom(ROOM, PAYLOAD))));
    expect(performance.now() - before).toBeLessThan(1000);
    expect(errors.map(({ message }) => message)).toEqual(
      Array(3).fill("100ms could not be reached for send-message: timed out"),
    );
    await narrow.close();
  });

  it("keeps payloads and tokens out of errors", async () => {
    for (const given of [answer(400, JSON.stringify(PAYLOAD)), answer(500), hangUp, saysNothing]) {
      server.answers(given);
      const told = inspect(await failureOf(client.sendToPeer(ROOM, PEER, PAYLOAD)), { depth: 9 });
      expect(told).not.toContain("quoted");
      expect(told).not.toContain("eyJ");
    }
  });

  it("remembers the last success beside the last error", async () => {
    server.answers(answer(500), answer(200));
    await failureOf(client.sendToRoom(ROOM, PAYLOAD));
    await client.sendToRoom(ROOM, PAYLOAD);
    expect(client.stats()).toEqual({
      lastSuccessAtMs: NOW,
      lastError: { atMs: NOW, message: "100ms answered 500 to send-message", status: 500 },
    });
  });
});

describe("webhooks that failed", () => {
  const outage = { fromMs: Date.UTC(2026, 0, 1), toMs: Date.UTC(2026, 0, 2) };
  const filters =
    "start_time=2026-01-01T00%3A00%3A00.000Z&end_time=2026-01-02T00%3A00%3A00.000Z&status=failed";

  it("are counted", async () => {
    server.answers(answer(200, JSON.stringify({ events: [{}], pagination: { total_items: 7 } })));
    expect(await client.countFailed(outage)).toBe(7);
    expect(server.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /v2/analytics/webhooks?${filters}&limit=1`,
    ]);
    server.answers(answer(200, "[]"));
    expect(await failureOf(client.countFailed(outage))).toMatchObject({ kind: "unavailable" });
  });

  it("are replayed, told apart in the query and in the body", async () => {
    server.answers(answer(200, '{"status":"started"}'), answer(429));
    await client.replayFailed(outage);
    const [request] = server.received;
    expect(`${request?.method} ${request?.url}`).toBe(`POST /v2/analytics/webhooks/replay?${filters}`);
    expect(JSON.parse(request?.body ?? "")).toEqual({
      start_time: "2026-01-01T00:00:00.000Z",
      end_time: "2026-01-02T00:00:00.000Z",
      status: "failed",
    });
    expect(await failureOf(client.replayFailed(outage))).toMatchObject({ kind: "throttled" });
  });
});

describe("listPeers", () => {
  const bob = {
    id: "p2",
    name: "Bob",
    user_id: "bob",
    metadata: "",
    role: "player",
    joined_at: "2026-01-01T00:00:00.5Z",
  };

  it("lists the connected peers", async () => {
    server.answers(
      answer(
        200,
        JSON.stringify({ peers: { p2: bob, p3: { ...bob, id: "p3", user_id: null, name: null } } }),
      ),
    );
    expect(await client.listPeers(ROOM)).toEqual([
      { peerId: "p2", userId: "bob", name: "Bob", role: "player", joinedAt: "2026-01-01T00:00:00.5Z" },
      { peerId: "p3", userId: "", name: "", role: "player", joinedAt: "2026-01-01T00:00:00.5Z" },
    ]);
    expect(server.received).toMatchObject([
      { method: "GET", url: "/v2/active-rooms/room-1/peers", body: "" },
    ]);
  });

  it("is null when the room is not active, and counts as a success", async () => {
    server.answers(answer(404, '{"code":404}'));
    expect(await client.listPeers(ROOM)).toBeNull();
    expect(client.stats()).toEqual({ lastSuccessAtMs: NOW, lastError: null });
  });

  it("leaves out whoever made up an id that no webhook is taken with, and an odd user has none", async () => {
    const odd = ["constructor", "__proto__", "toString", "", " ", "p".repeat(129), "p\u0000"];
    const peers = Object.fromEntries(odd.map((id, at) => [at % 2 === 0 ? id : `key ${at}`, { ...bob, id }]));
    const long = { ...bob, id: "p4", user_id: "u".repeat(257), name: "n".repeat(9000) };
    server.answers(answer(200, JSON.stringify({ peers: { ...peers, p2: bob, p4: long } })));
    expect(await client.listPeers(ROOM)).toMatchObject([
      { peerId: "p2", userId: "bob" },
      { peerId: "p4", userId: "", name: "n".repeat(100) },
    ]);
  });

  it.each([
    ['{"peers":{}}', 0],
    ['{"peers":null}', 0],
  ])("reads %s as nobody", async (body, length) => {
    server.answers(answer(200, body));
    expect(await client.listPeers(ROOM)).toHaveLength(length);
  });

  it.each([
    "",
    "{",
    "[]",
    "{}",
    '{"peers":[]}',
    JSON.stringify({ peers: { p2: { ...bob, joined_at: "" } } }),
  ])("believes no part of %s", async (body) => {
    server.answers(answer(200, body));
    expect(await failureOf(client.listPeers(ROOM))).toMatchObject({ kind: "unavailable", status: 200 });
  });
});
