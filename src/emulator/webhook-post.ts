import { Agent, request } from "undici";
import type { FaultInjector } from "./faults.ts";
import type { SentWebhook } from "./sent-webhook.ts";

/** Where webhooks go, with the secret headers that the customer configured. */
export interface WebhookTarget {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Posts a webhook once. */
export function createWebhookPost(deps: { readonly faults: FaultInjector; readonly timeoutMs: number }) {
  const { faults, timeoutMs } = deps;
  const agent = new Agent({
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    connect: { timeout: timeoutMs },
  });
  let target: WebhookTarget | null = null;
  return {
    hasTarget: () => target !== null,
    pointAt(next: WebhookTarget | null): void {
      target = next;
    },
    /** The status of the answer; null when there was none. */
    async post({ roomId, type, event }: SentWebhook, isReplay: boolean): Promise<number | null> {
      if (target === null) return null;
      const { url, headers } = target;
      try {
        const { statusCode, body } = await request(url, {
          method: "POST",
          dispatcher: agent,
          headers: {
            ...(faults.spoilsSecret(roomId, type) ? spoil(headers) : headers),
            "content-type": "application/json",
          },
          body: JSON.stringify(isReplay ? { ...event, is_replay: true } : event),
        });
        await body.dump();
        return statusCode;
      } catch {
        // Whatever kept the answer away, it is one attempt without an answer.
        return null;
      }
    },
    /** Breaks off what is under way. */
    async destroy(): Promise<void> {
      target = null;
      await agent.destroy();
    },
  };
}

function spoil(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, `wrong-${value}`]));
}
