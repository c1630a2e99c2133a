import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp, type HttpDeps } from "../../src/http/http-app.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { ADMIN_TOKEN, createFakeDeps, ROOM, refused } from "./fake-rooms.ts";

let server: Server | null = null;
afterEach(() => {
  server?.close();
});

function open(changes: Partial<HttpDeps> = {}) {
  const fakes = createFakeDeps(changes);
  const opened = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
  server = opened;
  const asOperator = (method: "get" | "post", path: string) =>
    request(opened)[method](path).set("authorization", `Bearer ${ADMIN_TOKEN}`);
  return { ...fakes, asOperator };
}

describe("GET /admin/health", () => {
  it.each([
    ["ok", 200],
    ["degraded", 200],
    ["down", 503],
  ] as const)("reports %s with %i and all that it knows", async (status, code) => {
    const report = { status, redis: { latencyMs: 1 } };
    const { asOperator } = open({ health: () => Promise.resolve(report) });
    const answer = await asOperator("get", "/admin/health").expect(code);
    expect([answer.headers["content-type"], answer.body]).toEqual(["application/json", report]);
  });
});

describe("GET /metrics", () => {
  it("is what there is to scrape, as Prometheus wants it", async () => {
    const { asOperator } = open();
    const answer = await asOperator("get", "/metrics").expect(200);
    expect(answer.headers["content-type"]).toBe("text/plain; version=0.0.4");
    expect(answer.text).toBe("croupier_up 1\n");
  });

  it("is for the operator alone", async () => {
    open();
    const answer = await request(server!).get("/metrics").expect(401);
    expect(answer.body).toMatchObject({ code: "unauthorized" });
  });
});

describe("/admin/rooms", () => {
  it("lists the rooms", async () => {
    const { asOperator } = open();
    expect((await asOperator("get", "/admin/rooms").expect(200)).body).toEqual({
      rooms: [{ roomId: ROOM, lastActiveAt: "2026-01-01T00:00:00.000Z" }],
    });
  });

  it("shows one room", async () => {
    const { asOperator, rooms } = open();
    const inspection = {
      roomId: ROOM as RoomId,
      version: 3,
      table: {},
      peers: [],
      events: [],
      undelivered: [],
      dead: [],
      deadline: null,
    };
    rooms.inspect = () => Promise.resolve(inspection);
    expect((await asOperator("get", `/admin/rooms/${ROOM}`).expect(200)).body).toEqual(inspection);
  });

  it.each(["pause", "resume", "close"])("orders %s", async (order) => {
    const { asOperator, calls } = open();
    expect((await asOperator("post", `/admin/rooms/${ROOM}/${order}`).expect(200)).body).toEqual({
      version: 8,
    });
    expect(calls).toEqual([{ name: "order", args: [ROOM, order] }]);
  });

  it("passes on that an order is refused", async () => {
    const { asOperator, rooms } = open();
    rooms.order = () => refused({ kind: "conflict", reason: "already_paused", message: "It is paused." });
    const answer = await asOperator("post", `/admin/rooms/${ROOM}/pause`).expect(409);
    expect(answer.body).toMatchObject({ code: "already_paused" });
  });

  it("reconciles", async () => {
    const { asOperator, calls } = open();
    const answer = await asOperator("post", `/admin/rooms/${ROOM}/reconcile`).expect(200);
    expect(answer.body).toEqual({ joined: ["p1"], left: ["p2"] });
    expect(calls).toEqual([{ name: "reconcile", args: [ROOM] }]);
  });

  it("says when 100ms cannot be reached", async () => {
    const { asOperator, rooms } = open();
    rooms.reconcile = () => Promise.reject(new UnavailableError("100ms: 502"));
    await asOperator("post", `/admin/rooms/${ROOM}/reconcile`).expect(503).expect("retry-after", "1");
  });
});

describe("POST /admin/rooms/:roomId/messages", () => {
  const path = `/admin/rooms/${ROOM}/messages`;

  it.each([
    [{}, { kind: "room" }],
    [{ player: "alice" }, { kind: "player", player: "alice" }],
    [{ peerId: "p1" }, { kind: "peer", peerId: "p1" }],
    [{ role: "host" }, { kind: "role", role: "host" }],
  ])("with %p goes to %p", async (target, to) => {
    const { asOperator, calls } = open();
    const answer = await asOperator("post", path)
      .send({ message: "Last hand!", ...target })
      .expect(202);
    expect(answer.body).toEqual({ seq: 9 });
    expect(calls).toEqual([
      { name: "announce", args: [ROOM, { message: "Last hand!", type: "custom_event", to }] },
    ]);
  });

  it("takes another type, and a message of 4,096 bytes", async () => {
    const { asOperator, calls } = open();
    await asOperator("post", path)
      .send({ message: "é".repeat(2048), type: "chat" })
      .expect(202);
    expect(calls).toMatchObject([{ args: [ROOM, { type: "chat" }] }]);
  });

  it("is refused for a room that nobody knows", async () => {
    const { asOperator, rooms } = open();
    rooms.announce = () =>
      refused({ kind: "unknown", reason: "unknown_room", message: "There is no such room." });
    expect((await asOperator("post", path).send({ message: "m" }).expect(404)).body).toMatchObject({
      code: "unknown_room",
    });
  });
});
