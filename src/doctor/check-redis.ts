import { Redis, ReplyError } from "ioredis";
import type { Config } from "../config.ts";
import { becomesReady, causeOf, connectRedis, type RedisClient } from "../redis/connection.ts";
import { createKeys } from "../redis/keys.ts";
import { type RedisVitals, readVitals } from "../redis/vitals.ts";
import type { Log } from "../rooms/ports.ts";
import { failoverFindings } from "./check-failover.ts";
import { type Finding, fix, good, look } from "./finding.ts";

const SLOW_MS = 50;
const SKEW_MS = 1000;
const OLDEST = [6, 2] as const;

/** Whether Redis is there, new enough, durable, and of the same time as this machine. */
export async function checkRedis(config: Config, log: Log, withinMs: number): Promise<readonly Finding[]> {
  const { urls, prefix } = config.redis;
  const redis = connectRedis(urls, "requests", log);
  const errors: Error[] = [];
  redis.on("error", (error: Error) => errors.push(causeOf(error)));
  try {
    if (!(await becomesReady(redis, withinMs))) return [awayFinding(errors)];
    const vitals = await readVitals(redis, createKeys(prefix));
    return [
      ...versionFindings(vitals),
      ...policyFindings(vitals),
      ...(await clusterFindings(redis, urls.length)),
      ...(await failoverFindings(redis, config, vitals)),
      ...(await clockFindings(redis)),
    ];
  } catch (error) {
    const why = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return [
      fix(
        `Redis refuses what Croupier needs: ${why}`,
        "its user needs INFO, TIME, EVALSHA and all commands on keys",
      ),
    ];
  } finally {
    redis.disconnect();
  }
}

function awayFinding(errors: readonly Error[]): Finding {
  const refusal = errors.findLast((error) => error instanceof ReplyError);
  return refusal === undefined
    ? fix(
        "Redis does not answer at REDIS_URL",
        "check host, port, password and TLS (rediss://), and its firewall",
      )
    : fix(
        `Redis refuses the connection: ${refusal.message}`,
        "check user, password and number of the database in REDIS_URL: redis://user:password@host:6379/0",
      );
}

function versionFindings({ version, latencyMs }: RedisVitals): readonly Finding[] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const isNewEnough = major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
  const findings = isNewEnough
    ? [good(`Redis ${version} writes in ${latencyMs} ms`)]
    : [fix(`Redis ${version} is too old`, `Croupier needs ${OLDEST.join(".")} or newer`)];
  if (latencyMs > SLOW_MS)
    findings.push(
      look(`a write to Redis takes ${latencyMs} ms`, "every command waits for one: bring Redis closer"),
    );
  return findings;
}

function policyFindings({ takesWrites, evictionPolicy, persistence }: RedisVitals): readonly Finding[] {
  const findings: Finding[] = [];
  if (!takesWrites)
    findings.push(
      fix(
        "Redis takes no writes",
        "it is full, a replica, or cannot write to its disk: see INFO memory, replication, persistence",
      ),
    );
  findings.push(
    evictionPolicy === "noeviction"
      ? good("Redis never evicts")
      : fix(
          `Redis may evict games (maxmemory-policy ${evictionPolicy})`,
          "CONFIG SET maxmemory-policy noeviction, and in its configuration file",
        ),
  );
  if (persistence === "aof") findings.push(good("Redis keeps an append-only file"));
  else if (persistence === "rdb")
    findings.push(
      fix(
        "Redis writes snapshots only: a crash loses minutes",
        "CONFIG SET appendonly yes, and in its configuration file",
      ),
    );
  else
    findings.push(
      fix(
        "Redis keeps nothing on disk: a restart loses every game",
        "CONFIG SET appendonly yes, and in its configuration file",
      ),
    );
  return findings;
}

async function clusterFindings(redis: RedisClient, urls: number): Promise<readonly Finding[]> {
  const isCluster = /cluster_enabled:1/.test(await redis.info("cluster"));
  if (isCluster && urls === 1)
    return [fix("Redis is a Cluster, and REDIS_URL names one node", "name several nodes, comma-separated")];
  return redis instanceof Redis ? [] : [good("Redis is a Cluster")];
}

async function clockFindings(redis: RedisClient): Promise<readonly Finding[]> {
  const servers = redis instanceof Redis ? [redis] : redis.nodes("master");
  const skews = await Promise.all(servers.map(skewOf));
  const worstMs = skews.reduce((worst, ms) => (Math.abs(ms) > Math.abs(worst) ? ms : worst), 0);
  return Math.abs(worstMs) <= SKEW_MS
    ? [good("Redis' clock is right by this machine's")]
    : [
        fix(
          `Redis' clock is ${worstMs} ms off this machine's`,
          "run NTP on both: turns would end early or late",
        ),
      ];
}

async function skewOf(server: Redis): Promise<number> {
  const askedAtMs = Date.now();
  const [seconds, micros] = await server.time();
  const hereMs = (askedAtMs + Date.now()) / 2;
  return Math.round(Number(seconds) * 1000 + Number(micros) / 1000 - hereMs);
}
