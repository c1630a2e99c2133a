import { randomBytes } from "node:crypto";
import { type Config, readConfig } from "../config.ts";
import type { DemoArguments } from "./arguments.ts";

/** What a player has when the demo seats them, and buys again when broke. */
export const BUY_IN = 200;

export const PLAYER_ROLE = "player";
export const SPECTATOR_ROLE = "spectator";

interface Around {
  readonly redisUrl: string;
  readonly platform: { readonly apiUrl: string; readonly accessKey: string; readonly appSecret: string };
  readonly seed: string;
}

/** The environment that an operator would set, with secrets made for this run, read as Croupier reads it. */
export function demoConfig(demo: DemoArguments, { redisUrl, platform, seed }: Around): Config {
  const reading = readConfig({
    PORT: "0",
    HOST: "127.0.0.1",
    REDIS_URL: redisUrl,
    REDIS_PREFIX: `demo-${randomBytes(4).toString("hex")}`,
    HMS_API_URL: platform.apiUrl,
    HMS_APP_ACCESS_KEY: platform.accessKey,
    HMS_APP_SECRET: platform.appSecret,
    WEBHOOK_SECRETS: randomBytes(16).toString("hex"),
    ADMIN_TOKEN: randomBytes(16).toString("hex"),
    PLAYER_ROLES: PLAYER_ROLE,
    TABLE_VARIANT: demo.variant,
    TABLE_BUY_IN: String(BUY_IN),
    TABLE_MIN_PLAYERS: String(demo.players),
    TABLE_SEED: seed,
    ...pace(demo),
  });
  if (!reading.ok) throw new Error(reading.faults.join("; "));
  return reading.config;
}

// Bots without thinking time are quicker than any person.
function pace({ headless, speed }: DemoArguments): Record<string, string> {
  return {
    TABLE_TURN_SECONDS: "20",
    TABLE_TIME_BANK_SECONDS: "20",
    TABLE_NEXT_HAND_SECONDS: headless ? "0.05" : (4 / speed).toFixed(3),
    RATE_LIMIT_PLAYER: "0",
    RATE_LIMIT_ADDRESS: "0",
  };
}
