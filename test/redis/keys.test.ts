import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { crc16, createKeys } from "../../src/redis/keys.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { keysIn, serversOf } from "../redis-for-tests.ts";
import { openRedis, type RealRedis } from "./backends.ts";
import { commitOf, connected, message, NOW_MS } from "./commits.ts";

describe("crc16", () => {
  it("is the one of Redis Cluster's specification", () => {
    expect(crc16("123456789")).toBe(0x31c3);
    expect(crc16("")).toBe(0);
  });
});

describe("the keys of a room", () => {
  const keys = createKeys("croupier");

  it("are the documented ones", () => {
    const shard = `s${String(crc16(ROOM) % 64).padStart(2, "0")}`;
    const base = `croupier:{${shard}}`;
    const { seen, ...room } = keys.room(ROOM);
    expect(room).toEqual({
      room: `${base}:room-1:room`,
      peers: `${base}:room-1:peers`,
      events: `${base}:room-1:events`,
      outbox: `${base}:room-1:outbox`,
      dead: `${base}:room-1:dead`,
      lease: `${base}:room-1:lease`,
      hands: `${base}:room-1:hands`,
      ledger: `${base}:room-1:ledger`,
    });
    expect(seen("42")).toBe(`${base}:room-1:seen:42`);
    expect(keys.shard(keys.shardOf(ROOM))).toEqual({
      dirty: `${base}:dirty`,
      due: `${base}:due`,
      active: `${base}:active`,
    });
  });

  it("share a slot with the indexes of their shard, for any room", () => {
    const slot = (key: string): number => crc16(key.slice(key.indexOf("{") + 1, key.indexOf("}"))) % 16384;
    const anyRoom = fc.stringMatching(/^[\w-]{1,128}$/).map((id) => id as RoomId);
    fc.assert(
      fc.property(anyRoom, (roomId) => {
        const { seen, ...room } = keys.room(roomId);
        const all = [...Object.values(room), seen("x"), ...Object.values(keys.shard(keys.shardOf(roomId)))];
        expect(new Set(all.map(slot)).size).toBe(1);
        expect(keys.shardOf(roomId)).toBeGreaterThanOrEqual(0);
        expect(keys.shardOf(roomId)).toBeLessThan(64);
      }),
    );
  });
});

describe("what is in Redis", () => {
  let redis: RealRedis;
  beforeAll(async () => {
    redis = await openRedis();
    const commit = commitOf({
      seen: { id: "c1", answer: "the answer", ttlMs: 60_000 },
      change: { messages: [message(1), message(1)], connected: [connected("ann-1")] },
      dueAtMs: NOW_MS + 5,
    });
    await redis.store.commit(commit);
    const holding = { roomId: ROOM, token: "mine", leaseMs: 60_000 };
    const claim = await redis.outbox.claim(holding, []);
    const ids = claim.outcome === "claimed" ? claim.entries.slice(0, 1).map(({ id }) => id) : [];
    await redis.outbox.bury(holding, ids, { entry: message(1), reason: "no", atMs: NOW_MS });
  });
  afterAll(() => redis.close());

  const base = () => `${redis.prefix}:{s${String(crc16(ROOM) % 64).padStart(2, "0")}}`;

  it("has the documented types", async () => {
    const types = {
      ":room-1:room": "hash",
      ":room-1:peers": "hash",
      ":room-1:events": "stream",
      ":room-1:outbox": "stream",
      ":room-1:dead": "stream",
      ":room-1:lease": "string",
      ":room-1:seen:c1": "string",
      ":dirty": "zset",
      ":due": "zset",
      ":active": "zset",
    };
    const found = await Promise.all(
      Object.keys(types).map(async (name) => [name, await redis.client.type(`${base()}${name}`)]),
    );
    expect(Object.fromEntries(found)).toEqual(types);
  });

  it("has nothing else", async () => {
    const all = await keysIn(redis.client, `${redis.prefix}:*`);
    expect(all).toHaveLength(10);
  });

  it("has a room's version and state as fields", async () => {
    expect(await redis.client.hgetall(`${base()}:room-1:room`)).toEqual({
      version: "1",
      commit: "commit-1",
      state: '{"n":1}',
    });
  });

  it("has a peer as JSON under its id", async () => {
    expect(await redis.client.hgetall(`${base()}:room-1:peers`)).toEqual({
      "ann-1":
        '{"userId":"ann","name":"ann","role":"player","joinedAt":"2030-01-01T00:00:00.000000001Z","sessionId":"s1"}',
    });
  });

  it("has rooms in the indexes by deadline and activity, and the answer with an expiry", async () => {
    expect(await redis.client.zscore(`${base()}:due`, ROOM)).toBe(String(NOW_MS + 5));
    expect(await redis.client.zscore(`${base()}:active`, ROOM)).toBe(String(NOW_MS));
    expect(await redis.client.get(`${base()}:room-1:seen:c1`)).toBe("the answer");
    expect(await redis.client.pttl(`${base()}:room-1:seen:c1`)).toBeGreaterThan(50_000);
    expect(await redis.client.pttl(`${base()}:room-1:lease`)).toBeGreaterThan(50_000);
  });

  it("survives the loss of its scripts", async () => {
    const forget = () => Promise.all(serversOf(redis.client).map((server) => server.script("FLUSH")));
    await forget();
    expect(await redis.store.commit(commitOf({ expectedVersion: 9 }))).toMatchObject({ outcome: "stale" });
    await forget();
    expect(await redis.outbox.hold({ roomId: ROOM, token: "mine", leaseMs: 1000 })).toBe(true);
    expect(await redis.indexes.claimDue(0, 1)).toMatchObject({ rooms: [] });
  });
});
