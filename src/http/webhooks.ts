import type { ServerResponse } from "node:http";
import { inTime } from "../rooms/in-time.ts";
import type { Log } from "../rooms/ports.ts";
import type { Notification } from "../rooms/presence-fact.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { WebhookReading } from "../rooms/webhook-reading.ts";
import { sendJson, sendProblem } from "./answer.ts";
import { readJsonBody } from "./body.ts";
import { describeError } from "./failure.ts";
import { note, notesOf } from "./notes.ts";
import { malformed, type Problem, problemOf, problemOfFailure } from "./problem.ts";
import type { RateLimits } from "./rate-limits.ts";
import type { PlainHandler, PlainRequest } from "./route.ts";
import { createSecretCheck, readSingleHeader } from "./secrets.ts";
import type { WebhookStats } from "./webhook-stats.ts";

/** Before 100ms gives up on the call, so that it hears a 503 and tries again. */
const PATIENCE_MS = 2300;

export interface WebhookDeps {
  readonly rooms: Pick<Rooms, "notify">;
  readonly readWebhook: (body: unknown) => WebhookReading;
  /** Lower case. */
  readonly webhookHeader: string;
  readonly webhookSecrets: readonly string[];
  readonly webhooks: WebhookStats;
  readonly limits: Pick<RateLimits, "wrongSecret">;
  readonly log: Log;
  /** Unix time in ms. */
  readonly now: () => number;
}

type Outcome = "accepted" | "duplicate" | "ignored";
type Result =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly problem: Problem; readonly err?: unknown; readonly webhook?: string };

/** 200 says that the effect is committed (or that there is none); anything else makes 100ms try again. */
export function createWebhookHandler(deps: WebhookDeps): PlainHandler {
  const isKnown = createSecretCheck(deps.webhookSecrets);
  return async (req, res) => {
    const secret = readSingleHeader(req, deps.webhookHeader);
    const result = secret !== null && isKnown(secret) ? await take(deps, req, res) : keepOut(deps, req);
    if (!result.ok) return answerRefused(deps, req, res, result);
    deps.webhooks.countTaken(result.outcome, deps.now());
    note(res, { outcome: result.outcome });
    sendJson(res, 200, `{"outcome":"${result.outcome}"}`);
  };
}

async function take(deps: WebhookDeps, req: PlainRequest, res: ServerResponse): Promise<Result> {
  const reading = await readJsonBody(req);
  if (!reading.ok) return refuse(reading.problem);
  const webhook = deps.readWebhook(reading.body);
  if (webhook.outcome === "malformed")
    return refuse(malformed("The body is not a webhook of 100ms.", webhook.faults));
  if (webhook.outcome === "ignored") return { ok: true, outcome: "ignored" };
  const { id, roomId } = webhook.notification;
  note(res, { webhook: id, room: roomId });
  return notify(deps, webhook.notification, notesOf(res).trace);
}

async function notify(
  { rooms }: WebhookDeps,
  notification: Notification,
  trace: string | undefined,
): Promise<Result> {
  try {
    // What comes after the time is up changes nothing here: the webhook's id makes the next try a duplicate.
    return { ok: true, outcome: await inTime(rooms.notify(notification, trace), PATIENCE_MS) };
  } catch (error) {
    return {
      ok: false,
      problem: problemOfFailure(error),
      err: describeError(error),
      webhook: notification.id,
    };
  }
}

function refuse(problem: Problem): Result {
  return { ok: false, problem };
}

function keepOut({ limits, webhookHeader }: WebhookDeps, req: PlainRequest): Result {
  const detail = `Exactly one ${webhookHeader} header with a configured secret is needed.`;
  return refuse(limits.wrongSecret(req) ?? problemOf("wrong_secret", detail));
}

function answerRefused(
  deps: WebhookDeps,
  req: PlainRequest,
  res: ServerResponse,
  { problem, err, webhook }: Result & { ok: false },
): void {
  const { status, code } = problem;
  deps.webhooks.countRefused(code);
  const fields = { status, code, from: req.ip, webhook, err };
  if (code === "internal") deps.log.error(fields, "webhook failed");
  else if (code !== "rate_limited") deps.log.warn(fields, "webhook refused");
  sendProblem(res, problem);
}
