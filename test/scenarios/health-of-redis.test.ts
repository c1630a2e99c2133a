import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { USUAL_ATTENTION } from "../../src/attention.ts";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { REASONS, TOO_LONG, WARNINGS } from "../../src/rooms/health.ts";
import { type House, openHouse } from "./house.ts";
import { dealt } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";
import { joinWebhook } from "./webhook-body.ts";

const PATIENCE_MS = 30_000;

describe("health of Redis and what is in it", () => {
  let house: House;
  let redis: RedisProcess;
  let room: Room;
  let players: Player[];
  beforeAll(async () => {
    redis = await startRedis({ env: process.env, say: () => undefined });
    const attention = { ...USUAL_ATTENTION, tooLong: { ...TOO_LONG, standingMs: 1500 } };
    house = await openHouse({ redisUrl: redis.url, env: { TABLE_NEXT_HAND_SECONDS: "600" }, attention });
    room = house.room("watched");
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
  });
  afterAll(async () => {
    await house.close();
    await redis.stop();
  });

  const set = (name: string, value: string) => house.redis.config("SET", name, value);

  async function health() {
    const { status, body } = await house.admin("/health");
    return { code: status, ...(body as { status: string; reasons: string[]; warnings: string[] }) };
  }

  async function finds(reason: string): Promise<void> {
    const found = await until(
      `it says: ${reason}`,
      async () => {
        const report = await health();
        return report.reasons.includes(reason) && report;
      },
      PATIENCE_MS,
    );
    expect(found).toMatchObject({ code: 200, status: "degraded" });
  }

  const isOk = () =>
    until("it is ok again", async () => (await health()).status === "ok", PATIENCE_MS).then(() => undefined);

  it("is degraded while Redis answers slowly", async () => {
    await isOk();
    await house.redis.call("CLIENT", "PAUSE", "600", "ALL");
    await finds(REASONS.redisSlow);
    await isOk();
  });

  it("is degraded when Redis may evict", async () => {
    await set("maxmemory-policy", "allkeys-lru");
    await finds(REASONS.redisEvicts);
    await set("maxmemory-policy", "noeviction");
    await isOk();
  });

  it("warns of a Redis that keeps snapshots only, or nothing", async () => {
    await set("appendonly", "no");
    await set("save", "3600 1");
    expect(await health()).toMatchObject({ status: "ok", warnings: [WARNINGS.snapshotsOnly] });
    await set("save", "");
    expect(await health()).toMatchObject({ status: "ok", warnings: [WARNINGS.nothingKept] });
    await set("appendonly", "yes");
    expect((await health()).warnings).toEqual([]);
  });

  it("is down while Redis answers but is full", async () => {
    await set("maxmemory", "1mb");
    const found = await health();
    expect(found).toMatchObject({ code: 503, status: "down", reasons: [REASONS.redisReadOnly] });
    expect((await players[0]!.command({ type: "sitOut" })).status).toBe(503);
    await set("maxmemory", "0");
    await isOk();
  });

  it("is degraded while the queues cannot be read", async () => {
    const key = `{${house.prefix}:lanes:0}:lane:failed`;
    await house.redis.set(key, "no sorted set");
    await finds(REASONS.queuesAway);
    await house.redis.del(key);
    await isOk();
  });

  it("is degraded while nobody looks after the clocks", async () => {
    const key = room.shardKey("due");
    const kept = await house.redis.zrange(key, "0", "-1", "WITHSCORES");
    await house.redis.set(key, "no sorted set");
    await finds(REASONS.clocksStand);
    await house.redis.del(key);
    await house.redis.zadd(key, kept[1]!, kept[0]!);
    await isOk();
  }, 60_000);

  it("is degraded while commits fail, and Redis has nothing to complain of", async () => {
    const stream = house.room("broken").key("events");
    await house.redis.set(stream, "no stream");
    for (let at = 0; at < 3; at += 1) await house.webhook(joinWebhook("broken", `carol-${at}`));
    await finds(REASONS.commitsFail);
    expect((await health()).warnings).toEqual([]);
  }, 60_000);
});
