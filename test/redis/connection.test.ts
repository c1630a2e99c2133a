import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { becomesReady, connectRedis, type RedisClient } from "../../src/redis/connection.ts";
import { createKeys } from "../../src/redis/keys.ts";
import { createOutbox } from "../../src/redis/outbox.ts";
import { createRoomIndexes } from "../../src/redis/room-indexes.ts";
import { createRoomRecords } from "../../src/redis/room-records.ts";
import { createRoomStore } from "../../src/redis/room-store.ts";
import { readVitals } from "../../src/redis/vitals.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { ROOM } from "../fakes/facts.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { commitOf } from "./commits.ts";

const WITHIN_MS = 2500;

describe("a Redis that goes away", () => {
  let server: RedisProcess;
  let client: RedisClient;
  beforeAll(async () => {
    server = await startRedis({ env: process.env, say: () => undefined });
    client = connectRedis([server.url], "requests", createTestLog());
    await becomesReady(client, 5000);
  });
  afterAll(async () => {
    client.disconnect();
    await server.stop();
  });

  const keys = createKeys("croupier");
  const holding = { roomId: ROOM, token: "t", leaseMs: 1000 };
  const everyCall = (): readonly Promise<unknown>[] => [
    createRoomStore(client, keys).load(ROOM),
    createRoomStore(client, keys).commit(commitOf()),
    createOutbox(client, keys).claim(holding, []),
    createOutbox(client, keys).acknowledge(holding, []),
    createOutbox(client, keys).hold(holding),
    createOutbox(client, keys).release(holding),
    createRoomIndexes(client, keys).claimDue(1, 1),
    createRoomIndexes(client, keys).listDirty(1),
    createRoomIndexes(client, keys).listActive(1, 1),
    createRoomIndexes(client, keys).totals(1),
    createRoomRecords(client, keys).peers(ROOM),
    createRoomRecords(client, keys).events(ROOM, 1),
    createRoomRecords(client, keys).undelivered(ROOM, 1),
    createRoomRecords(client, keys).dead(ROOM, 1),
    readVitals(client, keys),
  ];
  const expectUnavailable = async (): Promise<void> => {
    const startedAtMs = performance.now();
    const failures = await Promise.all(everyCall().map((call) => call.catch((error: unknown) => error)));
    expect(failures.filter((failure) => !(failure instanceof UnavailableError))).toEqual([]);
    expect(performance.now() - startedAtMs).toBeLessThan(WITHIN_MS);
  };

  it("is the one fact UnavailableError within 2.5 s when it is frozen, and comes back", async () => {
    await server.kill("SIGSTOP");
    await expectUnavailable();
    await server.kill("SIGCONT");
    expect(
      await createRoomStore(client, keys).commit(commitOf({ roomId: ROOM, expectedVersion: 9 })),
    ).toMatchObject({
      outcome: "stale",
    });
  });

  it("is UnavailableError when it is full, and nothing is written then", async () => {
    const store = createRoomStore(client, keys);
    const before = await store.load(ROOM);
    await client.config("SET", "maxmemory", "1");
    const commit = store.commit(commitOf({ expectedVersion: before?.version ?? 0 }));
    await expect(commit).rejects.toThrow(UnavailableError);
    await client.config("SET", "maxmemory", "0");
    expect(await store.load(ROOM)).toEqual(before);
  });

  it("is UnavailableError at once when it is dead", async () => {
    await server.kill("SIGKILL");
    await expectUnavailable();
  });
});

describe("becomesReady", () => {
  it("gives up after its time", async () => {
    const client = connectRedis(["redis://127.0.0.1:1"], "requests", createTestLog());
    expect(await becomesReady(client, 10)).toBe(false);
    client.disconnect();
  });

  it("needs a URL to connect to", () => {
    expect(() => connectRedis([], "requests", createTestLog())).toThrow("no Redis URL");
  });
});
