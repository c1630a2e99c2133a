import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp } from "../../src/http/http-app.ts";
import { ALICE, createFakeDeps, document, ROOM, refused } from "./fake-rooms.ts";

let server: Server | null = null;
afterEach(() => {
  server?.close();
});

function open() {
  const fakes = createFakeDeps();
  const opened = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
  server = opened;
  const get = (path: string, token = ALICE) =>
    request(opened).get(`/v1/rooms/${ROOM}${path}`).set("authorization", `Bearer ${token}`);
  return { ...fakes, get, agent: request(opened) };
}

const asked = { roomId: ROOM, player: "alice" };

describe("GET /v1/rooms/:roomId/hands", () => {
  it.each([
    ["", null],
    ["?before=41", 41],
    ["?before=999999999999999", 999_999_999_999_999],
  ])("asks for the page %p", async (query, before) => {
    const { get, calls } = open();
    const answer = await get(`/hands${query}`).expect(200).expect("content-type", "application/json");
    expect(answer.text).toBe('{"hands":[],"before":null}');
    expect(answer.headers).toMatchObject({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(calls).toEqual([{ name: "hands", args: [{ ...asked, before }] }]);
  });

  it.each(["before=", "before=0", "before=-1", "before=x", "before=1.5", "before=1&before=2", "before=1e3"])(
    "refuses %p",
    async (query) => {
      const { get, calls } = open();
      const answer = await get(`/hands?${query}`).expect(400);
      expect(answer.body).toMatchObject({ code: "malformed", faults: [{ path: "before" }] });
      expect(calls).toEqual([]);
    },
  );
});

describe("GET /v1/rooms/:roomId/hands/:no", () => {
  it.each([
    ["/hands/3", 3, "json"],
    ["/hands/3.json", 3, "json"],
    ["/hands/12.phh", 12, "phh"],
    ["/hands/12.txt", 12, "txt"],
    ["/hands/12/replay", 12, "replay"],
    ["/hands/12/proof", 12, "proof"],
  ])("asks for %s", async (path, no, format) => {
    const { get, calls } = open();
    await get(path).expect(200);
    expect(calls).toEqual([{ name: "hand", args: [{ ...asked, no, format }] }]);
  });

  it("sends a document of any kind as it is", async () => {
    const { get, rooms } = open();
    rooms.hand = () => Promise.resolve(document("Zoë: folds\n", "text/plain; charset=utf-8"));
    const answer = await get("/hands/3.txt").expect(200).expect("content-type", "text/plain; charset=utf-8");
    expect([answer.text, answer.headers["content-length"]]).toEqual(["Zoë: folds\n", "12"]);
  });

  it.each([
    "/hands/0",
    "/hands/-1",
    "/hands/x",
    "/hands/3.",
    "/hands/3.phh.txt",
    "/hands/1e2",
    "/hands/03",
    "/hands/0/replay",
    "/hands/3.phh/replay",
    "/hands/1234567890123456",
  ])("knows no hand by %s", async (path) => {
    const { get, calls } = open();
    expect((await get(path).expect(404)).body).toMatchObject({ code: "unknown_hand" });
    expect(calls).toEqual([]);
  });
});

describe("GET /v1/rooms/:roomId/ledger", () => {
  it.each([
    ["/ledger", "json"],
    ["/ledger.csv", "csv"],
  ])("asks for %s", async (path, format) => {
    const { get, calls } = open();
    await get(path).expect(200);
    expect(calls).toEqual([{ name: "ledger", args: [{ ...asked, format }] }]);
  });
});

describe("GET /v1/rooms/:roomId/audit", () => {
  it("asks for the audit of the room", async () => {
    const { get, calls } = open();
    await get("/audit").expect(200);
    expect(calls).toEqual([{ name: "audit", args: [ROOM] }]);
  });

  it("says when there is none", async () => {
    const { get, rooms } = open();
    rooms.audit = () => refused({ kind: "conflict", reason: "no_audit", message: "Not yet." });
    expect((await get("/audit").expect(409)).body).toMatchObject({ code: "no_audit" });
  });
});

describe("history", () => {
  const PATHS = [
    "/hands",
    "/hands/3",
    "/hands/3.phh",
    "/hands/3/replay",
    "/hands/3/proof",
    "/audit",
    "/ledger",
    "/ledger.csv",
  ];

  it.each(PATHS)("needs a token of the room at %s", async (path) => {
    const { get, agent, calls } = open();
    expect((await agent.get(`/v1/rooms/${ROOM}${path}`).expect(401)).body).toMatchObject({
      code: "unauthorized",
    });
    expect((await get(path, "alice-in-room-2").expect(403)).body).toMatchObject({ code: "wrong_room" });
    expect(calls).toEqual([]);
  });

  it.each(PATHS)("is only read at %s", async (path) => {
    const { agent } = open();
    const answer = await agent
      .post(`/v1/rooms/${ROOM}${path}`)
      .set("authorization", `Bearer ${ALICE}`)
      .expect(405);
    expect(answer.headers["allow"]).toBe("GET, HEAD");
  });

  it("answers what the rooms refuse", async () => {
    const { get, rooms } = open();
    rooms.hand = () => refused({ kind: "unknown", reason: "unknown_hand", message: "No such hand." });
    expect((await get("/hands/3").expect(404)).body).toMatchObject({ code: "unknown_hand" });
    rooms.ledger = () => refused({ kind: "conflict", reason: "not_in_room", message: "You are not here." });
    expect((await get("/ledger").expect(409)).body).toMatchObject({ code: "not_in_room" });
  });
});
