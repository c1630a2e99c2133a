import { z } from "zod";
import type { Claim, Holding, Outbox, PeerId } from "../rooms/ports.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { readMessage } from "./outbox-entry.ts";
import { acknowledgeScript, claimScript, holdScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

const ENTRIES_AT_ONCE = 64;
/** More spectators' welcomes than these keep a table message waiting for too long. */
const NO_CROWD = 8;
const DEAD_KEPT = 1000;

export function createOutbox(redis: RedisClient, keys: Keys): Outbox {
  const settle = async (
    { roomId, token, leaseMs }: Holding,
    ids: readonly string[],
    dead: string,
  ): Promise<boolean> => {
    const room = keys.room(roomId);
    const args = [token, leaseMs, dead, DEAD_KEPT, ...ids];
    return (await available(acknowledgeScript(redis, [room.outbox, room.lease, room.dead], args))) === 1;
  };
  const hold = async ({ roomId, token, leaseMs }: Holding): Promise<boolean> =>
    (await available(holdScript(redis, [keys.room(roomId).lease], [token, leaseMs]))) === 1;
  return {
    async claim({ roomId, token, leaseMs }, delivered) {
      const { outbox, lease, peers } = keys.room(roomId);
      const { dirty } = keys.shard(keys.shardOf(roomId));
      const args = [token, leaseMs, roomId, ENTRIES_AT_ONCE, NO_CROWD, ...delivered];
      return claimOf(await available(claimScript(redis, [outbox, lease, peers, dirty], args)));
    },
    acknowledge: (holding, ids) => settle(holding, ids, ""),
    bury: (holding, ids, dead) => settle(holding, ids, JSON.stringify(dead)),
    hold,
    async release(holding) {
      await hold({ ...holding, leaseMs: 0 });
    },
  };
}

const claimReply = z.union([
  z.tuple([z.literal("held")]),
  z.tuple([z.literal("empty")]),
  z.tuple([
    z.literal("claimed"),
    z.array(z.tuple([z.string(), z.tuple([z.literal("m"), z.string(), z.literal("p"), z.string()])])),
    z.array(z.string()),
    z.array(z.string()),
  ]),
]);

function claimOf(reply: unknown): Claim {
  const parsed = claimReply.parse(reply);
  if (parsed[0] !== "claimed") return { outcome: parsed[0] };
  return {
    outcome: "claimed",
    entries: parsed[1].map(([id, [, about, , message]]) => ({ id, ...readMessage(about, message) })),
    peers: peersOf(parsed[2]),
    covered: parsed[3],
  };
}

function peersOf(flat: readonly string[]) {
  return flat.flatMap((peerId, i) => {
    if (i % 2 === 1) return [];
    const { userId } = JSON.parse(flat[i + 1] ?? "{}") as { userId: string };
    return [{ peerId: peerId as PeerId, userId }];
  });
}
