import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { REASONS } from "../../src/rooms/health.ts";
import { ADMIN_TOKEN, type Croupier, type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { until } from "./until.ts";

describe("Redis is not there at the start", () => {
  let house: House;
  let redis: RedisProcess;
  const running: Croupier[] = [];
  beforeAll(async () => {
    redis = await startRedis({ env: process.env, say: () => undefined });
    await redis.kill("SIGKILL");
    house = await openHouse({ redisUrl: redis.url, processes: [] });
    const opened = ["all", "web", "worker"].map((ROLE) =>
      house.open({ ROLE, ...(ROLE === "worker" && { METRICS_PORT: "0" }) }),
    );
    running.push(...(await Promise.all(opened)));
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await redis.stop();
  });

  /** Everybody who is asked answers before a scraper or a load balancer gives up. */
  async function ask(url: string): Promise<HttpAnswer> {
    const startedAtMs = performance.now();
    const answer = await house.http(url, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } });
    expect(performance.now() - startedAtMs).toBeLessThan(5000);
    return answer;
  }

  const askAll = (path: string): Promise<readonly HttpAnswer[]> =>
    Promise.all(running.map(({ url, probesUrl }) => ask(`${url === "" ? probesUrl : url}${path}`)));

  it("is down, says every process", async () => {
    for (const { status, body } of await askAll("/admin/health")) {
      expect(status).toBe(503);
      expect(body).toMatchObject({ status: "down", reasons: [REASONS.redisAway], redis: null, queues: null });
    }
    for (const { body } of await askAll("/readyz")) expect(body["code"]).toBe("not_ready");
  });

  it("is told by the metrics of every process, which have their own figures all the same", async () => {
    for (const { status, text } of await askAll("/metrics")) {
      expect(status).toBe(200);
      expect(text).toContain("croupier_redis_up 0\n");
      expect(text).toContain("process_cpu_seconds_total ");
      expect(text).not.toContain("croupier_lane_jobs{");
    }
  });

  it("is a problem for whoever looks at the queues", async () => {
    const { status, headers, body } = await ask(`${house.url()}/admin/queues/api/queues`);
    expect([status, headers["content-type"], body["code"]]).toEqual([
      503,
      "application/problem+json",
      "unavailable",
    ]);
  });

  it("and serves when Redis comes", async () => {
    redis = await startRedis({ env: process.env, say: () => undefined, port: redis.port });
    await until("it is ok", async () => (await house.admin("/health")).body["status"] === "ok");
    for (const { text } of await askAll("/metrics")) expect(text).toContain("croupier_redis_up 1\n");
  });
});
