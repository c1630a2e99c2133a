import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import { startRedis } from "../../src/demo/redis.ts";
import type { RedisProcess } from "../../src/demo/redis-process.ts";
import { freePort } from "../chaos/free-port.ts";
import { PASSWORD } from "./password.ts";

/** A master is taken for dead after so long; its replica then takes another second or two to be elected. */
const NODE_TIMEOUT_MS = 1500;

/** One server of a Cluster, which may die and come back where it was. */
export interface ClusterNode {
  readonly port: number;
  readonly url: string;
  /** The test's own look at this server alone. */
  readonly client: Redis;
  id(): Promise<string>;
  signal(signal: NodeJS.Signals): Promise<void>;
  kill(): Promise<void>;
  /** After `kill`: from the same files, at the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startClusterNode(folder: string): Promise<ClusterNode> {
  const port = await freePort();
  const own = join(folder, String(port));
  mkdirSync(own);
  const settings = settingsOf(await freePort());
  const start = (): Promise<RedisProcess> =>
    startRedis({
      env: process.env,
      say: (line) => console.log(line),
      folder: own,
      port,
      settings,
      password: PASSWORD,
    });
  let redis = await start();
  const url = `redis://:${PASSWORD}@127.0.0.1:${port}`;
  const client = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  client.on("error", () => undefined);
  return {
    port,
    url,
    client,
    id: () => client.cluster("MYID"),
    signal: (signal) => redis.kill(signal),
    kill: () => redis.kill("SIGKILL"),
    async restart() {
      redis = await start();
    },
    async stop() {
      client.disconnect();
      await redis.stop();
    },
  };
}

// A replica syncs at once, the slots of the others are served while one master is away, and who is to stop waits for nobody.
function settingsOf(busPort: number): readonly string[] {
  const cluster = `--cluster-enabled yes --cluster-port ${busPort} --cluster-require-full-coverage no`;
  const times = `--shutdown-timeout 0 --cluster-node-timeout ${NODE_TIMEOUT_MS} --repl-diskless-sync-delay 0 --repl-ping-replica-period 1`;
  return `${cluster} ${times}`.split(" ");
}
