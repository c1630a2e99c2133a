import { randomUUID } from "node:crypto";

export interface Attempt {
  readonly atMs: number;
  /** Null: no answer. */
  readonly status: number | null;
}

/** A webhook and what became of it. */
export interface SentWebhook {
  readonly id: string;
  readonly roomId: string;
  readonly type: string;
  /** The body without `is_replay`. */
  readonly event: WebhookEvent;
  readonly attempts: readonly Attempt[];
  readonly state: "sending" | "delivered" | "failed" | "dropped";
}

type WebhookEvent = ReturnType<typeof webhookEvent>;

export function webhookEvent(type: string, data: object, timestamp: string) {
  return {
    version: "2.0",
    id: randomUUID(),
    account_id: "emulator-account",
    app_id: "emulator-app",
    timestamp,
    type,
    data,
  };
}

/** What is absent does not select. */
export interface WebhookSelection {
  readonly roomId?: string | undefined;
  /** Unix time in ms. */
  readonly sinceMs?: number | undefined;
  /** Unix time in ms. */
  readonly untilMs?: number | undefined;
}

export function isSelected(webhook: SentWebhook, { roomId, sinceMs, untilMs }: WebhookSelection): boolean {
  return (
    (roomId === undefined || roomId === webhook.roomId) &&
    (sinceMs === undefined || Date.parse(webhook.event.timestamp) >= sinceMs) &&
    (untilMs === undefined || Date.parse(webhook.event.timestamp) <= untilMs)
  );
}
