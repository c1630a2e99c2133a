import type { DeadMessage, Leftovers, RoomId } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { aboutMessage } from "./outbox-entry.ts";
import { reviveScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

export function createLeftovers(redis: RedisClient, keys: Keys): Leftovers {
  const entryOf = async (stream: string, id: string): Promise<string[] | null> => {
    const [entry] = await available(redis.xrange(stream, id, id));
    return entry?.[1] ?? null;
  };
  const revive = async (roomId: RoomId, id: string, nowMs: number): Promise<boolean> => {
    const { dead, outbox } = keys.room(roomId);
    const [, json] = (await entryOf(dead, id)) ?? [];
    if (json === undefined) return false;
    const { entry } = JSON.parse(json) as DeadMessage & { readonly entry: { readonly id?: string } };
    const { id: _, ...message } = entry;
    const { dirty } = keys.shard(keys.shardOf(roomId));
    const args = [id, roomId, nowMs, aboutMessage(message), message.message];
    return (await available(reviveScript(redis, [dead, outbox, dirty], args))) === 1;
  };
  return {
    async retry(roomId, { of, id }, nowMs) {
      if (of === "dead") return await revive(roomId, id, nowMs);
      return (await entryOf(keys.room(roomId).outbox, id)) !== null;
    },
    async discard(roomId, { of, id }) {
      const { dead, outbox } = keys.room(roomId);
      return (await available(redis.xdel(of === "dead" ? dead : outbox, id))) === 1;
    },
  };
}
