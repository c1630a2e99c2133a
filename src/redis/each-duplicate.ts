import type { Redis } from "ioredis";

/** Does the same to every connection that is duplicated from this one, as BullMQ does. */
export function eachDuplicate(redis: Redis, task: (other: Redis) => void): void {
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const other = duplicate(override);
    task(other);
    return other;
  };
}
