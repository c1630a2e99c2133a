import { request } from "undici";
import { createPlatformClient } from "../100ms/client.ts";
import { createManagementToken } from "../100ms/management-token.ts";
import type { Config } from "../config.ts";
import { PlatformError } from "../rooms/ports.ts";
import { type Finding, fix, good, look } from "./finding.ts";

/** The Date header has whole seconds, and tokens have ten seconds to spare. */
const SKEW_MS = 5000;
const TIMEOUT_MS = 5000;
const WEEK_MS = 7 * 24 * 3_600_000;

/** Whether 100ms can be reached, knows the key, and has the same time. */
export async function checkPlatform({ platform }: Config): Promise<readonly Finding[]> {
  const tokens = createManagementToken({ ...platform, now: Date.now });
  const client = createPlatformClient({ apiUrl: platform.apiUrl, tokens, timeoutMs: TIMEOUT_MS });
  const nowMs = Date.now();
  try {
    const lost = await client.countFailed({ fromMs: nowMs - WEEK_MS, toMs: nowMs });
    return [good("100ms takes the key"), await clockFinding(platform.apiUrl), ...lostFindings(lost)];
  } catch (error) {
    if (error instanceof PlatformError) return [faultOf(error)];
    throw error;
  } finally {
    await client.close();
  }
}

function faultOf({ kind, status, message }: PlatformError): Finding {
  if (status === 401 || status === 403)
    return fix(
      `100ms refuses the key (${status})`,
      "copy HMS_APP_ACCESS_KEY and HMS_APP_SECRET anew from the dashboard's Developer page; or this machine's clock is wrong",
    );
  if (kind === "throttled")
    return look(
      `100ms cannot be asked now: ${message}`,
      "it limits how often it is asked: try again in a minute",
    );
  return fix(`100ms cannot be asked: ${message}`, remedyOf(status));
}

function remedyOf(status: number | null): string {
  if (status === null) return "check HMS_API_URL, DNS, and the way out of this network";
  if (status >= 500) return "it has trouble of its own, or a proxy on the way has: try again later";
  return "something else answers there: HMS_API_URL is https://api.100ms.live/v2, with the version at its end";
}

async function clockFinding(apiUrl: string): Promise<Finding> {
  const theirMs = await timeAt(apiUrl);
  if (theirMs === null) return look("100ms tells no time", "its clock cannot be compared with this one");
  const skewMs = theirMs - Date.now();
  return Math.abs(skewMs) <= SKEW_MS
    ? good("100ms' clock is right by this machine's")
    : fix(
        `100ms' clock is ${Math.round(skewMs / 1000)} s off this machine's`,
        "run NTP here: tokens and webhooks carry times",
      );
}

/** Null when it tells none, or cannot be asked. */
async function timeAt(url: string): Promise<number | null> {
  try {
    const { headers, body } = await request(url, { headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
    await body.dump();
    const ms = Date.parse(String(headers["date"]));
    return Number.isNaN(ms) ? null : ms;
  } catch {
    return null;
  }
}

function lostFindings(count: number): readonly Finding[] {
  if (count === 0) return [];
  return [
    look(
      `100ms could not deliver ${count} webhooks within the last week`,
      "POST /analytics/webhooks/replay of 100ms sends them again",
    ),
  ];
}
