import { Redis } from "ioredis";
import type { RoomId } from "../rooms/ports.ts";
import { ORIGIN, type StoreIdentity } from "../rooms/snapshot.ts";
import type { RedisClient } from "./connection.ts";
import type { Keys } from "./keys.ts";
import { masterOf, mastersOf, shardsOf } from "./masters.ts";
import { whoseHistoryScript } from "./scripts.ts";
import { available } from "./unavailable.ts";

export interface WatchedIdentity extends StoreIdentity {
  /** Asks the server that has the room now, whatever was known of it. */
  confirm(roomId: RoomId): Promise<string>;
  /** Called when a server was found to have taken over for the one before. */
  onChange(listener: () => void): void;
}

/**
 * The replication id of a server that was promoted, since replication is asynchronous and its last commits may be
 * missing: of the only one, or of each master of a Cluster. Asked again after every reconnection, and when a Cluster's
 * slots were looked up anew. A server that was merely restarted follows the same history.
 */
export function watchStoreIdentity(redis: RedisClient, keys: Keys): WatchedIdentity {
  const listeners: (() => void)[] = [];
  const ofShard = new Map<number, string>();
  const asked = new Map<string, Promise<string>>();
  const answered = new Map<string, string>();
  const notify = atOnce(() => {
    for (const listener of listeners) listener();
  });

  const learn = (address: string, identity: string): void => {
    const shards = shardsOf(redis, address);
    const isChanged = shards.some((shard) => (ofShard.get(shard) ?? identity) !== identity);
    for (const shard of shards) ofShard.set(shard, identity);
    if (isChanged) notify();
  };
  const ask = (address: string): Promise<string> => {
    const known = asked.get(address);
    if (known !== undefined) return known;
    const [shard = 0] = shardsOf(redis, address);
    const asking = askServer(redis, keys, shard);
    const isNewest = (): boolean => asked.get(address) === asking;
    asked.set(address, asking);
    asking.then(
      (identity) => {
        if (!isNewest()) return;
        answered.set(address, identity);
        learn(address, identity);
      },
      () => isNewest() && forget(address),
    );
    return asking;
  };
  const forget = (address: string): void => {
    asked.delete(address);
    answered.delete(address);
  };
  const forgetAll = (): void => {
    asked.clear();
    answered.clear();
  };
  const current = (address: string): string | Promise<string> => answered.get(address) ?? ask(address);
  // At once, so that rooms in which nobody moves are looked at, too; who asks next hears of a failure.
  const askAll = (): void => {
    forgetAll();
    void Promise.allSettled(mastersOf(redis).map(({ address }) => ask(address)));
  };
  redis.on("ready", askAll);
  if (redis instanceof Redis) redis.on("close", forgetAll);
  else for (const event of ["refresh", "-node"]) redis.on(event, askAll);
  return {
    current:
      redis instanceof Redis ? () => current("") : (roomId) => current(masterOf(redis, keys.shardOf(roomId))),
    async confirm(roomId) {
      const shard = keys.shardOf(roomId);
      const identity = await askServer(redis, keys, shard);
      // Whoever asks next hears of it, too.
      if (identity !== (ofShard.get(shard) ?? identity)) forget(masterOf(redis, shard));
      return identity;
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

async function askServer(redis: RedisClient, keys: Keys, shard: number): Promise<string> {
  if (redis instanceof Redis) return identityOf(await available(redis.info("replication")));
  const asking = whoseHistoryScript(redis, [keys.probeOf(shard)], []);
  return identityOf(String(await available(asking)));
}

function identityOf(info: string): string {
  const before = /^master_replid2:(\w+)/m.exec(info)?.[1] ?? "";
  const current = /^master_replid:(\w+)/m.exec(info)?.[1];
  return current === undefined || /^0*$/.test(before) ? ORIGIN : current;
}

/** Runs the task once for all calls of one turn of the event loop. */
function atOnce(task: () => void): () => void {
  let isPlanned = false;
  return () => {
    if (isPlanned) return;
    isPlanned = true;
    setImmediate(() => {
      isPlanned = false;
      task();
    });
  };
}
