import type { OldRooms } from "../rooms/old-rooms.ts";
import type { RoomId } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { SHARDS } from "./keys.ts";
import { pairs } from "./pairs.ts";
import { forgetScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

export function createOldRooms(redis: RedisClient, keys: Keys): OldRooms {
  return {
    shards: SHARDS,
    async list({ shard, fromMs, untilMs, limit }) {
      const { active } = keys.shard(shard);
      const flat = await available(
        redis.zrangebyscore(active, fromMs, untilMs, "WITHSCORES", "LIMIT", 0, limit),
      );
      return pairs(flat).map(([id, atMs]) => ({ roomId: id as RoomId, atMs }));
    },
    async forget(roomId, { untilMs, isDeserted }) {
      const { active, dirty, due } = keys.shard(keys.shardOf(roomId));
      const { room, peers, events, outbox, dead, lease, hands, ledger } = keys.room(roomId);
      const all = [active, dirty, due, peers, lease, room, events, outbox, dead, hands, ledger];
      const reply = await available(forgetScript(redis, all, [roomId, untilMs, isDeserted ? 1 : 0]));
      return FATES[Number(reply)] ?? "kept";
    },
  };
}

/** As the script tells them. */
const FATES = ["kept", "forgotten", "inhabited"] as const;
