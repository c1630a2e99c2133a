import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { findServer, startRedis } from "../../src/demo/redis.ts";
import { type RedisProcess, runRedis } from "../../src/demo/redis-process.ts";
import { until } from "../chaos/check.ts";
import { freePort } from "../chaos/free-port.ts";
import { PASSWORD } from "./password.ts";

const NAME = "tables";
const SENTINELS = 3;
const SENTINEL_PASSWORD = "the-password-of-the-sentinels";
const STARTS_WITHIN_MS = 15_000;

/** A master, its replica, and three sentinels that watch them. */
export interface Watched {
  /** As `REDIS_URL` takes it. */
  readonly url: string;
  readonly servers: readonly [RedisProcess, RedisProcess];
  /** The port of whoever is the master by the sentinels' word. */
  masterPort(): Promise<number>;
  /** One that was killed, at the same port, with nothing. */
  bringBack(server: RedisProcess): Promise<void>;
  stop(): Promise<void>;
}

export async function startWatched(): Promise<Watched> {
  const folder = mkdtempSync(join(tmpdir(), "croupier-sentinels-"));
  const processes: RedisProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(processes.map((one) => one.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [master, replica] = [await startServer(), await startServer()];
    processes.push(master, replica);
    await ask(replica.port, PASSWORD, (redis) => redis.replicaof("127.0.0.1", master.port));
    const ports: number[] = [];
    for (let i = 0; i < SENTINELS; i += 1) {
      const sentinel = await startSentinel(folder, master.port);
      processes.push(sentinel);
      ports.push(sentinel.port);
    }
    await until(() => allKnown(ports), STARTS_WITHIN_MS, "the sentinels do not know everybody");
    return {
      url: urlOf(ports),
      servers: [master, replica],
      masterPort: () => masterBy(ports),
      bringBack: async ({ port }) => void processes.push(await startServer(port)),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function urlOf(ports: readonly number[]): string {
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(",");
  return `redis+sentinel://:${PASSWORD}@${hosts}/${NAME}?sentinelPassword=${SENTINEL_PASSWORD}`;
}

async function startServer(port?: number): Promise<RedisProcess> {
  const settings = "--repl-diskless-sync-delay 0 --repl-ping-replica-period 1".split(" ");
  const at = port === undefined ? {} : { port };
  return await startRedis({
    env: process.env,
    say: () => undefined,
    settings,
    password: PASSWORD,
    ...at,
  });
}

async function startSentinel(folder: string, masterPort: number): Promise<RedisProcess> {
  const server = findServer(process.env);
  if (server === null) throw new Error("no redis-server for a sentinel");
  const port = await freePort();
  const file = join(folder, `${port}.conf`);
  writeFileSync(file, configOf(port, masterPort));
  return await runRedis({
    command: [server, file, "--sentinel"],
    port,
    temporaryFolder: null,
    signal: null,
    patienceMs: STARTS_WITHIN_MS,
    ask: async () => void (await ask(port, SENTINEL_PASSWORD, (redis) => redis.ping())),
  });
}

function configOf(port: number, masterPort: number): string {
  return `port ${port}
bind 127.0.0.1
dir ${tmpdir()}
requirepass ${SENTINEL_PASSWORD}
sentinel sentinel-pass ${SENTINEL_PASSWORD}
sentinel monitor ${NAME} 127.0.0.1 ${masterPort} 2
sentinel auth-pass ${NAME} ${PASSWORD}
sentinel down-after-milliseconds ${NAME} 1000
sentinel failover-timeout ${NAME} 2000
`;
}

async function allKnown(ports: readonly number[]): Promise<boolean> {
  for (const port of ports) {
    const state = await ask(port, SENTINEL_PASSWORD, (redis) => redis.call("SENTINEL", "MASTER", NAME));
    const facts = new Map(pairs(state as readonly string[]));
    if (facts.get("num-slaves") !== "1" || facts.get("num-other-sentinels") !== String(SENTINELS - 1))
      return false;
  }
  return true;
}

async function masterBy([port = 0]: readonly number[]): Promise<number> {
  const address = await ask(port, SENTINEL_PASSWORD, (redis) =>
    redis.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", NAME),
  );
  return Number((address as readonly string[])[1]);
}

function pairs(flat: readonly string[]): readonly (readonly [string, string])[] {
  return flat.flatMap((name, i) => (i % 2 === 0 ? [[name, flat[i + 1] ?? ""] as const] : []));
}

async function ask<Answer>(
  port: number,
  password: string,
  question: (redis: Redis) => Promise<Answer>,
): Promise<Answer> {
  const redis = new Redis({ port, password, retryStrategy: () => null, commandTimeout: 2000 });
  redis.on("error", () => undefined);
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}
