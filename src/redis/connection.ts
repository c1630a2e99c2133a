import { Cluster, Redis } from "ioredis";
import type { Log } from "../rooms/ports.ts";
import { gatherWrites } from "./gather-writes.ts";

export type RedisClient = Redis | Cluster;

const RETRY_CAP_MS = 1000;
/** Leaves room to answer a webhook within 2.5 s, so that 100ms tries again. */
const COMMAND_TIMEOUT_MS = 2000;

/**
 * requests: fails fast, for whoever waits for an answer. worker: waits for Redis to come back, as BullMQ demands.
 * Several URLs are the nodes of one Cluster.
 */
export function connectRedis(urls: readonly string[], use: "requests" | "worker", log: Log): RedisClient {
  const options = use === "requests" ? requestOptions : workerOptions;
  const [url] = urls;
  if (url === undefined) throw new Error("no Redis URL");
  const client: RedisClient =
    urls.length === 1
      ? new Redis(url, { ...options, retryStrategy, reconnectOnError })
      : new Cluster([...urls], {
          redisOptions: { ...options, reconnectOnError },
          clusterRetryStrategy: retryStrategy,
          enableOfflineQueue: use === "worker",
        });
  if (client instanceof Redis) gatherWrites(client);
  client.on("error", (error: Error) => log.warn({ err: error, use }, "Redis connection"));
  return client;
}

const requestOptions = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  commandTimeout: COMMAND_TIMEOUT_MS,
  connectTimeout: COMMAND_TIMEOUT_MS,
};

const workerOptions = { maxRetriesPerRequest: null };

function retryStrategy(times: number): number {
  return Math.min(times * 50, RETRY_CAP_MS);
}

// A replica that was the primary until a moment ago: reconnect, and send the command again.
function reconnectOnError(error: Error): boolean | 1 | 2 {
  return error.message.startsWith("READONLY") ? 2 : false;
}

/** True as soon as commands are answered, false when that takes longer than so many ms; it goes on trying then. */
export async function becomesReady(redis: RedisClient, withinMs: number): Promise<boolean> {
  if (redis.status === "ready") return true;
  return await new Promise((resolve) => {
    const ready = (): void => {
      clearTimeout(timer);
      resolve(true);
    };
    const timer = setTimeout(() => {
      redis.off("ready", ready);
      resolve(false);
    }, withinMs);
    redis.once("ready", ready);
  });
}
