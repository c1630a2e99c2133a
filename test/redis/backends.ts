import { forgetKeys } from "../../src/demo/redis.ts";
import type { RedisClient } from "../../src/redis/connection.ts";
import { becomesReady, connectRedis } from "../../src/redis/connection.ts";
import { createKeys, type Keys } from "../../src/redis/keys.ts";
import { createLeftovers } from "../../src/redis/leftovers.ts";
import { createOldRooms } from "../../src/redis/old-rooms.ts";
import { createOutbox } from "../../src/redis/outbox.ts";
import { createRoomIndexes } from "../../src/redis/room-indexes.ts";
import { createRoomRecords } from "../../src/redis/room-records.ts";
import { createRoomStore } from "../../src/redis/room-store.ts";
import type { OldRooms } from "../../src/rooms/old-rooms.ts";
import type {
  Leftovers,
  Outbox,
  RoomId,
  RoomIndexes,
  RoomRecords,
  RoomStore,
} from "../../src/rooms/ports.ts";
import { createMemoryRedis } from "../fakes/memory-redis.ts";
import { createTestClock } from "../fakes/test-clock.ts";
import { createTestLog } from "../fakes/test-log.ts";
import { freshPrefix, testRedisUrl } from "../redis-for-tests.ts";

/** The ports on a Redis of some kind. */
export interface Backend {
  readonly store: RoomStore;
  readonly outbox: Outbox;
  readonly indexes: RoomIndexes;
  readonly records: RoomRecords;
  readonly leftovers: Leftovers;
  readonly oldRooms: OldRooms;
  /** Lets a moment of the backend's time pass. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface BackendInTest {
  readonly name: string;
  open(): Promise<Backend>;
}

/** What a contract suite runs against. */
export const backends: readonly BackendInTest[] = [
  { name: "memory", open: openMemory },
  { name: "Redis", open: openRedis },
];

export interface RealRedis extends Backend {
  readonly client: RedisClient;
  readonly keys: Keys;
  readonly prefix: string;
}

export async function openRedis(): Promise<RealRedis> {
  const client = connectRedis(testRedisUrl().split(","), "requests", createTestLog());
  if (!(await becomesReady(client, 5000))) throw new Error("the Redis of the tests does not answer");
  const prefix = freshPrefix();
  const keys = createKeys(prefix);
  return {
    client,
    keys,
    prefix,
    store: createRoomStore(client, keys),
    outbox: createOutbox(client, keys),
    indexes: createRoomIndexes(client, keys),
    records: createRoomRecords(client, keys),
    leftovers: createLeftovers(client, keys),
    oldRooms: createOldRooms(client, keys),
    pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    async close() {
      await client.quit();
      await forgetKeys(testRedisUrl(), prefix);
    },
  };
}

function openMemory(): Promise<Backend> {
  const clock = createTestClock(Date.now());
  return Promise.resolve({
    ...createMemoryRedis({ nowMs: clock.nowMs }),
    pass: (ms: number) => clock.advance(ms),
    close: () => Promise.resolve(),
  });
}

/** Asks again, a little later each time, until it is so. */
export async function eventually(backend: Backend, isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await isSo()) return;
    await backend.pass(5);
  }
  throw new Error("it never came true");
}

export const OTHER_ROOM = "room-2" as RoomId;
