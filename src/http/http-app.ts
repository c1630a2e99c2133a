import createCors from "cors";
import express, { type Express, type Request, type Response } from "express";
import type { Log } from "../rooms/ports.ts";
import type { Rooms } from "../rooms/rooms.ts";
import {
  type AdminDeps,
  createAdminGuard,
  createHealthHandler,
  createInspectionHandler,
  createMessageHandler,
  createOrderHandler,
  createReconcileHandler,
  createRoomListHandler,
} from "./admin.ts";
import { sendJson, sendProblem } from "./answer.ts";
import { answerBusyPaths, type BusyPath } from "./busy-paths.ts";
import { addDocsRoutes, type DocsDeps } from "./docs.ts";
import { answerFailure } from "./failure.ts";
import {
  createHandHandler,
  createHandListHandler,
  createLedgerHandler,
  createReplayHandler,
} from "./history.ts";
import { createCommandHandler, createTableHandler, type PlayerDeps } from "./players.ts";
import { problemOf } from "./problem.ts";
import type { RateLimits } from "./rate-limits.ts";
import { addRoute, type Handler } from "./route.ts";
import { createWebhookHandler, type WebhookDeps } from "./webhooks.ts";

export interface HttpDeps extends WebhookDeps, PlayerDeps, AdminDeps, DocsDeps {
  readonly rooms: Rooms;
  readonly ready: () => Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>;
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
  const router = { app, log: deps.log };
  const busy = busyPaths(deps);
  for (const { path, handlers } of busy) addRoute(router, path, handlers);
  addHistoryRoutes(router, deps);
  addRoute(router, "/healthz", { GET: (_req, res) => sendJson(res, 200, '{"status":"ok"}') });
  addRoute(router, "/readyz", { GET: createReadinessHandler(deps) });
  addDocsRoutes(router, deps);
  addAdminRoutes(app, deps);
  return answerBusyPaths(answerWhatIsLeft(app, deps.log), busy, { log: deps.log, cors });
}

function busyPaths(deps: HttpDeps): readonly BusyPath[] {
  return [
    {
      path: "/v1/rooms/:roomId/commands",
      pattern: /^\/v1\/rooms\/(?<roomId>[\w-]+)\/commands$/,
      isForBrowsers: true,
      handlers: { POST: createCommandHandler(deps) },
    },
    {
      path: "/v1/rooms/:roomId/table",
      pattern: /^\/v1\/rooms\/(?<roomId>[\w-]+)\/table$/,
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

type Handle = (req: Request, res: Response, done?: (error?: unknown) => void) => void;

/**
 * What no route answered and what a route threw. As Express' own end of the line and not as middleware: that misses
 * targets without a path (`GET http:// HTTP/1.1`), for which Express would send a page.
 */
function answerWhatIsLeft(app: Express, log: Log): Express {
  const routed = app as Express & { handle: Handle };
  const handle = routed.handle.bind(app);
  routed.handle = (req, res, done) =>
    handle(
      req,
      res,
      done ?? ((error) => (error ? answerFailure(log, error, req, res) : answerNotFound(res))),
    );
  return app;
}

function answerNotFound(res: Response): void {
  sendProblem(res, problemOf("not_found", "There is nothing here."));
}

function addHistoryRoutes(router: { app: Express; log: Log }, deps: HttpDeps): void {
  const room = "/v1/rooms/:roomId";
  addRoute(router, `${room}/hands`, { GET: createHandListHandler(deps) });
  addRoute(router, `${room}/hands/:hand`, { GET: createHandHandler(deps) });
  addRoute(router, `${room}/hands/:hand/replay`, { GET: createReplayHandler(deps) });
  addRoute(router, `${room}/ledger`, { GET: createLedgerHandler(deps, "json") });
  addRoute(router, `${room}/ledger.csv`, { GET: createLedgerHandler(deps, "csv") });
}

function addAdminRoutes(app: Express, deps: HttpDeps): void {
  const router = { app, log: deps.log };
  app.use("/admin", createAdminGuard(deps));
  addRoute(router, "/admin/health", { GET: createHealthHandler(deps) });
  addRoute(router, "/admin/rooms", { GET: createRoomListHandler(deps) });
  addRoute(router, "/admin/rooms/:roomId", { GET: createInspectionHandler(deps) });
  for (const order of ["pause", "resume", "close"] as const)
    addRoute(router, `/admin/rooms/:roomId/${order}`, { POST: createOrderHandler(deps, order) });
  addRoute(router, "/admin/rooms/:roomId/reconcile", { POST: createReconcileHandler(deps) });
  addRoute(router, "/admin/rooms/:roomId/messages", { POST: createMessageHandler(deps) });
}

function createReadinessHandler({ ready }: HttpDeps): Handler {
  return async (_req, res) => {
    const members = await ready();
    if (members.ready) sendJson(res, 200, JSON.stringify(members));
    else sendProblem(res, problemOf("not_ready", "Croupier cannot serve now.", { members: { ...members } }));
  };
}

function crossOrigin(origins: readonly string[]) {
  return createCors({
    origin: [...origins],
    methods: ["GET", "POST"],
    allowedHeaders: ["authorization", "content-type"],
    exposedHeaders: ["retry-after"],
    maxAge: 600,
  });
}
