import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp, type HttpDeps } from "../../src/http/http-app.ts";
import { RoomBusyError, type Rooms, UnavailableError } from "../../src/rooms/rooms.ts";
import { createFakeDeps, OLD_SECRET, SECRET } from "./fake-rooms.ts";

const OPENED = { id: "e2f1", type: "session.open.success" };

describe("POST /webhooks/100ms", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
  });

  const open = (changes: Partial<HttpDeps> = {}, notify?: Rooms["notify"]) => {
    const fakes = createFakeDeps(changes);
    if (notify !== undefined) fakes.rooms.notify = notify;
    server = createServer(createHttpApp(fakes.deps)).listen(0, "127.0.0.1");
    const post = (body: object | string, secret = SECRET) =>
      request(server as Server)
        .post("/webhooks/100ms")
        .set("X-Croupier-Secret", secret)
        .set("content-type", "application/json")
        .send(body);
    return { ...fakes, post };
  };

  it("answers accepted once the rooms have taken it", async () => {
    const { post, calls, webhooks, above } = open();
    const answer = await post(OPENED).expect(200).expect("content-type", "application/json");
    expect(answer.text).toBe('{"outcome":"accepted"}');
    expect(calls).toMatchObject([
      { name: "notify", args: [{ id: "e2f1", fact: { type: "sessionOpened" } }] },
    ]);
    expect(webhooks.webhookStats()).toEqual({
      accepted: 1,
      duplicate: 0,
      ignored: 0,
      refused: {},
      lastAt: "2026-01-02T00:00:00.000Z",
    });
    expect(above("debug")).toEqual([]);
  });

  it("answers duplicate when the rooms knew it", async () => {
    const { post, webhooks } = open({}, () => Promise.resolve("duplicate"));
    expect((await post(OPENED).expect(200)).text).toBe('{"outcome":"duplicate"}');
    expect(webhooks.webhookStats()).toMatchObject({ accepted: 0, duplicate: 1 });
  });

  it("ignores what means nothing to a table without asking the rooms", async () => {
    const { post, calls, webhooks } = open();
    expect((await post({ id: "e2f1", type: "recording.success" }).expect(200)).text).toBe(
      '{"outcome":"ignored"}',
    );
    expect(calls).toEqual([]);
    expect(webhooks.webhookStats()).toMatchObject({ ignored: 1 });
  });

  it("takes every configured secret", async () => {
    const { post } = open();
    await post(OPENED, OLD_SECRET).expect(200);
  });

  it.each(["text/plain", "application/vnd.api+json", "application/json; charset=UTF-8"])(
    "reads JSON that calls itself %s",
    async (type) => {
      const { post } = open();
      await post(JSON.stringify(OPENED)).set("content-type", type).expect(200);
    },
  );

  it("takes a body of exactly 64 KB", async () => {
    const { post } = open();
    const filler = "x".repeat(65_536 - JSON.stringify({ ...OPENED, filler: "" }).length);
    await post({ ...OPENED, filler }).expect(200);
  });

  it("does not count brackets within strings as nesting", async () => {
    const { post } = open();
    await post({ ...OPENED, note: `"\\${"[{".repeat(100)}` }).expect(200);
  });

  it("leaves no prototype changed by __proto__ in a body", async () => {
    const { post } = open();
    await post('{"id":"e2f1","type":"session.open.success","__proto__":{"polluted":1}}').expect(200);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it.each([
    [new UnavailableError("redis at 10.0.0.7 is away"), "unavailable"],
    [new RoomBusyError("five stale commits"), "room_busy"],
  ])("asks 100ms to try again after %p", async (failure, code) => {
    const { post, webhooks, above } = open({}, () => Promise.reject(failure));
    const answer = await post(OPENED).expect(503).expect("retry-after", "1");
    expect(JSON.parse(answer.text)).toMatchObject({ status: 503, code });
    expect(answer.text).not.toContain(failure.message);
    expect(webhooks.webhookStats()).toMatchObject({ accepted: 0, refused: { [code]: 1 }, lastAt: null });
    expect(above("debug")).toMatchObject([{ level: "warn", fields: { status: 503, code, webhook: "e2f1" } }]);
  });

  it("answers within 2.5 s although the rooms do not", async () => {
    const { post, webhooks } = open({}, () => new Promise(() => {}));
    const before = performance.now();
    const answer = await post(OPENED).expect(503).expect("retry-after", "1");
    expect(performance.now() - before).toBeLessThan(2500);
    expect(JSON.parse(answer.text)).toMatchObject({ code: "unavailable" });
    expect(webhooks.webhookStats()).toMatchObject({ refused: { unavailable: 1 } });
  });

  it("answers a bug with 500 and logs it without what clings to the error", async () => {
    const clinging = Object.assign(new Error("WRONGTYPE"), { command: { args: ["Ah", "Kd"] } });
    const bug = new Error("pot without contenders", { cause: clinging });
    const { post, webhooks, above } = open({}, () => Promise.reject(bug));
    const answer = await post(OPENED).expect(500);
    expect(JSON.parse(answer.text)).toEqual({
      type: "about:blank",
      title: "Internal Server Error",
      status: 500,
      detail: "Something went wrong here.",
      code: "internal",
    });
    expect(webhooks.webhookStats()).toMatchObject({ refused: { internal: 1 } });
    expect(above("debug")).toMatchObject([
      {
        level: "error",
        fields: { err: { message: "pot without contenders", cause: { message: "WRONGTYPE" } } },
      },
    ]);
    expect(JSON.stringify(above("debug"))).not.toContain("Kd");
  });

  it("writes one line for a refused webhook, with neither secret nor body", async () => {
    const { post, above, webhooks } = open();
    await post({ private: "body" }, "not the secret at all").expect(401);
    await post({ private: "body" }).expect(400);
    expect(above("debug")).toMatchObject([
      { level: "warn", fields: { status: 401, code: "wrong_secret" } },
      { level: "warn", fields: { status: 400, code: "malformed" } },
    ]);
    expect(JSON.stringify(above("debug"))).not.toMatch(/not the secret|private/);
    expect(webhooks.webhookStats()).toMatchObject({
      refused: { wrong_secret: 1, malformed: 1 },
      lastAt: null,
    });
  });
});
