import { execFileSync } from "node:child_process";
import { freePort } from "../src/demo/free-port.ts";
import { type MeasuredProcess, startMeasured } from "./measured-process.ts";

export const ACCESS_KEY = "bench-access-key";
export const APP_SECRET = "bench-app-secret-bench-app-secret";
export const WEBHOOK_SECRET = "bench-webhook-secret";

interface Around {
  readonly redisUrl: string;
  readonly role: "all" | "web";
  readonly nodeFlags?: readonly string[];
  /** Besides the usual. */
  readonly env?: Readonly<Record<string, string>>;
}

/** What is measured is what runs in production: plain JavaScript in `dist/`. */
export function buildCroupier(): void {
  execFileSync("npm", ["run", "build", "--silent"], { stdio: "inherit" });
}

/** Croupier as `npm start` runs it; needs `buildCroupier`. Nobody answers where it looks for 100ms. */
export async function startCroupier({
  redisUrl,
  role,
  nodeFlags = [],
  env = {},
}: Around): Promise<MeasuredProcess> {
  const port = await freePort();
  return await startMeasured({
    args: ["dist/main.js"],
    nodeFlags,
    port,
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      ROLE: role,
      // The two lines that each command writes at `info` are a price of their own.
      LOG_LEVEL: "warn",
      REDIS_URL: redisUrl,
      HMS_API_URL: "http://127.0.0.1:9/v2",
      HMS_APP_ACCESS_KEY: ACCESS_KEY,
      HMS_APP_SECRET: APP_SECRET,
      WEBHOOK_SECRETS: WEBHOOK_SECRET,
      ADMIN_TOKEN: "bench-admin-token-0000",
      // On, and never reached by a load from one address.
      RATE_LIMIT_PLAYER: "10000",
      RATE_LIMIT_ADDRESS: "1000000",
      TABLE_MIN_PLAYERS: "6",
      TABLE_BUY_IN: "100000",
      TABLE_BUY_IN_MAX: "1000000",
      TABLE_TURN_SECONDS: "600",
      TABLE_NEXT_HAND_SECONDS: "600",
      ...env,
    },
  });
}
