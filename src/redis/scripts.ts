import { readFileSync } from "node:fs";
import type { RedisClient } from "./connection.ts";

const read = (name: string): string => readFileSync(new URL(`./${name}.lua`, import.meta.url), "utf8");

/** A Lua file by its name: sends EVALSHA, and the text once when Redis does not know it (restart, SCRIPT FLUSH). */
export type Script = (
  redis: RedisClient,
  keys: readonly string[],
  args: readonly (string | number)[],
) => Promise<unknown>;

function script(name: string): Script {
  const lua = read(name);
  const command = `croupier_${name.replaceAll("-", "_")}`;
  return (redis, keys, args) => {
    if (!(command in redis)) redis.defineCommand(command, { lua });
    const call = (redis as unknown as Record<string, (...args: (string | number)[]) => Promise<unknown>>)[
      command
    ];
    if (call === undefined) throw new Error(`script ${name} was not defined`);
    return call.call(redis, keys.length, ...keys, ...args);
  };
}

export const commitScript = script("commit");
export const claimScript = script("claim");
export const acknowledgeScript = script("acknowledge");
export const holdScript = script("hold");
export const claimDueScript = script("claim-due");
export const intakeWatchScript = script("intake-watch");
export const reviveScript = script("revive");
export const timeScript = script("time");
export const whoseHistoryScript = script("whose-history");
