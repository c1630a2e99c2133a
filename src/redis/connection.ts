import { Cluster, Redis } from "ioredis";
import type { Log } from "../rooms/ports.ts";
import { gatherWrites } from "./gather-writes.ts";
import { insistOnDatabase } from "./insist-on-database.ts";
import { neverGiveUp } from "./never-give-up.ts";
import { readSentinelUrl, type SentinelAddress } from "./sentinel-url.ts";

export type RedisClient = Redis | Cluster;
type Use = "requests" | "worker";

const RETRY_CAP_MS = 1000;
/** Leaves room to answer a webhook within 2.5 s, so that 100ms tries again. */
const COMMAND_TIMEOUT_MS = 2000;
/** A master that hangs breaks no connection: only a look at the slots tells that another took over. */
const SLOTS_LOOKED_UP_EVERY_MS = 2000;

/**
 * requests: fails fast, for whoever waits for an answer. worker: waits for Redis to come back, as BullMQ demands.
 * Several URLs are nodes of one Cluster, one may name sentinels.
 */
export function connectRedis(urls: readonly string[], use: Use, log: Log): RedisClient {
  const client = urls.length > 1 ? connectCluster(urls, use) : connectServer(urls[0], use);
  client.on("error", (error: ConnectionError) => log.warn({ err: causeOf(error), use }, "Redis connection"));
  return client;
}

type ConnectionError = Error & { readonly lastNodeError?: Error };

/** Of a Cluster that cannot be reached: the last of its nodes knows why. */
export function causeOf(error: ConnectionError): Error {
  return error.lastNodeError ?? error;
}

const OPTIONS = {
  requests: {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS,
    reconnectOnError,
  },
  worker: { maxRetriesPerRequest: null, reconnectOnError },
} as const;

function connectServer(url: string | undefined, use: Use): Redis {
  if (url === undefined) throw new Error("no Redis URL");
  const options = { ...OPTIONS[use], retryStrategy };
  const sentinel = readSentinelUrl(url);
  const redis =
    sentinel === null ? new Redis(url, options) : new Redis({ ...options, ...throughSentinels(sentinel) });
  gatherWrites(redis);
  insistOnDatabase(redis);
  if (sentinel !== null) neverGiveUp(redis);
  return redis;
}

function throughSentinels(address: SentinelAddress) {
  const { name, sentinels, isEncrypted, username, password, db, sentinelUsername, sentinelPassword } =
    address;
  return {
    name,
    sentinels: [...sentinels],
    db,
    // A master that hangs breaks no connection either: the sentinels tell.
    failoverDetector: true,
    sentinelCommandTimeout: COMMAND_TIMEOUT_MS,
    ...(username !== "" && { username }),
    ...(password !== "" && { password }),
    ...(sentinelUsername !== "" && { sentinelUsername }),
    ...(sentinelPassword !== "" && { sentinelPassword }),
    ...(isEncrypted && { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true }),
  };
}

function connectCluster(urls: readonly string[], use: Use): Cluster {
  const cluster = new Cluster([...urls], {
    clusterRetryStrategy: retryStrategy,
    enableOfflineQueue: use === "worker",
    // BullMQ waits 30 s for a connection that is given up because the Cluster as a whole is not well yet.
    enableReadyCheck: use === "requests",
    slotsRefreshInterval: SLOTS_LOOKED_UP_EVERY_MS,
    ...forEveryNode(urls, use),
  });
  cluster.on("+node", gatherWrites);
  return cluster;
}

// Nodes that are found are named by their address alone: what else the URLs say holds for them, too.
function forEveryNode([url = ""]: readonly string[], use: Use) {
  const { username, password, protocol } = new URL(url);
  const redisOptions = {
    ...OPTIONS[use],
    ...(username !== "" && { username: decodeURIComponent(username) }),
    ...(password !== "" && { password: decodeURIComponent(password) }),
  };
  if (protocol !== "rediss:") return { redisOptions };
  // Certificates are for names, so names stay.
  return {
    redisOptions: { ...redisOptions, tls: {} },
    dnsLookup: (name: string, callback: (error: null, address: string) => void) => callback(null, name),
  };
}

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
