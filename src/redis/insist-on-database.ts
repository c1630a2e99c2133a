import type { Redis } from "ioredis";
import { eachDuplicate } from "./each-duplicate.ts";

type RefusedCommand = Error & { readonly command?: { readonly name: string } };

/**
 * ioredis goes on in database 0 when the server refuses the one that it was told. It and all that is duplicated from
 * it lose that connection before anything is asked on it, and try again.
 */
export function insistOnDatabase(redis: Redis): void {
  eachDuplicate(redis, insistOnDatabase);
  redis.on("error", ({ command }: RefusedCommand) => {
    // Not at once: the INFO that ioredis asks next would be kept for a better connection, at every attempt another one.
    if (command?.name === "select") process.nextTick(() => redis.stream.destroy());
  });
}
