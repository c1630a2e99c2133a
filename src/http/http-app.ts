import type { IncomingMessage, ServerResponse } from "node:http";
import createCors from "cors";
import express, { type Express } from "express";
import type { Log } from "../rooms/ports.ts";
import type { Rooms } from "../rooms/rooms.ts";
import {
  type AdminDeps,
  createInspectionHandler,
  createLeftoverHandler,
  createMessageHandler,
  createOrderHandler,
  createReconcileHandler,
  createRoomListHandler,
  createTokenCheck,
} from "./admin.ts";
import { answerBusyPaths, type BusyPath } from "./busy-paths.ts";
import { addDocsRoutes, type DocsDeps } from "./docs.ts";
import {
  createAuditHandler,
  createHandFormatHandler,
  createHandHandler,
  createHandListHandler,
  createLedgerHandler,
} from "./history.ts";
import { addOperatorPages, type OperatorPagesDeps } from "./operator/routes.ts";
import { createSessions } from "./operator/sessions.ts";
import { createCommandHandler, createTableHandler, type PlayerDeps } from "./players.ts";
import { addProbes, addSupervision, type ProbeDeps } from "./probes.ts";
import type { RateLimits } from "./rate-limits.ts";
import { createReport, type ReportDeps } from "./report.ts";
import { addRoute } from "./route.ts";
import { createWebhookHandler, type WebhookDeps } from "./webhooks.ts";
import { answerWhatIsLeft } from "./what-is-left.ts";

export interface HttpDeps extends WebhookDeps, PlayerDeps, AdminDeps, ProbeDeps, DocsDeps, ReportDeps {
  readonly rooms: Rooms;
  readonly board: OperatorPagesDeps["board"];
  readonly adminToken: string;
  /** Exact origins of browsers that may call `/v1`. */
  readonly corsOrigins: readonly string[];
  readonly limits: RateLimits;
  /** As Express' `trust proxy`. */
  readonly trustProxy: boolean | number | readonly string[];
  readonly log: Log;
}

/** Croupier's HTTP face. The busiest paths come first, since Express tries one after the other. */
export function createHttpApp(deps: HttpDeps): Express {
  const app = express();
  app.disable("x-powered-by").disable("etag").set("trust proxy", deps.trustProxy);
  const cors = deps.corsOrigins.length > 0 ? crossOrigin(deps.corsOrigins) : null;
  if (cors !== null) app.use("/v1", cors);
  const busy = busyPaths(deps);
  for (const { path, handlers } of busy) addRoute(app, path, handlers);
  addHistoryRoutes(app, deps);
  addProbes(app, deps);
  addDocsRoutes(app, deps);
  addAdminRoutes(app, deps);
  return answerBusyPaths(answerWhatIsLeft(app, deps.log), busy, {
    log: deps.log,
    report: createReport(deps),
    cors,
  });
}

function busyPaths(deps: HttpDeps): readonly BusyPath[] {
  return [
    {
      path: "/v1/rooms/:roomId/commands",
      pattern: /^\/v1\/rooms\/([\w-]+)\/commands$/,
      isForBrowsers: true,
      handlers: { POST: createCommandHandler(deps) },
    },
    {
      path: "/v1/rooms/:roomId/table",
      pattern: /^\/v1\/rooms\/([\w-]+)\/table$/,
      isForBrowsers: true,
      handlers: { GET: createTableHandler(deps) },
    },
    {
      path: "/webhooks/100ms",
      pattern: /^\/webhooks\/100ms$/,
      isForBrowsers: false,
      handlers: { POST: createWebhookHandler(deps) },
    },
  ];
}

function addHistoryRoutes(app: Express, deps: HttpDeps): void {
  const room = "/v1/rooms/:roomId";
  addRoute(app, `${room}/hands`, { GET: createHandListHandler(deps) });
  addRoute(app, `${room}/hands/:hand`, { GET: createHandHandler(deps) });
  addRoute(app, `${room}/hands/:hand/replay`, { GET: createHandFormatHandler(deps, "replay") });
  addRoute(app, `${room}/hands/:hand/proof`, { GET: createHandFormatHandler(deps, "proof") });
  addRoute(app, `${room}/audit`, { GET: createAuditHandler(deps) });
  addRoute(app, `${room}/ledger`, { GET: createLedgerHandler(deps, "json") });
  addRoute(app, `${room}/ledger.csv`, { GET: createLedgerHandler(deps, "csv") });
}

function addAdminRoutes(app: Express, deps: HttpDeps): void {
  const sessions = createSessions(deps.adminToken, deps.now);
  addOperatorPages(app, { ...deps, sessions, tokenProblem: createTokenCheck(deps) });
  addSupervision(app, deps);
  addRoute(app, "/admin/rooms", { GET: createRoomListHandler(deps) });
  addRoute(app, "/admin/rooms/:roomId", { GET: createInspectionHandler(deps) });
  for (const order of ["pause", "resume", "close"] as const)
    addRoute(app, `/admin/rooms/:roomId/${order}`, { POST: createOrderHandler(deps, order) });
  addRoute(app, "/admin/rooms/:roomId/reconcile", { POST: createReconcileHandler(deps) });
  addRoute(app, "/admin/rooms/:roomId/messages", { POST: createMessageHandler(deps) });
  for (const fate of ["undelivered", "dead"] as const)
    for (const what of ["retry", "discard"] as const)
      addRoute(app, `/admin/rooms/:roomId/${fate}/:messageId/${what}`, {
        POST: createLeftoverHandler(deps, fate, what),
      });
}

function crossOrigin(origins: readonly string[]) {
  const cors = createCors({
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: ["authorization", "content-type"],
    exposedHeaders: ["retry-after"],
    maxAge: 600,
  });
  return (req: IncomingMessage, res: ServerResponse, next: () => void): void => {
    // A preflight is answered there.
    if (req.method === "OPTIONS")
      res.setHeader("cache-control", "no-store").setHeader("x-content-type-options", "nosniff");
    cors(req, res, next);
  };
}
