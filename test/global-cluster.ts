import { startRedisCluster } from "./cluster/redis-cluster.ts";

/** One Cluster for the whole run. */
export default async function setUp(): Promise<void> {
  const cluster = await startRedisCluster();
  process.env.TEST_REDIS_URL = cluster.url;
  Object.assign(globalThis, { stopTestRedis: cluster.stop });
}
