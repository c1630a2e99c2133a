import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { REASONS } from "../../src/rooms/health.ts";
import { type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { dealt } from "./play.ts";
import type { Player } from "./player.ts";
import { until } from "./until.ts";
import { joinWebhook } from "./webhook-body.ts";

it("a Redis without the database that is named is away: health and probes say so, and nothing is taken in", async () => {
  const redis = await startRedis({ env: process.env, say: () => undefined });
  const house = await openHouse({ redisUrl: `${redis.url}/99`, processes: [{ ROLE: "web" }] });
  try {
    const { status, body } = await house.admin("/health");
    expect([status, body["status"], body["reasons"]]).toEqual([503, "down", [REASONS.redisAway]]);
    const ready = await house.http(`${house.url()}/readyz`);
    expect([ready.status, ready.body["reasons"]]).toEqual([503, [REASONS.redisAway]]);
    expect((await house.webhook(joinWebhook("elsewhere", "dave"))).status).toBe(503);
  } finally {
    await house.close();
    await redis.stop();
  }
});

describe("Redis does not answer", () => {
  let house: House;
  let redis: RedisProcess;
  let players: Player[];
  beforeAll(async () => {
    redis = await startRedis({ env: process.env, say: () => undefined });
    house = await openHouse({
      redisUrl: redis.url,
      env: { TABLE_NEXT_HAND_SECONDS: "600" },
      emulator: { retryDelaysMs: [500, 1500, 4500] },
    });
    const room = house.room("watched");
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
  });
  afterAll(async () => {
    await house.close();
    await redis.stop();
  });

  const health = () => house.admin("/health");
  const ready = () => house.http(`${house.url()}/readyz`);
  const isOk = async () => (await health()).body["status"] === "ok";

  async function expectDown(): Promise<void> {
    const [player] = players;
    const asked = await Promise.all([
      inTime(house.webhook(joinWebhook("elsewhere", "dave"))),
      inTime(player!.ask("table")),
      inTime(player!.command({ type: "sitOut" })),
      inTime(health()),
      inTime(ready()),
      inTime(house.http(`${house.url()}/healthz`)),
    ]);
    const [webhook, table, command, report, readiness, life] = asked.map(({ answer }) => answer);
    expect(asked[0].ms).toBeLessThan(2500);
    expect(Math.max(...asked.map(({ ms }) => ms))).toBeLessThan(5000);
    for (const answer of [webhook, table, command]) {
      expect([answer?.status, answer?.body["code"]]).toEqual([503, "unavailable"]);
      expect(answer?.headers["retry-after"]).toBe("1");
    }
    expect([report?.status, report?.body["status"], report?.body["redis"]]).toEqual([503, "down", null]);
    expect(report?.body["reasons"]).toEqual([REASONS.redisAway]);
    expect([readiness?.status, readiness?.body["code"]]).toEqual([503, "not_ready"]);
    expect(life?.status).toBe(200);
  }

  async function inTime(asking: Promise<HttpAnswer>): Promise<{ answer: HttpAnswer; ms: number }> {
    const startedAtMs = performance.now();
    const answer = await asking;
    return { answer, ms: performance.now() - startedAtMs };
  }

  it("is down while Redis is frozen; a webhook's next try gets through, and its effect comes once", async () => {
    const room = house.room("watched");
    await redis.kill("SIGSTOP");
    const carol = await room.join("carol");
    await expectDown();
    await redis.kill("SIGCONT");
    await until("it is ok again", isOk);
    await room.settled();
    const [joined] = house.emulator.webhooks.list({ roomId: "watched" }).slice(-1);
    expect(joined?.state).toBe("delivered");
    expect(joined?.attempts.map(({ status }) => status).slice(0, -1)).toContain(503);
    expect((await carol.table()).table.seats.filter(({ player }) => player === "carol")).toHaveLength(1);
    await until("carol is welcomed", () => carol.received("welcome").length === 1);
  });

  it("is down while Redis is gone, and serves again when one is there", async () => {
    await redis.kill("SIGKILL");
    await expectDown();
    redis = await startRedis({ env: process.env, say: () => undefined, port: redis.port });
    await until("it is ok again", isOk);
    const dave = await house.room("after").join("dave");
    await house.room("after").settled();
    expect((await dave.table()).you).toMatchObject({ player: "dave" });
  });
});
