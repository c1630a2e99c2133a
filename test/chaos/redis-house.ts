import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import type { RedisClient } from "../../src/redis/connection.ts";

/** A Redis of one case, with AOF, that may die and come back where it was. */
export interface RedisHouse {
  readonly url: string;
  readonly port: number;
  /** The test's own look at it, past every proxy. */
  readonly client: RedisClient;
  /** Each of its servers, for what is asked of a server. */
  servers(): readonly Redis[];
  signal(signal: NodeJS.Signals): Promise<void>;
  /** kill -9; resolves when it is gone. */
  kill(): Promise<void>;
  /** After `kill`: from the same files, at the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

// In memory where there is one: a slow fsync makes Redis hold AOF writes back for up to two seconds and answer all
// the same, so that kill -9 would lose what was acknowledged, at random.
const PLACE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export async function startRedisHouse(): Promise<RedisHouse> {
  const folder = mkdtempSync(join(PLACE, "croupier-chaos-"));
  const start = (port?: number): Promise<RedisProcess> =>
    startRedis({
      env: process.env,
      say: (line) => console.log(line),
      folder,
      ...(port === undefined ? {} : { port }),
    });
  let redis = await start();
  const client = new Redis(redis.url, { maxRetriesPerRequest: null, retryStrategy: () => 100 });
  client.on("error", () => undefined);
  return {
    url: redis.url,
    port: redis.port,
    client,
    servers: () => [client],
    signal: (signal) => redis.kill(signal),
    kill: () => redis.kill("SIGKILL"),
    async restart() {
      redis = await start(redis.port);
    },
    async stop() {
      client.disconnect();
      await redis.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
