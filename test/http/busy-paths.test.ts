import { describe, expect, it } from "@jest/globals";
import request from "supertest";
import { createHttpApp, type HttpDeps } from "../../src/http/http-app.ts";
import type { RateLimits } from "../../src/http/rate-limits.ts";
import { ALICE, createFakeDeps, ROOM, SECRET, TABLE } from "./fake-rooms.ts";

const ORIGIN = "https://play.example";
const COMMAND = { id: "4f7d5c1e-8f35-4f0e-9a52-5f9d2f2d7a10", type: "stand" };

function open(changes: Partial<HttpDeps> = {}) {
  const fakes = createFakeDeps(changes);
  return { ...fakes, agent: request(createHttpApp(fakes.deps)) };
}

function limitsThatNote(addresses: (string | undefined)[]): RateLimits {
  const { limits } = createFakeDeps().deps;
  return {
    ...limits,
    address(req) {
      addresses.push(req.ip);
      return null;
    },
  };
}

describe("a busy path", () => {
  it.each([
    { how: "as it is documented", path: `/v1/rooms/${ROOM}/commands` },
    { how: "with a query", path: `/v1/rooms/${ROOM}/commands?a=/table` },
    { how: "that only Express takes for it", path: `/V1/rooms/${ROOM}/commands/` },
    { how: "that has to be decoded", path: "/v1/rooms/room%2D1/commands" },
  ])("is answered $how", async ({ path }) => {
    const { agent, calls, lines } = open();
    const answer = await agent.post(path).set("authorization", `Bearer ${ALICE}`).send(COMMAND).expect(200);
    expect(answer.text).toBe(TABLE);
    expect(calls).toEqual([
      {
        name: "command",
        args: [{ roomId: ROOM, player: "alice", id: COMMAND.id, body: { type: "stand" } }],
      },
    ]);
    expect(lines.map(({ fields }) => fields)).toEqual([
      {
        method: "POST",
        route: "/v1/rooms/:roomId/commands",
        status: 200,
        ms: expect.any(Number),
        room: ROOM,
        command: COMMAND.id,
        seq: 7,
      },
    ]);
  });

  it("refuses other methods", async () => {
    const answer = await open().agent.put("/webhooks/100ms").set("x-croupier-secret", SECRET).expect(405);
    expect(answer.headers["allow"]).toBe("POST");
  });

  it("answers a failure with a problem", async () => {
    const { deps, agent } = open();
    deps.rooms.read = () => Promise.reject(new Error("a bug"));
    const answer = await agent.get(`/v1/rooms/${ROOM}/table`).set("authorization", `Bearer ${ALICE}`);
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ code: "internal" });
  });

  it("answers a browser of another origin, and its question whether it may ask", async () => {
    const { agent } = open({ corsOrigins: [ORIGIN] });
    const asked = await agent.options(`/v1/rooms/${ROOM}/commands`).set("origin", ORIGIN).expect(204);
    expect(asked.headers["access-control-allow-origin"]).toBe(ORIGIN);
    const answer = await agent
      .post(`/v1/rooms/${ROOM}/commands`)
      .set({ origin: ORIGIN, authorization: `Bearer ${ALICE}` })
      .send(COMMAND)
      .expect(200);
    expect(answer.headers["access-control-allow-origin"]).toBe(ORIGIN);
  });

  it("shows webhooks to no browser", async () => {
    const { agent } = open({ corsOrigins: [ORIGIN] });
    const answer = await agent.options("/webhooks/100ms").set("origin", ORIGIN).expect(405);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  it.each([
    { trustProxy: false, address: /^(::ffff:)?127\.0\.0\.1$/ },
    { trustProxy: 1, address: /^203\.0\.113\.7$/ },
    { trustProxy: ["loopback"], address: /^203\.0\.113\.7$/ },
  ])("knows its client's address when trust proxy is $trustProxy", async ({ trustProxy, address }) => {
    const addresses: (string | undefined)[] = [];
    const { agent } = open({ trustProxy, limits: limitsThatNote(addresses) });
    await agent
      .get(`/v1/rooms/${ROOM}/table`)
      .set({ authorization: `Bearer ${ALICE}`, "x-forwarded-for": "203.0.113.7" })
      .expect(200);
    expect(addresses).toEqual([expect.stringMatching(address)]);
  });
});
