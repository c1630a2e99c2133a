import { randomUUID } from "node:crypto";
import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { createLaneQueues } from "../src/queues/lanes.ts";
import { createKeys } from "../src/redis/keys.ts";
import { createRoomStore } from "../src/redis/room-store.ts";
import type { Commit, OutboxMessage, RoomId, Tip } from "../src/rooms/ports.ts";
import { silentLog } from "./silent-log.ts";

/** One text for one room, as 100ms gets it. */
export interface Sent {
  readonly roomId: string;
  readonly seq: number;
  readonly message: string;
}

/** Where a deliverer finds what it has to deliver. */
export interface Source {
  put(all: readonly Sent[]): Promise<void>;
  close(): Promise<void>;
}

const AT_ONCE = 200;
const TYPE = "custom_event";

/** One job a message. */
export function openQueue(redisUrl: string): Source {
  const connection = new Redis(redisUrl, { maxRetriesPerRequest: null });
  const queue = new Queue("ceiling", {
    connection,
    defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
  });
  return {
    async put(all) {
      const jobs = all.map((sent) => ({ name: "send", data: { roomId: sent.roomId, body: bodyOf(sent) } }));
      const [only] = jobs;
      if (jobs.length === 1 && only !== undefined) await queue.add(only.name, only.data);
      else for (const some of inLots(jobs)) await queue.addBulk([...some]);
    },
    async close() {
      await queue.close();
      connection.disconnect();
    },
  };
}

/** One entry a message, all of them in one stream. */
export function openStream(redisUrl: string): Source {
  const redis = new Redis(redisUrl);
  return {
    async put(all) {
      for (const some of inLots(all))
        await Promise.all(
          some.map((sent) => redis.xadd("ceiling", "*", "room", sent.roomId, "body", bodyOf(sent))),
        );
    },
    close: () => Promise.resolve(redis.disconnect()),
  };
}

function bodyOf({ message }: Sent): string {
  return JSON.stringify({ message, type: TYPE });
}

/** Croupier's own commits to rooms that are there already, one a message, each with its wake-up if it is due. */
export function openRoomsOutbox(redisUrl: string): Source {
  const redis = new Redis(redisUrl);
  const keys = createKeys("croupier");
  const store = createRoomStore(redis, keys);
  const lanes = createLaneQueues(redis, {
    prefix: "croupier",
    lanes: [0],
    laneOf: () => 0,
    tracing: null,
    log: silentLog,
  });
  const tips = new Map<string, Tip & { readonly bytes: number }>();
  const learn = async (roomId: RoomId): Promise<void> => {
    const room = await store.load(roomId);
    if (room === null) throw new Error(`there is no room ${roomId}`);
    tips.set(roomId, { ...room, bytes: Buffer.byteLength(room.state) });
  };
  const commit = async (sent: Sent): Promise<void> => {
    const roomId = sent.roomId as RoomId;
    const before = tips.get(roomId);
    if (before === undefined) throw new Error(`room ${roomId} is not known`);
    const after = { version: before.version + 1, commitId: randomUUID() };
    tips.set(roomId, { ...before, ...after });
    const result = await store.commit(commitOf(sent, before, after));
    if (result.outcome !== "committed") throw new Error(`a commit was ${result.outcome}`);
    if (result.wake) await lanes.wake(roomId);
  };
  return {
    async put(all) {
      const unknown = new Set(all.map(({ roomId }) => roomId).filter((roomId) => !tips.has(roomId)));
      await Promise.all([...unknown].map((roomId) => learn(roomId as RoomId)));
      for (const some of inLots(all)) await Promise.all(some.map(commit));
    },
    async close() {
      await lanes.close();
      redis.disconnect();
    },
  };
}

// An operator's words change no state, and no newer ones supersede them.
function commitOf(
  { roomId, seq, message }: Sent,
  before: Tip & { readonly bytes: number },
  after: Tip,
): Commit {
  const nowMs = Date.now();
  const said: OutboxMessage = {
    seq,
    topic: "announcement",
    target: { kind: "room" },
    type: TYPE,
    message,
    atMs: nowMs,
  };
  return {
    roomId: roomId as RoomId,
    expected: before,
    seen: null,
    change: {
      ...after,
      state: { plan: [0, before.bytes], added: "" },
      shared: "",
      events: '[{"of":"operator","announced":"custom_event"}]',
      messages: [said],
      connected: [],
      disconnected: [],
      kept: [],
    },
    dueAtMs: null,
    nowMs,
  };
}

function* inLots<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let at = 0; at < all.length; at += AT_ONCE) yield all.slice(at, at + AT_ONCE);
}
