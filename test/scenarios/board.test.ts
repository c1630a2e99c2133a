import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { request } from "undici";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { ADMIN_TOKEN, type House, openHouse } from "./house.ts";

describe("the board of the queues", () => {
  const { NODE_ENV } = process.env;
  let house: House;
  let redis: RedisProcess;
  beforeAll(async () => {
    redis = await startRedis({ env: process.env, say: () => undefined });
    house = await openHouse({ redisUrl: redis.url });
  });
  afterEach(() => {
    process.env.NODE_ENV = NODE_ENV;
  });
  afterAll(async () => {
    await house.close();
    await redis.stop();
  });

  async function look(path: string, headers: Readonly<Record<string, string>> = {}) {
    const {
      statusCode,
      headers: answered,
      body,
    } = await request(`${house.url()}/admin/queues${path}`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, ...headers },
    });
    const text = await body.text();
    expect(answered).toMatchObject({ "cache-control": "no-store", "x-content-type-options": "nosniff" });
    expect(answered["x-powered-by"] ?? answered["etag"]).toBeUndefined();
    return { status: statusCode, contentType: String(answered["content-type"]), text };
  }

  async function problem(path: string, headers?: Readonly<Record<string, string>>) {
    const { status, contentType, text } = await look(path, headers);
    expect(contentType).toBe("application/problem+json");
    const { code } = JSON.parse(text) as { code: string };
    return { status, code, text };
  }

  it("is a page with its files and what they ask for", async () => {
    expect(await look("")).toMatchObject({ status: 200, contentType: expect.stringContaining("text/html") });
    const { text: page } = await look("/queue/lane");
    const [, script = ""] = /src="([^"]+\.js)"/.exec(page) ?? [];
    expect(await look(`/${script}`, { range: "bytes=99999999-" })).toMatchObject({ status: 200 });
    const { status, text } = await look("/api/queues?activeQueue=lane&status=latest&page=1&jobsPerPage=10");
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { queues: [{ name: "lane", readOnlyMode: true }] },
    ]);
  });

  it.each([
    "/api/queues?page=none",
    "/api/queues/none/metrics",
    "/api/queues/lane/1",
    "/api/none",
    "/api/redis/stats",
    "/static/none",
  ])("knows nothing of %s", async (path) => {
    expect(await problem(path)).toMatchObject({ status: 404, code: "not_found" });
  });

  it("holds its files against a condition", async () => {
    const path = "/static/images/logo.svg";
    expect((await look(path)).status).toBe(200);
    expect(await problem(path, { "if-match": '"x"' })).toMatchObject({
      status: 412,
      code: "precondition_failed",
    });
  });

  it("says that it cannot be looked at while Redis is frozen, and nothing of why", async () => {
    process.env.NODE_ENV = "development";
    await redis.kill("SIGSTOP");
    try {
      const found = await Promise.all([problem("/api/queues"), problem("/api/job-schedulers")]);
      for (const { status, code, text } of found) {
        expect([status, code]).toEqual([503, "unavailable"]);
        expect(text).not.toMatch(/stack|details|\.js|imed out/);
      }
    } finally {
      await redis.kill("SIGCONT");
    }
    const line = house.log.find(({ message }) => message === "request not served");
    expect(line).toMatchObject({ level: "warn", fields: { code: "unavailable" } });
  });
});
