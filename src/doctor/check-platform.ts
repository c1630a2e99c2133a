import { request } from "undici";
import { createConnection } from "../100ms/connection.ts";
import { createManagementToken } from "../100ms/management-token.ts";
import type { Config } from "../config.ts";
import { PlatformError } from "../rooms/ports.ts";
import { type Finding, fix, good, look } from "./finding.ts";

/** The Date header has whole seconds, and tokens have ten seconds to spare. */
const SKEW_MS = 5000;
const TIMEOUT_MS = 5000;

/** Whether 100ms can be reached, knows the key, and has the same time. */
export async function checkPlatform({ platform }: Config): Promise<readonly Finding[]> {
  const tokens = createManagementToken({ ...platform, now: Date.now });
  const connection = createConnection({ apiUrl: platform.apiUrl, tokens, timeoutMs: TIMEOUT_MS });
  const get = (name: string, path: string) => connection.call({ name, method: "GET", path, body: null });
  try {
    const credentials = await credentialsFinding(() => get("peers", "/active-rooms/croupier-doctor/peers"));
    if (credentials.weight === "fix") return [credentials];
    return [
      credentials,
      await clockFinding(platform.apiUrl),
      ...(await lostWebhooks(() => get("webhooks", "/analytics/webhooks?status=failed&limit=1"))),
    ];
  } finally {
    await connection.close();
  }
}

// No room has that name: 404 is the answer to a key that is right.
async function credentialsFinding(ask: () => Promise<string>): Promise<Finding> {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    if (error.status === 401 || error.status === 403)
      return fix(
        `100ms refuses the key (${error.status})`,
        "copy HMS_APP_ACCESS_KEY and HMS_APP_SECRET anew from the dashboard's Developer page; or this machine's clock is wrong",
      );
    if (error.status !== 404)
      return fix(
        `100ms cannot be asked: ${error.message}`,
        "check HMS_API_URL, DNS, and the way out of this network",
      );
  }
  return good("100ms takes the key");
}

async function clockFinding(apiUrl: string): Promise<Finding> {
  const { headers, body } = await request(apiUrl, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  await body.dump();
  const theirMs = Date.parse(String(headers["date"]));
  if (Number.isNaN(theirMs)) return look("100ms tells no time", "its clock cannot be compared with this one");
  const skewMs = theirMs - Date.now();
  return Math.abs(skewMs) <= SKEW_MS
    ? good("100ms' clock is right by this machine's")
    : fix(
        `100ms' clock is ${Math.round(skewMs / 1000)} s off this machine's`,
        "run NTP here: tokens and webhooks carry times",
      );
}

async function lostWebhooks(ask: () => Promise<string>): Promise<readonly Finding[]> {
  try {
    const { total } = JSON.parse(await ask()) as { total?: unknown };
    if (typeof total !== "number" || total === 0) return [];
    return [
      look(
        `100ms could not deliver ${total} webhooks`,
        "POST /analytics/webhooks/replay of 100ms sends them again",
      ),
    ];
  } catch (error) {
    if (error instanceof PlatformError) return [];
    throw error;
  }
}
