import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp } from "../../src/http/http-app.ts";
import { createRateLimits } from "../../src/http/rate-limits.ts";
import { ADMIN_TOKEN, ALICE, createFakeDeps, ROOM, SECRET } from "./fake-rooms.ts";

const FAR = "203.0.113.7";
const FARTHER = "203.0.113.8";

describe("the limits", () => {
  let server: Server | null = null;
  afterEach(() => {
    server?.close();
  });

  const open = (perSecond: { player: number; address: number }) => {
    const clock = { ms: 1000 };
    const fakes = createFakeDeps();
    const limits = createRateLimits({
      perSecond,
      trustsProxies: true,
      share: () => () => Promise.resolve(0),
      monotonicMs: () => clock.ms,
      log: fakes.deps.log,
    });
    server = createServer(createHttpApp({ ...fakes.deps, limits, trustProxy: 1 })).listen(0, "127.0.0.1");
    const asked = (from: string | null, headers: Record<string, string>) => (path: string, body?: object) => {
      const asking = body === undefined ? request(server!).get(path) : request(server!).post(path).send(body);
      return asking.set({ ...headers, ...(from === null ? {} : { "x-forwarded-for": from }) });
    };
    return {
      ...fakes,
      clock,
      player: (token: string, from: string | null = FAR) => asked(from, { authorization: `Bearer ${token}` }),
      operator: (token: string, from: string | null = FAR) =>
        asked(from, { authorization: `Bearer ${token}` }),
      platform: (secret: string, from: string | null = FAR) => asked(from, { "x-croupier-secret": secret }),
    };
  };
  const statuses = async (times: number, ask: () => PromiseLike<{ status: number }>) => {
    const seen: number[] = [];
    for (let at = 0; at < times; at += 1) seen.push((await ask()).status);
    return seen;
  };
  const TABLE = `/v1/rooms/${ROOM}/table`;
  const opened = { id: "e2f1", type: "session.open.success" };

  it("of a player hold wherever they ask from, and no one else is refused", async () => {
    const { player, calls, clock, above } = open({ player: 2, address: 0 });
    expect(await statuses(5, () => player(ALICE)(TABLE))).toEqual([200, 200, 200, 200, 429]);
    const answer = await player(ALICE, FARTHER)(TABLE);
    expect(answer.headers).toMatchObject({ "content-type": "application/problem+json", "retry-after": "1" });
    expect(answer.body).toMatchObject({ status: 429, code: "rate_limited" });
    expect((await player("bob-in-room-1")(TABLE)).status).toBe(200);
    expect(calls).toHaveLength(5);
    clock.ms += 500;
    expect(await statuses(2, () => player(ALICE)(TABLE))).toEqual([200, 429]);
    expect(above("debug")).toMatchObject([{ level: "warn", fields: { limit: "player", refused: 1 } }]);
  });

  it("of a player come after the token, so a stranger uses up nothing of theirs", async () => {
    const { player } = open({ player: 1, address: 0 });
    expect(await statuses(5, () => player("nonsense")(TABLE))).toEqual([401, 401, 401, 401, 401]);
    expect((await player(ALICE)("/v1/rooms/room-2/table")).status).toBe(403);
    expect(await statuses(3, () => player(ALICE)(TABLE))).toEqual([200, 200, 429]);
  });

  it("of an address come before the token, reads and commands alike", async () => {
    const { player, clock } = open({ player: 0, address: 2 });
    const id = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
    expect(await statuses(2, () => player("nonsense")(TABLE))).toEqual([401, 401]);
    expect((await player(ALICE)(`/v1/rooms/${ROOM}/commands`, { id, type: "sit" })).status).toBe(200);
    expect(await statuses(2, () => player(ALICE)(TABLE))).toEqual([200, 429]);
    expect((await player(ALICE, FARTHER)(TABLE)).status).toBe(200);
    clock.ms += 10_000;
    expect((await player(ALICE)(TABLE)).status).toBe(200);
  });

  it("do not count this machine by its address", async () => {
    const { player, platform } = open({ player: 0, address: 1 });
    expect(new Set(await statuses(20, () => player(ALICE, null)(TABLE)))).toEqual(new Set([200]));
    expect(new Set(await statuses(20, () => platform("wrong", null)("/webhooks/100ms", opened)))).toEqual(
      new Set([401]),
    );
  });

  it("are off with 0", async () => {
    const { player } = open({ player: 0, address: 0 });
    expect(new Set(await statuses(50, () => player(ALICE)(TABLE)))).toEqual(new Set([200]));
  });

  it("let nobody guess webhook secrets at will, but never refuse a right one", async () => {
    const { platform, above, webhooks } = open({ player: 0, address: 0 });
    const guesses = await statuses(12, () => platform("wrong")("/webhooks/100ms", opened));
    expect(guesses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    expect((await platform(SECRET)("/webhooks/100ms", opened)).status).toBe(200);
    expect((await platform("wrong", FARTHER)("/webhooks/100ms", opened)).status).toBe(401);
    expect(webhooks.webhookStats()).toMatchObject({
      accepted: 1,
      refused: { wrong_secret: 11, rate_limited: 2 },
    });
    expect(above("debug").map(({ message }) => message)).toEqual([
      ...Array.from({ length: 10 }, () => "webhook refused"),
      "too many requests",
      "webhook refused",
    ]);
  });

  it("let nobody guess the operator's token, not even rightly", async () => {
    const { operator, clock } = open({ player: 0, address: 0 });
    expect(await statuses(11, () => operator("wrong")("/admin/rooms"))).toEqual([
      ...Array.from({ length: 10 }, () => 401),
      429,
    ]);
    const answer = await operator(ADMIN_TOKEN)("/admin/rooms");
    expect([answer.status, answer.headers["retry-after"]]).toEqual([429, "6"]);
    expect((await operator(ADMIN_TOKEN, FARTHER)("/admin/rooms")).status).toBe(200);
    clock.ms += 6000;
    expect((await operator(ADMIN_TOKEN)("/admin/rooms")).status).toBe(200);
  });

  it("do not shut an operator out whose address a guesser shares", async () => {
    const { operator } = open({ player: 0, address: 0 });
    expect((await operator(ADMIN_TOKEN)("/admin/rooms")).status).toBe(200);
    await statuses(20, () => operator("wrong")("/admin/rooms"));
    expect((await operator("wrong")("/admin/rooms")).status).toBe(429);
    expect((await operator(ADMIN_TOKEN)("/admin/rooms")).status).toBe(200);
  });
});
