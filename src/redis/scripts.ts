import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Command } from "ioredis";
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
  const sha = createHash("sha1").update(lua).digest("hex");
  return async (redis, keys, args) => {
    try {
      return await call(redis, "evalsha", [sha, keys.length, ...keys, ...args]);
    } catch (error) {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      return await call(redis, "eval", [lua, keys.length, ...keys, ...args]);
    }
  };
}

// What ioredis' own `defineCommand` does besides takes as long as all the rest of a call.
function call(redis: RedisClient, name: "evalsha" | "eval", args: (string | number)[]): Promise<unknown> {
  return redis.sendCommand(new Command(name, args, { replyEncoding: "utf8" })) as Promise<unknown>;
}

export const commitScript = script("commit");
export const claimScript = script("claim");
export const acknowledgeScript = script("acknowledge");
export const holdScript = script("hold");
export const claimDueScript = script("claim-due");
export const intakeWatchScript = script("intake-watch");
export const forgetScript = script("forget");
export const reviveScript = script("revive");
export const timeScript = script("time");
export const whoseHistoryScript = script("whose-history");
