import type { ConnectedPeer, DeadMessage, PeerId, RoomRecords } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { readMessage } from "./outbox-entry.ts";
import { available } from "./unavailable.ts";

export function createRoomRecords(redis: RedisClient, keys: Keys): RoomRecords {
  return {
    async peers(roomId) {
      const stored = await available(redis.hgetall(keys.room(roomId).peers));
      return Object.entries(stored).map(([peerId, json]) => ({
        peerId: peerId as PeerId,
        peer: JSON.parse(json) as ConnectedPeer,
      }));
    },
    async events(roomId, limit) {
      const entries = await available(redis.xrevrange(keys.room(roomId).events, "+", "-", "COUNT", limit));
      return entries.map(([, fields]) => ({
        version: Number(fieldOf(fields, "version")),
        atMs: Number(fieldOf(fields, "at")),
        events: fieldOf(fields, "events"),
      }));
    },
    async undelivered(roomId, limit) {
      const entries = await available(redis.xrange(keys.room(roomId).outbox, "-", "+", "COUNT", limit));
      return entries.map(([id, fields]) => ({
        id,
        ...readMessage(fieldOf(fields, "m"), fieldOf(fields, "p")),
      }));
    },
    async dead(roomId, limit) {
      const entries = await available(redis.xrevrange(keys.room(roomId).dead, "+", "-", "COUNT", limit));
      return entries.map(([id, fields]) => ({ id, ...(JSON.parse(fieldOf(fields, "m")) as DeadMessage) }));
    },
    hands: (roomId, page) => readHands(redis, keys.room(roomId).hands, page),
    async hand(roomId, no) {
      const [newest] = await available(redis.xrevrange(keys.room(roomId).hands, no, no, "COUNT", 1));
      return newest === undefined ? null : fieldOf(newest[1], "r");
    },
    async ledger(roomId) {
      const entries = await available(redis.xrange(keys.room(roomId).ledger, "-", "+"));
      return entries.map(([, fields]) => fieldOf(fields, "r"));
    },
  };
}

// A hand that was kept anew has several entries, of which the newest counts.
async function readHands(
  redis: RedisClient,
  stream: string,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly { readonly no: number; readonly record: string }[]> {
  const hands = new Map<number, string>();
  let last = before === null ? "+" : String(before - 1);
  while (hands.size < limit) {
    const entries = await available(redis.xrevrange(stream, last, "-", "COUNT", limit));
    for (const [id, fields] of entries) {
      const no = Number.parseInt(id, 10);
      if (!hands.has(no) && hands.size < limit) hands.set(no, fieldOf(fields, "r"));
      last = String(no - 1);
    }
    if (entries.length < limit || last === "0") break;
  }
  return [...hands].map(([no, record]) => ({ no, record }));
}

function fieldOf(fields: readonly string[], name: string): string {
  const at = fields.findIndex((field, i) => i % 2 === 0 && field === name);
  const value = fields[at + 1];
  if (at < 0 || value === undefined) throw new Error(`a stream entry without ${name}`);
  return value;
}
