import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { RedisClient } from "./connection.ts";
import { callByDigest } from "./script-command.ts";

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
  return (redis, keys, args) => {
    const command = callByDigest(sha, keys, args);
    const call = redis.sendCommand(command) as Promise<unknown>;
    return call.catch((error: unknown) => {
      if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
      return redis.sendCommand(command.asEval(lua));
    });
  };
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
