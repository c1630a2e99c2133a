import { randomBytes } from "node:crypto";
import { type Config, readConfig } from "../config.ts";
import type { DemoArguments } from "./arguments.ts";
import type { Platform } from "./platform.ts";

/** What a player has when the demo seats them, and buys again when broke. */
export const BUY_IN = 200;

export const PLAYER_ROLE = "player";
export const SPECTATOR_ROLE = "spectator";

interface Around {
  readonly redisUrl: string;
  readonly platform: Pick<Platform, "apiUrl" | "accessKey" | "appSecret">;
  readonly seed: string;
}

/** For bots in the terminal. */
export function demoConfig(demo: DemoArguments, around: Around): Config {
  return readEnvironment(demo, around, {
    PLAYER_ROLES: PLAYER_ROLE,
    TABLE_MIN_PLAYERS: String(demo.players),
    TABLE_TURN_SECONDS: "20",
    TABLE_TIME_BANK_SECONDS: "20",
    RATE_LIMIT_PLAYER: "0",
    RATE_LIMIT_ADDRESS: "0",
  });
}

interface AroundPage extends Around {
  readonly platform: Platform;
  readonly pagePort: number;
  /** What the person at the keyboard has set. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** For people at the page. Everybody may run the table. */
export function pageConfig(demo: DemoArguments, { pagePort, env, ...around }: AroundPage): Config {
  const origins = ["127.0.0.1", "localhost"].map((host) => new URL(`http://${host}:${pagePort}`).origin);
  return readEnvironment(demo, around, {
    PLAYER_ROLES: "*",
    HOST_ROLES: around.platform.role,
    CORS_ORIGINS: origins.join(","),
    TABLE_BOT_SECONDS: (2 / demo.speed).toFixed(3),
    ...(env.PORT !== undefined && { PORT: env.PORT }),
    ...(env.WEBHOOK_SECRETS !== undefined && { WEBHOOK_SECRETS: env.WEBHOOK_SECRETS }),
  });
}

/** The environment that an operator would set, with secrets made for this run, read as Croupier reads it. */
function readEnvironment(
  demo: DemoArguments,
  { redisUrl, platform, seed }: Around,
  more: Readonly<Record<string, string>>,
): Config {
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
    TABLE_VARIANT: demo.variant,
    TABLE_BUY_IN: String(BUY_IN),
    TABLE_SEED: seed,
    // Bots without thinking time are quicker than any person.
    TABLE_NEXT_HAND_SECONDS: demo.mode === "headless" ? "0.05" : (4 / demo.speed).toFixed(3),
    ...more,
  });
  if (!reading.ok) throw new Error(reading.faults.join("; "));
  return reading.config;
}
