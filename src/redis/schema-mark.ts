import type { RedisClient } from "./connection.ts";
import { available } from "./unavailable.ts";

/**
 * Leaves a mark of the newest schemas that processes here write, and throws an Error when one of them is newer than
 * this process knows: it would have to refuse rooms again and again.
 */
export async function markSchemas(
  redis: RedisClient,
  key: string,
  ours: ReadonlyMap<string, number>,
): Promise<void> {
  const marked = await available(redis.hgetall(key));
  for (const [of, schema] of ours) {
    const newest = Number(marked[of] ?? 0);
    if (newest > schema)
      throw new Error(
        `a newer Croupier has run here: the state of ${of} has schema ${newest}, this one knows ${schema}`,
      );
    if (newest < schema) await available(redis.hset(key, of, schema));
  }
}
