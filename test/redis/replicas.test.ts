import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { Redis } from "ioredis";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { becomesReady, connectRedis, type RedisClient } from "../../src/redis/connection.ts";
import { createKeys } from "../../src/redis/keys.ts";
import { createReplicaWaiter, replicatedStore } from "../../src/redis/replicas.ts";
import { createRoomStore } from "../../src/redis/room-store.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { lookAtRedis } from "../redis-for-tests.ts";
import { doctorSays } from "../scenarios/doctor-says.ts";
import { openHouse } from "../scenarios/house.ts";
import { until } from "../scenarios/until.ts";
import { joinWebhook } from "../scenarios/webhook-body.ts";
import { commitOf } from "./commits.ts";

const REPLICA = "--repl-diskless-sync-delay 0 --repl-ping-replica-period 1".split(" ");
const surroundings = { env: process.env, say: () => undefined };

describe("commits that are to be on a replica", () => {
  let master: RedisProcess;
  let replica: RedisProcess;
  let clients: RedisClient[];
  let onReplica: Redis;
  beforeAll(async () => {
    master = await startRedis({ ...surroundings, settings: REPLICA });
    replica = await startRedis({
      ...surroundings,
      settings: [...REPLICA, "--replicaof", `127.0.0.1 ${master.port}`],
    });
    const connect = () => connectRedis([master.url], "requests", createTestLog());
    clients = [connect(), connect()];
    onReplica = lookAtRedis(replica.url) as Redis;
    for (const client of clients) await becomesReady(client, 5000);
    // The link is up on the replica's side before the master sends it anything.
    await until("a write is on the replica", async () => {
      await clients[0]!.set("first", "");
      return (await clients[0]!.wait(1, 500)) === 1;
    });
  });
  afterEach(() => replica.kill("SIGCONT"));
  afterAll(async () => {
    for (const client of [...clients, onReplica]) client.disconnect();
    await Promise.all([master.stop(), replica.stop()]);
  });

  const keys = createKeys("croupier");
  const storeThatWaits = () =>
    replicatedStore(
      createRoomStore(clients[0]!, keys),
      createReplicaWaiter(clients[1]!, keys, { replicas: 1, ms: 300 }),
    );
  const room = (no: number) => `room-${no}` as RoomId;
  const waits = async (): Promise<number> => {
    const stats = await clients[0]!.info("commandstats");
    return Number(/cmdstat_wait:calls=(\d+)/.exec(stats)?.[1] ?? 0);
  };

  it("are there when they are answered", async () => {
    const store = storeThatWaits();
    for (let no = 0; no < 50; no += 1) {
      await store.commit(commitOf({ roomId: room(no) }));
      expect(await onReplica.hget(keys.room(room(no)).room, "version")).toBe("1");
    }
  });

  it("share one WAIT when they come together", async () => {
    const store = storeThatWaits();
    const before = await waits();
    await Promise.all(
      Array.from({ length: 200 }, (_, no) => store.commit(commitOf({ roomId: room(1000 + no) }))),
    );
    const used = (await waits()) - before;
    expect(used).toBeGreaterThan(0);
    expect(used).toBeLessThan(50);
  });

  it("are unavailable when the replica does not have them in time, and found by the same id when it does", async () => {
    const store = storeThatWaits();
    const commit = commitOf({ roomId: room(2000), seen: { id: "c1", answer: "done", ttlMs: 60_000 } });
    await replica.kill("SIGSTOP");
    const startedAtMs = performance.now();
    await expect(store.commit(commit)).rejects.toThrow(UnavailableError);
    await expect(store.commit(commit)).rejects.toThrow("0 of 1 replicas have it");
    expect(performance.now() - startedAtMs).toBeLessThan(1500);
    expect((await store.load(room(2000)))?.version).toBe(1);
    await replica.kill("SIGCONT");
    expect(await store.commit(commit)).toEqual({ outcome: "seen", answer: "done" });
    expect(await onReplica.hget(keys.room(room(2000)).room, "version")).toBe("1");
  });

  it("keep nobody waiting who only reads", async () => {
    const store = storeThatWaits();
    await replica.kill("SIGSTOP");
    const commit = store.commit(commitOf({ roomId: room(3000) })).catch(() => undefined);
    const startedAtMs = performance.now();
    await store.load(room(3000));
    expect(performance.now() - startedAtMs).toBeLessThan(200);
    await commit;
  });

  it("are what players and 100ms are told: 503, and the same again when it is back", async () => {
    const house = await openHouse({
      redisUrl: master.url,
      env: { REDIS_WAIT_REPLICAS: "1", REDIS_WAIT_MS: "300" },
    });
    try {
      const alice = await house.room("replicated").join("alice");
      await house.room("replicated").settled();
      await replica.kill("SIGSTOP");
      const id = "0b8f3c52-5a8f-4a57-9f0e-0c7c7d7e3a11";
      const webhook = joinWebhook("replicated", "bob");
      const refused = await alice.command({ type: "sitOut" }, id);
      expect([refused.status, refused.body["code"]]).toEqual([503, "unavailable"]);
      expect((await house.webhook(webhook)).status).toBe(503);
      await replica.kill("SIGCONT");
      const answered = await alice.command({ type: "sitOut" }, id);
      expect(answered.status).toBe(200);
      expect((await alice.command({ type: "sitOut" }, id)).body).toEqual(answered.body);
      expect((await house.webhook(webhook)).body).toEqual({ outcome: "duplicate" });
    } finally {
      await replica.kill("SIGCONT");
      await house.close();
    }
  });

  it("are looked at by the doctor", async () => {
    const nobody = { apiUrl: "http://127.0.0.1:9", accessKey: "key", appSecret: "secret" };
    const says = (replicas: string) => doctorSays(master.url, nobody, { REDIS_WAIT_REPLICAS: replicas });
    expect(await says("1")).toContain("commits are answered when 1 of 1 replicas have them");
    expect(await says("2")).toContain("REDIS_WAIT_REPLICAS is 2, and a master has 1 replicas");
  });
});
