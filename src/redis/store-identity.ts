import type { StoreIdentity } from "../rooms/snapshot.ts";
import type { RedisClient } from "./connection.ts";
import { available } from "./unavailable.ts";

/** A server that never took over for another. */
const ORIGIN = "origin";

export interface WatchedIdentity extends StoreIdentity {
  /** Called after a reconnection to a server that took over for the one before. */
  onChange(listener: () => void): void;
}

/**
 * The replication id of a server that was promoted, since replication is asynchronous and its last commits may be
 * missing. Asked again after every reconnection. A server that was merely restarted follows the same history.
 */
export function watchStoreIdentity(redis: RedisClient): WatchedIdentity {
  const listeners: (() => void)[] = [];
  let known: string | null = null;
  let asked: Promise<string> | null = null;

  const ask = (): Promise<string> => {
    asked ??= available(redis.info("replication")).then(
      (info) => {
        const identity = identityOf(info);
        const isChanged = known !== null && known !== identity;
        known = identity;
        if (isChanged) for (const listener of listeners) listener();
        return identity;
      },
      (error: unknown) => {
        asked = null;
        throw error;
      },
    );
    return asked;
  };
  redis.on("close", () => {
    asked = null;
  });
  // At once, so that rooms in which nobody moves are looked at, too; who asks next hears of a failure.
  redis.on("ready", () => void Promise.allSettled([ask()]));
  return { current: ask, onChange: (listener) => void listeners.push(listener) };
}

function identityOf(info: string): string {
  const before = /^master_replid2:(\w+)/m.exec(info)?.[1] ?? "";
  const current = /^master_replid:(\w+)/m.exec(info)?.[1];
  return current === undefined || /^0*$/.test(before) ? ORIGIN : current;
}
