import { randomUUID } from "node:crypto";
import { failure, ok, type Reply, readObject } from "./http-exchange.ts";
import type { RestRoute } from "./rest.ts";
import type { SentWebhook, WebhookSelection } from "./sent-webhook.ts";
import type { WebhookSender } from "./webhook-sender.ts";

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 100;

/** `/v2/analytics/webhooks`: what could not be delivered, and sending it again. */
export function webhookRoutes(webhooks: WebhookSender): readonly RestRoute[] {
  return [
    {
      endpoint: "list-webhooks",
      method: "GET",
      path: "/v2/analytics/webhooks",
      handle: ({ query }) => listWebhooks(webhooks, query),
    },
    {
      endpoint: "replay-webhooks",
      method: "POST",
      path: "/v2/analytics/webhooks/replay",
      handle: ({ query, body }) => replayWebhooks(webhooks, query, body),
    },
  ];
}

function listWebhooks(webhooks: WebhookSender, query: URLSearchParams): Reply {
  if (query.get("status") !== "failed") return failure(400, "status must be failed");
  const selection = selectionOf(Object.fromEntries(query));
  if (selection === null) return failure(400, "start_time and end_time must be RFC 3339 times");
  const failed = webhooks.list(selection).filter((webhook) => webhook.state === "failed");
  const limit = Math.min(wholeNumber(query.get("limit"), DEFAULT_LIMIT), MAX_LIMIT);
  const page = wholeNumber(query.get("page"), 1);
  const pages = Math.ceil(failed.length / limit);
  return ok({
    events: failed.slice((page - 1) * limit, page * limit).map(viewOf),
    pagination: {
      current_page: page,
      page_size: limit,
      total_pages: pages,
      total_items: failed.length,
      has_next: page < pages,
      has_prev: page > 1,
    },
    summary: { total_events: failed.length },
  });
}

function replayWebhooks(webhooks: WebhookSender, query: URLSearchParams, body: string): Reply {
  const fields = readObject(body === "" ? "{}" : body);
  const filters = { ...fields, ...Object.fromEntries(query) };
  const selection = fields === null ? null : selectionOf(filters);
  if (selection === null) return failure(400, "room_id, start_time and end_time do not fit");
  webhooks.replay(selection);
  const message = "Webhook replay has been queued for processing";
  return ok({ workflow_id: `webhook-replay-${randomUUID()}`, status: "started", message, filters });
}

/** What is absent selects all; null when something is malformed. */
function selectionOf(filters: Readonly<Record<string, unknown>>): WebhookSelection | null {
  const { room_id: roomId, start_time: start, end_time: end } = filters;
  const [sinceMs, untilMs] = [readTime(start, 0), readTime(end, Number.POSITIVE_INFINITY)];
  const roomFits = roomId === undefined || typeof roomId === "string";
  return roomFits && sinceMs !== null && untilMs !== null ? { roomId, sinceMs, untilMs } : null;
}

/** Unix time in ms; null when malformed. */
function readTime(text: unknown, otherwise: number): number | null {
  if (text === undefined) return otherwise;
  const ms = typeof text === "string" ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise;
}

function viewOf({ id, type, roomId, event, attempts }: SentWebhook) {
  const status = attempts.at(-1)?.status ?? null;
  return {
    event_id: id,
    event_name: "reporter.webhook.delivery.failed",
    room_id: roomId,
    event_timestamp: event.timestamp,
    payload: {
      event_data: event.data,
      original_event_name: type,
      error_reason: status === null ? "timeout" : `status ${status}`,
    },
  };
}
