import { z } from "zod";
import type { RoomId, RoomIndexes } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { EVERY_SHARD } from "./keys.ts";
import { pairs } from "./pairs.ts";
import { claimDueScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

/** Rooms taken from one shard in one look. */
const AT_ONCE = 256;

/** Of all shards, or of some. */
export function createRoomIndexes(redis: RedisClient, keys: Keys, which = EVERY_SHARD): RoomIndexes {
  const shards = which.map((shard) => keys.shard(shard));
  return {
    async claimDue(nowMs, hideMs) {
      const replies = await available(
        Promise.all(shards.map(({ due }) => claimDueScript(redis, [due], [nowMs, hideMs, AT_ONCE]))),
      );
      const claims = replies.map((reply) => dueReply.parse(reply));
      const left = claims.flatMap(([, next]) => (next === null ? [] : [Number(next)]));
      return {
        rooms: claims.flatMap(([flat]) =>
          pairs(flat).map(([id, score]) => ({ roomId: id as RoomId, dueAtMs: score })),
        ),
        nextDueAtMs: left.length === 0 ? null : Math.min(...left),
      };
    },
    async listDirty(sinceMs) {
      const replies = await available(
        Promise.all(shards.map(({ dirty }) => redis.zrangebyscore(dirty, "-inf", sinceMs, "WITHSCORES"))),
      );
      return replies.flatMap((flat) =>
        pairs(flat).map(([id, score]) => ({ roomId: id as RoomId, sinceMs: score })),
      );
    },
    async listActive(sinceMs, limit) {
      const replies = await available(
        Promise.all(
          shards.map(({ active }) =>
            redis.zrevrangebyscore(active, "+inf", sinceMs, "WITHSCORES", "LIMIT", 0, limit),
          ),
        ),
      );
      return replies
        .flatMap((flat) => pairs(flat).map(([id, score]) => ({ roomId: id as RoomId, atMs: score })))
        .sort((a, b) => b.atMs - a.atMs)
        .slice(0, limit);
    },
    eachActive: (sinceMs) =>
      eachOf(shards, ({ active }) => available(redis.zrangebyscore(active, sinceMs, "+inf"))),
    async totals(sinceMs) {
      const [active, inPlay, undelivered, oldest, earliest] = await available(
        Promise.all([
          Promise.all(shards.map((shard) => redis.zcount(shard.active, sinceMs, "+inf"))),
          Promise.all(shards.map(({ due }) => redis.zcard(due))),
          Promise.all(shards.map(({ dirty }) => redis.zcard(dirty))),
          Promise.all(shards.map(({ dirty }) => redis.zrange(dirty, "0", "0", "WITHSCORES"))),
          Promise.all(shards.map(({ due }) => redis.zrange(due, "0", "0", "WITHSCORES"))),
        ]),
      );
      return {
        active: sum(active),
        inPlay: sum(inPlay),
        undelivered: sum(undelivered),
        oldestUndeliveredAtMs: lowest(oldest),
        earliestDueAtMs: lowest(earliest),
      };
    },
  };
}

// A shard that cannot be asked does not hide the others.
async function* eachOf<Shard>(
  shards: readonly Shard[],
  list: (shard: Shard) => Promise<readonly string[]>,
): AsyncGenerator<RoomId, void> {
  let failure: unknown = null;
  for (const shard of shards) {
    try {
      yield* (await list(shard)) as RoomId[];
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== null) throw failure;
}

const dueReply = z.union([
  z.tuple([z.array(z.string())]).transform(([due]) => [due, null] as const),
  z.tuple([z.array(z.string()), z.string().nullable()]),
]);

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function lowest(first: readonly (readonly string[])[]): number | null {
  const scores = first.flatMap((flat) => pairs(flat).map(([, score]) => score));
  return scores.length === 0 ? null : Math.min(...scores);
}
