import type { NextFunction, Request, Response } from "express";
import type { Document } from "../game/game.ts";
import type { RoomId } from "../rooms/ports.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { readAnnouncement } from "./announcement.ts";
import { sendDocument, sendJson, sendProblem } from "./answer.ts";
import { readJsonBody } from "./body.ts";
import { readLeftover } from "./operator/orders.ts";
import {
  malformed,
  type Problem,
  problemOf,
  problemOfRefusal,
  unauthorized,
  unknownRoom,
} from "./problem.ts";
import type { RateLimits } from "./rate-limits.ts";
import { type Handler, roomIdOf } from "./route.ts";
import { createSecretCheck, readBearer } from "./secrets.ts";

interface Health {
  readonly status: "ok" | "degraded" | "down";
  readonly reasons?: readonly string[];
}

const TOKEN_NEEDED = "The operator's token is needed as a bearer token.";

export interface AdminDeps {
  readonly rooms: Pick<Rooms, "order" | "announce" | "settleMessage" | "reconcile" | "list" | "inspect">;
  readonly health: () => Promise<Health>;
  /** In Prometheus' text format. */
  readonly metrics: () => Promise<Document>;
}

interface TokenDeps {
  readonly adminToken: string;
  readonly limits: Pick<RateLimits, "operator" | "wrongToken" | "rightToken">;
}

/** Middleware that lets nobody pass without the operator's token. */
export function createAdminGuard(deps: TokenDeps): (req: Request, res: Response, next: NextFunction) => void {
  const tokenProblem = createTokenCheck(deps);
  return (req, res, next) => {
    const problem = tokenProblem(req);
    if (problem === null) next();
    else sendProblem(res, problem);
  };
}

/** What to refuse a request without the operator's token with; null: it has it. */
export function createTokenCheck({ adminToken, limits }: TokenDeps): (req: Request) => Problem | null {
  const isToken = createSecretCheck([adminToken]);
  return (req) => {
    const tooMany = limits.operator(req);
    if (tooMany !== null) return tooMany;
    const token = readBearer(req);
    if (token === null || !isToken(token)) return limits.wrongToken(req) ?? unauthorized(TOKEN_NEEDED);
    limits.rightToken(req);
    return null;
  };
}

/** The report itself is the answer, also when it is bad. */
export function createHealthHandler({ health }: Pick<AdminDeps, "health">): Handler {
  return async (_req, res) => {
    const report = await health();
    sendJson(res, report.status === "down" ? 503 : 200, JSON.stringify(report));
  };
}

export function createMetricsHandler({ metrics }: Pick<AdminDeps, "metrics">): Handler {
  return async (_req, res) => sendDocument(res, await metrics());
}

export function createRoomListHandler({ rooms }: AdminDeps): Handler {
  return async (_req, res) => sendJson(res, 200, JSON.stringify({ rooms: await rooms.list() }));
}

export function createInspectionHandler({ rooms }: AdminDeps): Handler {
  return inRoom(async (roomId, _req, res) => {
    const inspection = await rooms.inspect(roomId);
    if (inspection === null) sendProblem(res, unknownRoom());
    else sendJson(res, 200, JSON.stringify(inspection));
  });
}

export function createOrderHandler({ rooms }: AdminDeps, order: "pause" | "resume" | "close"): Handler {
  return inRoom(async (roomId, _req, res) => {
    const answer = await rooms.order(roomId, order);
    if (!answer.ok) return sendProblem(res, problemOfRefusal(answer));
    sendJson(res, 200, JSON.stringify({ version: answer.version }));
  });
}

export function createReconcileHandler({ rooms }: AdminDeps): Handler {
  return inRoom(async (roomId, _req, res) => {
    const { joined, left } = await rooms.reconcile(roomId);
    sendJson(res, 200, JSON.stringify({ joined, left }));
  });
}

/** 202: the message is in the room's outbox, its turn comes. */
export function createMessageHandler({ rooms }: AdminDeps): Handler {
  return inRoom(async (roomId, req, res) => {
    const read = await readJsonBody(req);
    if (!read.ok) return sendProblem(res, read.problem);
    const reading = readAnnouncement(read.body);
    if (!reading.ok) return sendProblem(res, malformed("The body is not a message.", reading.faults));
    const answer = await rooms.announce(roomId, reading.announcement);
    if (!answer.ok) return sendProblem(res, problemOfRefusal(answer));
    sendJson(res, 202, JSON.stringify({ seq: answer.seq }));
  });
}

export function createLeftoverHandler(
  { rooms }: AdminDeps,
  of: "undelivered" | "dead",
  what: "retry" | "discard",
): Handler {
  return inRoom(async (roomId, req, res) => {
    const which = readLeftover(of, String(req.params["messageId"]));
    const isThere = which !== null && (await rooms.settleMessage(roomId, { ...which, what }));
    if (isThere) sendJson(res, 200, `{"outcome":"${what === "retry" ? "retried" : "discarded"}"}`);
    else sendProblem(res, problemOf("unknown_message", "There is no such message any more."));
  });
}

function inRoom(handle: (roomId: RoomId, req: Request, res: Response) => Promise<void>): Handler {
  return async (req, res) => {
    const roomId = roomIdOf(req);
    if (roomId === null) sendProblem(res, unknownRoom());
    else await handle(roomId, req, res);
  };
}
