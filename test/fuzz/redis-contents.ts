import { keysIn } from "../redis-for-tests.ts";
import type { Service } from "../service.ts";

/** What is stored about rooms, by key. The remembered answers are left out: a refusal is remembered as well. */
export type Contents = ReadonlyMap<string, unknown>;

const OF_PROCESSES = ["processes", "probe", "schemas"];

export async function readContents({ redis, prefix }: Pick<Service, "redis" | "prefix">): Promise<Contents> {
  // Processes speak of themselves without being asked.
  const keys = (await keysIn(redis, `${prefix}:*`))
    .filter(
      (key) => !/:seen:|}:probe$/.test(key) && !OF_PROCESSES.some((name) => key === `${prefix}:${name}`),
    )
    .sort();
  const contents = await Promise.all(keys.map((key) => readKey(redis, key)));
  return new Map(keys.map((key, at) => [key, contents[at]]));
}

async function readKey(redis: Service["redis"], key: string): Promise<unknown> {
  if (/:(room|peers)$/.test(key)) return await redis.hgetall(key);
  if (/:(events|outbox|dead|hands|ledger)$/.test(key)) return await redis.xlen(key);
  if (/:(dirty|due|active)$/.test(key)) return await redis.zrange(key, "0", "-1", "WITHSCORES");
  throw new Error(`an undocumented key: ${key}`);
}

/** The sum over all rooms. */
export function versionsIn(contents: Contents): number {
  return [...contents].reduce(
    (sum, [key, value]) => sum + (key.endsWith(":room") ? Number((value as { version: string }).version) : 0),
    0,
  );
}
