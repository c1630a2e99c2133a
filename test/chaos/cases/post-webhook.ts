import { request } from "undici";
import type { SentWebhook } from "../../../src/emulator/sent-webhook.ts";
import { type House, WEBHOOK_SECRET } from "../house.ts";

export interface WebhookAnswer {
  /** Null: the connection broke. */
  readonly status: number | null;
  /** accepted, duplicate, ignored, or the code of a problem. */
  readonly outcome: string;
  readonly tookMs: number;
}

/** Headers name by name, so that one may come twice. */
export const RIGHT_HEADERS: readonly string[] = ["x-croupier-secret", WEBHOOK_SECRET];

/** Posts a body as 100ms would, once. */
export async function postWebhook(
  house: House,
  body: string | Buffer,
  headers: readonly string[] = RIGHT_HEADERS,
): Promise<WebhookAnswer> {
  const startedAtMs = performance.now();
  const took = (): number => performance.now() - startedAtMs;
  try {
    const answer = await request(`${house.url()}/webhooks/100ms`, {
      method: "POST",
      body,
      headers: ["content-type", "application/json", ...headers],
    });
    const { outcome, code } = (await answer.body.json()) as { outcome?: string; code?: string };
    return { status: answer.statusCode, outcome: outcome ?? code ?? "", tookMs: took() };
  } catch {
    return { status: null, outcome: "", tookMs: took() };
  }
}

/** A webhook that was sent, as 100ms would send it again; with an id of its own when one is given. */
export function replayOf({ event }: SentWebhook, { id = event.id, isReplay = true } = {}): string {
  return JSON.stringify({ ...event, id, ...(isReplay ? { is_replay: true } : {}) });
}
