import { Redis } from "ioredis";
import type { Config } from "../config.ts";
import type { RedisClient } from "../redis/connection.ts";
import { readSentinelUrl } from "../redis/sentinel-url.ts";
import type { RedisVitals } from "../redis/vitals.ts";
import { type Finding, fix, good, look } from "./finding.ts";

/** With fewer nobody can tell a dead master from a cut cable. */
const SENTINELS_AT_LEAST = 3;

/** Whether somebody takes over when a master dies, where that was asked for: by a Cluster, or by sentinels. */
export async function failoverFindings(
  redis: RedisClient,
  { redis: { urls, wait } }: Config,
  vitals: RedisVitals,
): Promise<readonly Finding[]> {
  const sentinel = readSentinelUrl(urls[0] ?? "");
  const waits = waitFindings(wait, vitals);
  if (redis instanceof Redis && sentinel === null) return waits;
  const findings = [
    ...waits,
    ...replicaFindings(vitals),
    ...sentinelFindings(sentinel?.sentinels.length ?? null),
  ];
  return redis instanceof Redis
    ? findings
    : [...findings, ...(await coverageFindings(redis.nodes("master")))];
}

function waitFindings(wait: Config["redis"]["wait"], { replicas }: RedisVitals): readonly Finding[] {
  if (wait === null) return [];
  return replicas >= wait.replicas
    ? [good(`commits are answered when ${wait.replicas} of ${replicas} replicas have them`)]
    : [
        fix(
          `REDIS_WAIT_REPLICAS is ${wait.replicas}, and a master has ${replicas} replicas`,
          "every command would be answered 503: start replicas, or set it to 0",
        ),
      ];
}

function replicaFindings({ masters, replicas, standing }: RedisVitals): readonly Finding[] {
  if (standing.length > 0)
    return [
      look(
        `masters of Redis that do not answer or take no writes: ${standing.join(", ")}`,
        "see CLUSTER NODES there",
      ),
    ];
  return replicas > 0
    ? [good(`each master of Redis has a replica (masters: ${masters})`)]
    : [look("a master of Redis has no replica", "nobody takes over when it dies: its rooms stand still")];
}

function sentinelFindings(count: number | null): readonly Finding[] {
  if (count === null) return [];
  return count >= SENTINELS_AT_LEAST
    ? [good(`REDIS_URL names ${count} sentinels`)]
    : [look(`REDIS_URL names ${count} sentinels`, "run three, on three machines, and name them all")];
}

// Managed Redis may refuse CONFIG; then nothing is said.
async function coverageFindings([master]: readonly Redis[]): Promise<readonly Finding[]> {
  const [config] = await Promise.allSettled([master?.config("GET", "cluster-require-full-coverage")]);
  const needsAll = config.status === "fulfilled" && Array.isArray(config.value) && config.value[1] === "yes";
  return needsAll
    ? [
        look(
          "one dead master stops every room (cluster-require-full-coverage yes)",
          "CONFIG SET cluster-require-full-coverage no on every node: then the other masters' rooms play on",
        ),
      ]
    : [];
}
