import type { RoomId, RoomStore } from "../rooms/ports.ts";
import { UnavailableError } from "../rooms/rooms.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { masterOf } from "./masters.ts";
import { available } from "./unavailable.ts";

export interface Waiting {
  /** That must have a commit before it counts. */
  readonly replicas: number;
  readonly ms: number;
}

/**
 * A store of which an answer counts only when so many replicas have it: else it is UnavailableError although the
 * commit stands, and the same id again finds its answer, once they have that.
 */
export function replicatedStore(
  store: RoomStore,
  reachReplicas: (roomId: RoomId) => Promise<void>,
): RoomStore {
  return {
    load: (roomId) => store.load(roomId),
    async commit(commit) {
      const result = await store.commit(commit);
      if (result.outcome !== "stale") await reachReplicas(commit.roomId);
      return result;
    },
  };
}

interface Batch {
  readonly shards: Set<number>;
  readonly reached: Promise<void>;
}

/**
 * Resolves when the replicas have all that was committed to the room's shard before the call. `redis` is a connection
 * for this alone, since WAIT holds up whatever else is asked on its own: it waits for what was written before on it, so
 * a write of its own comes first, which is later than every commit that this process has heard of. What comes
 * meanwhile waits together for the next WAIT of that master.
 */
export function createReplicaWaiter(
  redis: RedisClient,
  keys: Keys,
  waiting: Waiting,
): (roomId: RoomId) => Promise<void> {
  const next = new Map<string, Batch>();
  const last = new Map<string, Promise<void>>();
  const gather = (master: string): Batch => {
    const shards = new Set<number>();
    const free = last.get(master) ?? Promise.resolve();
    const reached = free.then(async () => {
      next.delete(master);
      await waitOnce(redis, probesOf(keys, master, shards), waiting);
    });
    const batch = { shards, reached };
    next.set(master, batch);
    last.set(
      master,
      // Whoever waited hears of the failure; the next WAIT has only to come after this one.
      reached.catch(() => undefined),
    );
    return batch;
  };
  return async (roomId) => {
    const shard = keys.shardOf(roomId);
    const master = masterOf(redis, shard);
    const batch = next.get(master) ?? gather(master);
    batch.shards.add(shard);
    await batch.reached;
  };
}

// One for each shard: a shard that has moved to another master makes the whole of it fail instead of being passed over.
function probesOf(keys: Keys, master: string, shards: ReadonlySet<number>): readonly string[] {
  return master === "" ? [keys.probe] : [...shards].map((shard) => keys.probeOf(shard));
}

async function waitOnce(
  redis: RedisClient,
  probes: readonly string[],
  { replicas, ms }: Waiting,
): Promise<void> {
  const pipeline = redis.pipeline();
  for (const probe of probes) pipeline.set(probe, "", "PX", 1000);
  const replies = await available(pipeline.wait(replicas, ms).exec());
  const failed = replies?.find(([error]) => error !== null);
  if (replies === null || failed !== undefined)
    throw new UnavailableError("Redis did not wait for its replicas", { cause: failed?.[0] });
  const reached = Number(replies.at(-1)?.[1]);
  if (reached < replicas) throw new UnavailableError(`${reached} of ${replicas} replicas have it`);
}
