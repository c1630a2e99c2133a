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
  readonly ids?: readonly string[] | undefined;
  readonly roomId?: string | undefined;
  /** Unix time in ms. */
  readonly sinceMs?: number | undefined;
}

export function isSelected(webhook: SentWebhook, { ids, roomId, sinceMs }: WebhookSelection): boolean {
  return (
    (ids === undefined || ids.includes(webhook.id)) &&
    (roomId === undefined || roomId === webhook.roomId) &&
    (sinceMs === undefined || Date.parse(webhook.event.timestamp) >= sinceMs)
  );
}
