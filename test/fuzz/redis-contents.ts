import type { Service } from "../service.ts";

/** What is stored about rooms, by key. The remembered answers are left out: a refusal is remembered as well. */
export type Contents = ReadonlyMap<string, unknown>;

const OF_PROCESSES = ["processes", "probe", "schemas"];

export async function readContents({ redis, prefix }: Pick<Service, "redis" | "prefix">): Promise<Contents> {
  // Processes speak of themselves without being asked.
  const keys = (await redis.keys(`${prefix}:*`))
    .filter((key) => !key.includes(":seen:") && !OF_PROCESSES.some((name) => key === `${prefix}:${name}`))
    .sort();
  const pipeline = redis.pipeline();
  for (const key of keys) {
    if (/:(room|peers)$/.test(key)) pipeline.hgetall(key);
    else if (/:(events|outbox|dead|hands|ledger)$/.test(key)) pipeline.xlen(key);
    else if (/:(dirty|due|active)$/.test(key)) pipeline.zrange(key, "0", "-1", "WITHSCORES");
    else throw new Error(`an undocumented key: ${key}`);
  }
  const replies = (await pipeline.exec()) ?? [];
  return new Map(keys.map((key, at) => [key, replies[at]?.[1]]));
}

/** The sum over all rooms. */
export function versionsIn(contents: Contents): number {
  return [...contents].reduce(
    (sum, [key, value]) => sum + (key.endsWith(":room") ? Number((value as { version: string }).version) : 0),
    0,
  );
}
