import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp, type HttpDeps } from "../../../src/http/http-app.ts";
import type { PeerId, RoomId } from "../../../src/rooms/ports.ts";
import type { RoomInspection } from "../../../src/rooms/rooms.ts";
import { ADMIN_TOKEN, createFakeDeps, ROOM, refused } from "../fake-rooms.ts";

const AT = "2026-01-01T00:00:00.000Z";
const left = { seq: 3, topic: "announcement", to: "room", at: AT };

const inspection: RoomInspection = {
  roomId: ROOM as RoomId,
  version: 3,
  table: { status: "playing" },
  peers: [
    {
      peerId: "p1" as PeerId,
      userId: "eve",
      name: "<b>Eve</b>",
      role: "player",
      joinedAt: AT,
      sessionId: "s",
    },
  ],
  events: [{ version: 3, at: AT, events: [{ type: "TablePaused" }] }],
  undelivered: [{ id: "1-1", ...left }],
  dead: [{ id: "2-1", ...left, reason: "100ms answered 400" }],
  deadline: null,
};

let server: Server | null = null;
afterEach(() => {
  server?.close();
});

function open(changes: Partial<HttpDeps> = {}) {
  const fakes = createFakeDeps(changes);
  fakes.rooms.inspect = () => Promise.resolve(inspection);
  const opened = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
  server = opened;
  const login = async () => {
    const answer = await request(opened)
      .post("/admin/login")
      .type("form")
      .send({ token: ADMIN_TOKEN })
      .expect(303);
    const cookie = String(answer.headers["set-cookie"]).split(";")[0]!;
    const page = await request(opened).get(`/admin/tables/${ROOM}`).set("cookie", cookie).expect(200);
    return { cookie, form: /name="form" value="([^"]+)"/.exec(page.text)?.[1] ?? "", page: page.text };
  };
  return { ...fakes, opened, login };
}

describe("the operator's pages", () => {
  it("send a browser to log in, and tell a program that it needs the token", async () => {
    const { opened } = open();
    for (const path of ["/admin", `/admin/tables/${ROOM}`, "/admin/queues"]) {
      const sent = await request(opened).get(path).set("accept", "text/html,*/*").expect(303);
      expect(sent.headers["location"]).toBe("/admin/login");
      await request(opened).get(path).expect(401);
      await request(opened)
        .get(path)
        .set("authorization", "Bearer wrong")
        .set("accept", "text/html")
        .expect(401);
    }
    await request(opened).post(`/admin/tables/${ROOM}`).type("form").send({ do: "pause" }).expect(401);
  });

  it.each(["/admin", `/admin/tables/${ROOM}`, "/admin/logout", "/admin/queues", "/admin/queues/api/x"])(
    "do not tell who may not see %s which methods it has",
    async (path) => {
      const { opened, login } = open();
      const { cookie } = await login();
      for (const method of ["put", "delete", "options"] as const) {
        const answer = await request(opened)[method](path).expect(401);
        expect(answer.body).toMatchObject({ code: "unauthorized" });
        expect(answer.headers["allow"]).toBeUndefined();
        await request(opened)[method](path).set("cookie", cookie).expect(405);
      }
    },
  );

  it("refuse a wrong token with the page again", async () => {
    const { opened } = open();
    const answer = await request(opened)
      .post("/admin/login")
      .type("form")
      .send({ token: "a guess" })
      .expect(401);
    expect(answer.headers["set-cookie"]).toBeUndefined();
    expect(answer.text).toContain("not the operator&#39;s token");
  });

  it("show names as they are written, under a policy without scripts", async () => {
    const { opened, login } = open();
    const { cookie, page } = await login();
    expect(page).toContain("&lt;b&gt;Eve&lt;/b&gt;");
    const answer = await request(opened).get("/admin").set("cookie", cookie).expect(200);
    expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
    expect(answer.headers["content-security-policy"]).not.toContain("script-src");
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  it("do nothing for a form that is not of the session", async () => {
    const { opened, login, calls } = open();
    const { cookie } = await login();
    for (const form of ["", "forged"]) {
      const sent = request(opened).post(`/admin/tables/${ROOM}`).set("cookie", cookie).type("form");
      expect((await sent.send({ do: "close", form }).expect(403)).body).toMatchObject({ code: "wrong_form" });
    }
    expect(calls.filter(({ name }) => name === "order")).toEqual([]);
  });

  it("open nothing but pages: the JSON beside them takes the bearer token alone", async () => {
    const { opened, login } = open();
    const { cookie } = await login();
    await request(opened).get("/admin/rooms").set("cookie", cookie).expect(401);
    await request(opened).post(`/admin/rooms/${ROOM}/close`).set("cookie", cookie).expect(401);
    await request(opened).get("/metrics").set("cookie", cookie).expect(401);
  });

  it.each([
    [{ do: "pause" }, ["order", ROOM, "pause"], "done=pause"],
    [{ do: "reconcile" }, ["reconcile", ROOM], "done=reconcile"],
    [
      { do: "retry", of: "dead", id: "2-1" },
      ["settleMessage", ROOM, { of: "dead", id: "2-1", what: "retry" }],
      "done=retry",
    ],
    [
      { do: "discard", of: "undelivered", id: "1-1" },
      ["settleMessage", ROOM, { of: "undelivered", id: "1-1", what: "discard" }],
      "done=discard",
    ],
    [{ do: "retry", of: "dead", id: "*" }, null, "refused=unknown_message"],
  ])("carry %j out and go back to the room", async (fields, call, query) => {
    const { opened, login, calls } = open();
    const { cookie, form } = await login();
    const sent = request(opened).post(`/admin/tables/${ROOM}`).set("cookie", cookie).type("form");
    const answer = await sent.send({ ...fields, form }).expect(303);
    expect(answer.headers["location"]).toBe(`/admin/tables/${ROOM}?${query}`);
    const made = calls.filter(({ name }) => name !== "inspect").map(({ name, args }) => [name, ...args]);
    expect(made).toEqual(call === null ? [] : [call]);
  });

  it("refuse what is none of their forms, and say what the table refused", async () => {
    const { opened, login, rooms } = open();
    const { cookie, form } = await login();
    const send = (fields: object) =>
      request(opened)
        .post(`/admin/tables/${ROOM}`)
        .set("cookie", cookie)
        .type("form")
        .send({ ...fields, form });
    expect((await send({ do: "deal" }).expect(400)).body).toMatchObject({ code: "malformed" });
    rooms.order = () => refused({ kind: "unknown", reason: "unknown_room", message: "no such room" });
    await send({ do: "pause" }).expect(404);
  });

  it("let the board be looked at only", async () => {
    const { opened, login } = open();
    const { cookie } = await login();
    const shown = await request(opened).get("/admin/queues").set("cookie", cookie).expect(200);
    expect(shown.text).toBe("the board");
    await request(opened).put("/admin/queues/api/queues/lane/pause").set("cookie", cookie).expect(405);
  });

  it("answer for the board what it fails with, and log it", async () => {
    const { opened, lines } = open({ board: (_req, _res, next) => next(new Error("of no use to anybody")) });
    const answer = await request(opened)
      .get("/admin/queues/api/queues")
      .set("authorization", `Bearer ${ADMIN_TOKEN}`)
      .expect(500);
    expect(answer.headers).toMatchObject({
      "content-type": "application/problem+json",
      "cache-control": "no-store",
    });
    expect(answer.body).toMatchObject({ code: "internal" });
    expect(answer.text).not.toContain("of no use");
    expect(lines).toContainEqual(expect.objectContaining({ level: "error", message: "request failed" }));
  });
});

describe("POST /admin/rooms/:roomId/{undelivered,dead}/:messageId/{retry,discard}", () => {
  const ask = (opened: Server, path: string) =>
    request(opened).post(`/admin/rooms/${ROOM}/${path}`).set("authorization", `Bearer ${ADMIN_TOKEN}`);

  it("settles a message", async () => {
    const { opened, calls } = open();
    expect((await ask(opened, "dead/2-1/retry").expect(200)).body).toEqual({ outcome: "retried" });
    expect((await ask(opened, "undelivered/1-1/discard").expect(200)).body).toEqual({ outcome: "discarded" });
    expect(calls.map(({ args }) => args[1])).toEqual([
      { of: "dead", id: "2-1", what: "retry" },
      { of: "undelivered", id: "1-1", what: "discard" },
    ]);
  });

  it("knows no other", async () => {
    const { opened, rooms, calls } = open();
    expect((await ask(opened, "dead/x/retry").expect(404)).body).toMatchObject({ code: "unknown_message" });
    expect(calls).toEqual([]);
    rooms.settleMessage = () => Promise.resolve(false);
    expect((await ask(opened, "dead/9-9/retry").expect(404)).body).toMatchObject({ code: "unknown_message" });
  });
});
