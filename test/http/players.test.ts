import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp, type HttpDeps } from "../../src/http/http-app.ts";
import { RoomBusyError, UnavailableError } from "../../src/rooms/rooms.ts";
import { ALICE, createFakeDeps, ROOM, refused, TABLE, tableAnswer } from "./fake-rooms.ts";

const ID = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
const ORIGIN = "https://play.example";

let server: Server | null = null;
afterEach(() => {
  server?.close();
});

function open(changes: Partial<HttpDeps> = {}) {
  const fakes = createFakeDeps(changes);
  const opened = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
  server = opened;
  const table = (token = ALICE) =>
    request(opened).get(`/v1/rooms/${ROOM}/table`).set("authorization", `Bearer ${token}`);
  const command = (body: object | string, token = ALICE) =>
    request(opened)
      .post(`/v1/rooms/${ROOM}/commands`)
      .set("authorization", `Bearer ${token}`)
      .set("content-type", "application/json")
      .send(body);
  return { ...fakes, table, command, agent: request(opened) };
}

describe("GET /v1/rooms/:roomId/table", () => {
  it("sends what the rooms wrote, as it is and never cached", async () => {
    const { table, calls } = open();
    const answer = await table().expect(200).expect("content-type", "application/json");
    expect(answer.text).toBe(TABLE);
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "content-length": String(TABLE.length),
    });
    expect(Object.keys(answer.headers)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/etag|x-powered-by/)]),
    );
    expect(calls).toEqual([{ name: "read", args: [ROOM, "alice"] }]);
  });

  it("counts the bytes of its answer, not the characters", async () => {
    const { table, rooms } = open();
    rooms.read = () => Promise.resolve(tableAnswer('{"name":"Zoë ♠"}'));
    expect((await table().expect(200)).text).toBe('{"name":"Zoë ♠"}');
  });

  it("is not for those with a token of another room", async () => {
    const { table, calls } = open();
    expect((await table("alice-in-room-2").expect(403)).body).toMatchObject({ code: "wrong_room" });
    expect(calls).toEqual([]);
  });

  it("says why a token is refused", async () => {
    const { table } = open({
      verifyAuthToken: () => Promise.resolve({ ok: false, message: "The token has expired." }),
    });
    const answer = await table().expect(401).expect("www-authenticate", "Bearer");
    expect(answer.body).toMatchObject({ code: "unauthorized", detail: "The token has expired." });
  });

  it("takes the scheme in any case", async () => {
    const { agent } = open();
    await agent.get(`/v1/rooms/${ROOM}/table`).set("authorization", `bEARER  ${ALICE}`).expect(200);
  });

  it("answers HEAD without a body", async () => {
    const { agent } = open();
    const answer = await agent.head(`/v1/rooms/${ROOM}/table`).set("authorization", `Bearer ${ALICE}`);
    expect([answer.status, answer.headers["content-length"]]).toEqual([200, String(TABLE.length)]);
  });
});

describe("POST /v1/rooms/:roomId/commands", () => {
  it("asks the rooms with the id taken off the body", async () => {
    const { command, calls } = open();
    expect((await command({ id: ID, type: "act", turn: "3.1", action: "call" }).expect(200)).text).toBe(
      TABLE,
    );
    expect(calls).toEqual([
      {
        name: "command",
        args: [{ roomId: ROOM, player: "alice", id: ID, body: { type: "act", turn: "3.1", action: "call" } }],
      },
    ]);
  });

  it("takes a uuid in capitals for the same uuid", async () => {
    const { command, calls } = open();
    await command({ id: ID.toUpperCase(), type: "stand" }).expect(200);
    expect(calls).toMatchObject([{ args: [{ id: ID }] }]);
  });

  it("hands __proto__ on as a member like any other", async () => {
    const { command, calls } = open();
    await command(`{"id":"${ID}","type":"sit","__proto__":{"admin":true}}`).expect(200);
    const { body } = calls[0]!.args[0] as { body: Record<string, unknown> };
    expect(Object.keys(body)).toEqual(["type", "__proto__"]);
    expect(body["admin"]).toBeUndefined();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  it("is not for those with a token of another room", async () => {
    const { command, calls } = open();
    const answer = await command({ id: ID, type: "sit" }, "alice-in-room-2").expect(403);
    expect(answer.body).toMatchObject({ code: "wrong_room" });
    expect(calls).toEqual([]);
  });

  it.each([
    [409, { kind: "conflict", reason: "stale_turn", message: "The turn is over." }],
    [403, { kind: "forbidden", reason: "not_host", message: "Only the host may." }],
    [422, { kind: "illegal", reason: "illegal_action", message: "You may not check." }],
    [404, { kind: "unknown", reason: "unknown_room", message: "There is no such room." }],
  ] as const)("answers %i to %p", async (status, rejection) => {
    const { command, rooms, above } = open();
    rooms.command = () => refused(rejection);
    const answer = await command({ id: ID, type: "act" }).expect(status);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
    expect(answer.body).toMatchObject({ status, code: rejection.reason, detail: rejection.message });
    expect(above("debug")).toEqual([]);
  });

  it("tells the legal actions with an illegal one", async () => {
    const { command, rooms } = open();
    const legal = { actions: ["fold", "call"], callAmount: 2, minRaiseTo: null, maxRaiseTo: null };
    rooms.command = () =>
      refused({ kind: "illegal", reason: "illegal_action", message: "No check.", details: { legal } });
    expect((await command({ id: ID, type: "act" }).expect(422)).body).toEqual({
      type: "about:blank",
      title: "Unprocessable Entity",
      status: 422,
      detail: "No check.",
      code: "illegal_action",
      legal,
    });
  });

  it("does not let details replace the standard members", async () => {
    const { command, rooms } = open();
    const details = { status: 200, code: "fine", type: "x" };
    rooms.command = () => refused({ kind: "conflict", reason: "not_now", message: "Later.", details });
    expect((await command({ id: ID }).expect(409)).body).toMatchObject({
      type: "about:blank",
      status: 409,
      code: "not_now",
    });
  });

  it("lists the faults of a malformed command", async () => {
    const { command, rooms } = open();
    const faults = [{ path: "chips", message: "must be a whole number" }];
    rooms.command = () =>
      refused({ kind: "malformed", reason: "malformed", message: "Not a command.", faults });
    const answer = await command({ id: ID, type: "topUp", chips: 1.5 }).expect(400);
    expect(answer.body).toMatchObject({ code: "malformed", faults });
  });

  it.each([
    [new UnavailableError("redis at 10.0.0.7 is away"), 503, "unavailable", "warn"],
    [new RoomBusyError("five stale commits"), 503, "room_busy", "warn"],
    [new Error("deck of 51 cards"), 500, "internal", "error"],
    ["a string", 500, "internal", "error"],
  ])("answers a thrown %p with %i %s and one line", async (thrown, status, code, level) => {
    const { command, rooms, above } = open();
    rooms.command = () => Promise.reject(thrown);
    const answer = await command({ id: ID, type: "sit" }).expect(status);
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.headers["retry-after"]).toBe(status === 503 ? "1" : undefined);
    expect(answer.text).not.toMatch(/redis|stale|51 cards/);
    expect(above("debug")).toMatchObject([{ level, fields: { code, method: "POST" } }]);
    expect(JSON.stringify(above("debug"))).not.toContain(ALICE);
  });

  it("answers 500 when the verifier throws", async () => {
    const { command, calls } = open({ verifyAuthToken: () => Promise.reject(new Error("no key")) });
    await command({ id: ID }).expect(500);
    expect(calls).toEqual([]);
  });
});

describe("other origins on /v1", () => {
  const preflight = (
    agent: ReturnType<typeof request>,
    origin: string,
    path = `/v1/rooms/${ROOM}/commands`,
  ) =>
    agent
      .options(path)
      .set("origin", origin)
      .set("access-control-request-method", "POST")
      .set("access-control-request-headers", "authorization,content-type");

  it("answers the preflight of a configured origin", async () => {
    const { agent } = open({ corsOrigins: ["https://other.example", ORIGIN] });
    const { status, headers } = await preflight(agent, ORIGIN);
    expect(status).toBe(204);
    expect(headers).toMatchObject({
      "access-control-allow-origin": ORIGIN,
      "access-control-allow-headers": "authorization,content-type",
      "access-control-allow-methods": "GET,POST",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
  });

  it("lets a configured origin read answers and refusals", async () => {
    const { table } = open({ corsOrigins: [ORIGIN] });
    const taken = await table().set("origin", ORIGIN).expect(200);
    const refusal = await table("nonsense").set("origin", ORIGIN).expect(401);
    for (const { headers } of [taken, refusal])
      expect(headers).toMatchObject({ "access-control-allow-origin": ORIGIN, vary: "Origin" });
  });

  it.each(["https://play.example.evil", "http://play.example", "https://PLAY.example", "null"])(
    "gives nothing to %s",
    async (origin) => {
      const { agent, table } = open({ corsOrigins: [ORIGIN] });
      for (const { headers } of [await preflight(agent, origin), await table().set("origin", origin)])
        expect(headers["access-control-allow-origin"]).toBeUndefined();
    },
  );

  it("does not exist without configured origins", async () => {
    const { agent } = open();
    const { status, headers } = await preflight(agent, ORIGIN);
    expect([status, headers["access-control-allow-origin"]]).toEqual([405, undefined]);
  });

  it("does not exist beside /v1", async () => {
    const { agent } = open({ corsOrigins: [ORIGIN] });
    for (const path of ["/admin/rooms", "/webhooks/100ms", "/healthz"])
      expect((await preflight(agent, ORIGIN, path)).headers["access-control-allow-origin"]).toBeUndefined();
  });
});
