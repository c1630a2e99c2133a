import { readConfig } from "../config.ts";
import type { Log } from "../rooms/ports.ts";
import { checkPlatform } from "./check-platform.ts";
import { checkRedis } from "./check-redis.ts";
import { checkVariables } from "./check-variables.ts";
import { checkWebhook } from "./check-webhook.ts";
import { type Finding, fix, look } from "./finding.ts";

interface Examination {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where 100ms reaches Croupier, such as `https://croupier.example`; null: not known yet. */
  readonly publicUrl: string | null;
  readonly log: Log;
  readonly waits: Waits;
}

/** How long is waited for an answer. */
interface Waits {
  readonly redisMs: number;
  readonly webhookMs: number;
}

/** 100ms hangs up on a webhook after 2.5 s. */
export const USUAL_WAITS: Waits = { redisMs: 5000, webhookMs: 2500 };

/** Everything about a deployment that can be known before players come, part by part as it is found out. */
export async function* examine({ env, publicUrl, log, waits }: Examination): AsyncGenerator<Finding> {
  const reading = readConfig(env);
  if (!reading.ok) {
    for (const fault of reading.faults) yield fix(fault, ".env.example tells what each variable is");
    return;
  }
  const { config } = reading;
  yield* checkVariables(config);
  yield* await checkRedis(config, log, waits.redisMs);
  yield* await checkPlatform(config);
  if (publicUrl === null)
    yield look("the webhook's way was not tried", "start Croupier and add --url https://your.host");
  else yield* await checkWebhook(config, publicUrl, waits.webhookMs);
}
