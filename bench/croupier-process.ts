import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { freePort } from "../src/demo/free-port.ts";
import { type MeasuredProcess, startMeasured } from "./measured-process.ts";

export const ACCESS_KEY = "bench-access-key";
export const APP_SECRET = "bench-app-secret-bench-app-secret";
export const WEBHOOK_SECRET = "bench-webhook-secret";
export const ADMIN_TOKEN = "bench-admin-token-0000";

interface Around {
  readonly redisUrl: string;
  readonly role: "all" | "web" | "worker";
  /** Where it finds 100ms; absent: nobody answers there. */
  readonly platformUrl?: string;
  readonly nodeFlags?: readonly string[];
  /** Besides the usual. */
  readonly env?: Readonly<Record<string, string>>;
}

/** All but where it is and whom it talks to. */
export const usualVariables = {
  HOST: "127.0.0.1",
  // The two lines that each command writes at `info` are a price of their own.
  LOG_LEVEL: "warn",
  HMS_APP_ACCESS_KEY: ACCESS_KEY,
  HMS_APP_SECRET: APP_SECRET,
  WEBHOOK_SECRETS: WEBHOOK_SECRET,
  ADMIN_TOKEN,
  // On, and never reached by a load from one address.
  RATE_LIMIT_PLAYER: "10000",
  RATE_LIMIT_ADDRESS: "1000000",
  TABLE_MIN_PLAYERS: "6",
  TABLE_BUY_IN: "100000",
  TABLE_BUY_IN_MAX: "1000000",
  TABLE_TURN_SECONDS: "600",
  TABLE_NEXT_HAND_SECONDS: "600",
} as const;

/** What is measured is what runs in production: plain JavaScript in `dist/`. */
export function buildCroupier(): void {
  execFileSync("npm", ["run", "build", "--silent"], { stdio: "inherit" });
}

function readManifest(): { readonly scripts: { readonly start: string } } {
  return JSON.parse(readFileSync("package.json", "utf8"));
}

/** Croupier as `npm start` runs it; needs `buildCroupier`. A worker's port is that of its metrics. */
export async function startCroupier({
  redisUrl,
  role,
  platformUrl = "http://127.0.0.1:9/v2",
  nodeFlags = [],
  env = {},
}: Around): Promise<MeasuredProcess> {
  const port = await freePort();
  const [, ...start] = readManifest().scripts.start.split(" ");
  return await startMeasured({
    args: start,
    nodeFlags,
    port,
    env: {
      ...usualVariables,
      [role === "worker" ? "METRICS_PORT" : "PORT"]: String(port),
      ROLE: role,
      REDIS_URL: redisUrl,
      HMS_API_URL: platformUrl,
      ...env,
    },
  });
}
