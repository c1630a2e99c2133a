import { failure, ok, type Reply, readObject } from "./http-exchange.ts";
import type { RestRoute } from "./rest.ts";
import type { SentWebhook, WebhookSelection } from "./sent-webhook.ts";
import type { WebhookSender } from "./webhook-sender.ts";

const DEFAULT_LIMIT = 10;
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
      handle: ({ body }) => replayWebhooks(webhooks, body),
    },
  ];
}

function listWebhooks(webhooks: WebhookSender, query: URLSearchParams): Reply {
  const status = query.get("status") ?? "failed";
  if (status !== "failed") return failure(400, "status must be failed");
  const sinceMs = readTime(query.get("start_time"));
  if (sinceMs === null) return failure(400, "start_time must be an RFC 3339 time");
  const failed = webhooks
    .list({ sinceMs, roomId: query.get("room_id") ?? undefined })
    .filter((webhook) => webhook.state === "failed");
  const limit = Math.min(wholeNumber(query.get("limit"), DEFAULT_LIMIT), MAX_LIMIT);
  const page = wholeNumber(query.get("page"), 1);
  const data = failed.slice((page - 1) * limit, page * limit).map(viewOf);
  return ok({ total: failed.length, limit, page, data });
}

function replayWebhooks(webhooks: WebhookSender, body: string): Reply {
  const selection = readSelection(body === "" ? "{}" : body);
  if (selection === null) return failure(400, "ids, room_id and start_time do not fit");
  return ok({ message: "replay started", count: webhooks.replay(selection) });
}

/** All failed ones when the body selects nothing; null when it is malformed. */
function readSelection(body: string): WebhookSelection | null {
  const fields = readObject(body);
  if (fields === null) return null;
  const { ids, room_id: roomId, start_time = null } = fields;
  const sinceMs = start_time === null || typeof start_time === "string" ? readTime(start_time) : null;
  const idsFit = ids === undefined || (Array.isArray(ids) && ids.every((id) => typeof id === "string"));
  const roomFits = roomId === undefined || typeof roomId === "string";
  return idsFit && roomFits && sinceMs !== null ? { ids, roomId, sinceMs } : null;
}

/** Unix time in ms; the beginning when absent, null when malformed. */
function readTime(text: string | null): number | null {
  const ms = text === null ? 0 : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

function wholeNumber(text: string | null, otherwise: number): number {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : otherwise;
}

function viewOf({ id, type, roomId, event, attempts }: SentWebhook) {
  return { id, type, room_id: roomId, timestamp: event.timestamp, status: "failed", attempts, event };
}
