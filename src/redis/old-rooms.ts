import type { OldRooms } from "../rooms/forget-rooms.ts";
import type { RoomId } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { EVERY_SHARD } from "./keys.ts";
import { forgetScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

export function createOldRooms(redis: RedisClient, keys: Keys): OldRooms {
  const shards = EVERY_SHARD.map((shard) => keys.shard(shard));
  return {
    async list(untilMs, limit) {
      const found = await available(
        Promise.all(
          shards.map(({ active }) => redis.zrangebyscore(active, "-inf", untilMs, "LIMIT", 0, limit)),
        ),
      );
      return found.flat().slice(0, limit) as RoomId[];
    },
    async forget(roomId, untilMs) {
      const { active, dirty, due } = keys.shard(keys.shardOf(roomId));
      const { room, peers, events, outbox, dead, lease, hands, ledger } = keys.room(roomId);
      const all = [active, dirty, due, peers, lease, room, events, outbox, dead, hands, ledger];
      return (await available(forgetScript(redis, all, [roomId, untilMs]))) === 1;
    },
  };
}
