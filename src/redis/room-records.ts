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
      return entries.map(([, fields]) => readMessage(fieldOf(fields, "m"), fieldOf(fields, "p")));
    },
    async dead(roomId, limit) {
      const entries = await available(redis.xrevrange(keys.room(roomId).dead, "+", "-", "COUNT", limit));
      return entries.map(([, fields]) => JSON.parse(fieldOf(fields, "m")) as DeadMessage);
    },
  };
}

function fieldOf(fields: readonly string[], name: string): string {
  const at = fields.findIndex((field, i) => i % 2 === 0 && field === name);
  const value = fields[at + 1];
  if (at < 0 || value === undefined) throw new Error(`a stream entry without ${name}`);
  return value;
}
