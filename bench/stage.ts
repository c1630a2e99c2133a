import { startRedis } from "../src/demo/redis.ts";
import type { RedisProcess } from "../src/demo/redis-process.ts";

interface Stoppable {
  stop?(): Promise<void> | void;
  close?(): Promise<void> | void;
}

export interface Stage {
  readonly redis: RedisProcess;
  /** Ends it when the bench is over, the last one first. */
  keep<Part extends Stoppable>(part: Part): Part;
}

/** A Redis of its own, and whatever is kept beside it, for as long as the bench takes. */
export async function withStage<T>(bench: (stage: Stage) => Promise<T>): Promise<T> {
  const parts: Stoppable[] = [];
  const keep = <Part extends Stoppable>(part: Part): Part => {
    parts.push(part);
    return part;
  };
  const redis = keep(await startRedis({ env: process.env, say: console.error }));
  try {
    return await bench({ redis, keep });
  } finally {
    for (const part of parts.reverse()) await (part.stop ?? part.close)?.call(part);
  }
}
