import type { Redis } from "ioredis";

type RefusedCommand = Error & { readonly command?: { readonly name: string } };

/**
 * ioredis goes on in database 0 when the server refuses the one that it was told. It and all that is duplicated from
 * it, as BullMQ does, lose that connection before anything is asked on it, and try again.
 */
export function insistOnDatabase(redis: Redis): void {
  const duplicate = redis.duplicate.bind(redis);
  redis.duplicate = (override) => {
    const other = duplicate(override);
    insistOnDatabase(other);
    return other;
  };
  redis.on("error", ({ command }: RefusedCommand) => {
    // Not at once: the INFO that ioredis asks next would be kept for a better connection, at every attempt another one.
    if (command?.name === "select") process.nextTick(() => redis.stream.destroy());
  });
}
