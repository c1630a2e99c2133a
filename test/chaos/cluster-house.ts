import type { Redis } from "ioredis";
import { type RedisCluster, startRedisCluster } from "../cluster/redis-cluster.ts";
import { lookAtRedis } from "../redis-for-tests.ts";
import type { RedisHouse } from "./redis-house.ts";

/** A Cluster of one case. What befalls it as a Redis befalls all of its servers at once. */
export interface ClusterHouse extends RedisHouse {
  readonly cluster: RedisCluster;
}

export async function startClusterHouse(): Promise<ClusterHouse> {
  const cluster = await startRedisCluster();
  const { nodes, url } = cluster;
  const client = lookAtRedis(url);
  return {
    url,
    port: 0,
    client,
    cluster,
    servers: (): readonly Redis[] => nodes.map((node) => node.client),
    signal: async (signal) => void (await Promise.all(nodes.map((node) => node.signal(signal)))),
    kill: async () => void (await Promise.all(nodes.map((node) => node.kill()))),
    // A Cluster that comes back is not well at once: its masters wait for each other for two seconds.
    async restart() {
      await Promise.all(nodes.map((node) => node.restart()));
      await cluster.whole();
    },
    async stop() {
      client.disconnect();
      await cluster.stop();
    },
  };
}
