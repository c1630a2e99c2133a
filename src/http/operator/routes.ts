import type { Express, RequestHandler } from "express";
import helmet from "helmet";
import type { Log } from "../../rooms/ports.ts";
import type { Rooms } from "../../rooms/rooms.ts";
import { sendDocument, sendPage, sendProblem, sendRedirect } from "../answer.ts";
import { logFailure } from "../failure.ts";
import { malformed, type Problem, problemOf, unknownRoom } from "../problem.ts";
import { addRoute, roomIdOf } from "../route.ts";
import { forOperator, type OperatorHandler, readOwnForm } from "./admission.ts";
import { STYLE } from "./layout.ts";
import { createLoginHandler, createLogoutHandler, type LoginDeps, showLogin } from "./login.ts";
import { noticeOf } from "./notices.ts";
import { carryOut } from "./orders.ts";
import { roomsPage } from "./pages.ts";
import { roomPage } from "./room-page.ts";

export interface OperatorPagesDeps extends LoginDeps {
  readonly rooms: Pick<Rooms, "list" | "inspect" | "order" | "reconcile" | "settleMessage">;
  readonly health: () => Promise<{ readonly status: string; readonly reasons?: readonly string[] }>;
  /** The queues' own page, to be looked at only. */
  readonly board: RequestHandler;
  readonly log: Log;
}

const pagePolicy = policy({ "style-src": ["'self'"], "img-src": ["data:"], "form-action": ["'self'"] });
// Its page brings a style of its own and writes styles into elements.
const boardPolicy = policy({
  "script-src": ["'self'"],
  "style-src": ["'self'", "'unsafe-inline'"],
  "img-src": ["'self'", "data:"],
  "connect-src": ["'self'"],
  "form-action": ["'none'"],
});

/** What an operator sees in a browser. The JSON beside it takes the bearer token alone. */
export function addOperatorPages(app: Express, deps: OperatorPagesDeps): void {
  app.use(["/admin/login", "/admin/logout", "/admin/tables", "/admin/style.css"], pagePolicy);
  addRoute(app, "/admin/login", { GET: showLogin, POST: createLoginHandler(deps) });
  app.route("/admin/logout").all(forOperator(deps, { POST: createLogoutHandler(deps) }));
  addRoute(app, "/admin/style.css", {
    GET: (_req, res) => sendDocument(res, { contentType: "text/css; charset=utf-8", text: STYLE }),
  });
  app.get("/admin", pagePolicy);
  app.route("/admin").all(forOperator(deps, { GET: createRoomsHandler(deps) }));
  app
    .route("/admin/tables/:roomId")
    .all(forOperator(deps, { GET: createRoomHandler(deps), POST: createOrderHandler(deps) }));
  app.use("/admin/queues", boardPolicy, forOperator(deps, { GET: createBoardHandler(deps) }));
}

function createBoardHandler({ board, log }: OperatorPagesDeps): OperatorHandler {
  return (_session, req, res) => {
    res.setHeader("cache-control", "no-store");
    board(req, res, (error: unknown) => {
      const problem = error ? logFailure(log, error, req) : nothingHere();
      // Its page shows a member of that name.
      if (res.headersSent) req.socket.destroy();
      else sendProblem(res, { ...problem, members: { error: problem.detail } });
    });
  };
}

function createRoomsHandler(deps: OperatorPagesDeps): OperatorHandler {
  return async (session, _req, res) => {
    const [rooms, health] = await Promise.all([deps.rooms.list(), deps.health()]);
    sendPage(res, 200, roomsPage({ rooms, health, formToken: session?.formToken ?? null }));
  };
}

function createRoomHandler(deps: OperatorPagesDeps): OperatorHandler {
  return async (session, req, res) => {
    const roomId = roomIdOf(req);
    const room = roomId === null ? null : await deps.rooms.inspect(roomId);
    if (room === null) return sendProblem(res, unknownRoom());
    const notice = noticeOf(req.query);
    sendPage(res, 200, roomPage({ room, formToken: session?.formToken ?? null, notice }));
  };
}

function createOrderHandler(deps: OperatorPagesDeps): OperatorHandler {
  return async (session, req, res) => {
    const roomId = roomIdOf(req);
    if (roomId === null) return sendProblem(res, unknownRoom());
    const form = await readOwnForm(session, req);
    if (!form.ok) return sendProblem(res, form.problem);
    const outcome = await carryOut(deps.rooms, roomId, form.fields);
    if (outcome === null)
      return sendProblem(
        res,
        malformed("The form is none of this page.", [{ path: "do", message: "is unknown" }]),
      );
    if ("refused" in outcome && outcome.refused === "unknown_room") return sendProblem(res, unknownRoom());
    sendRedirect(res, `/admin/tables/${roomId}?${new URLSearchParams(outcome).toString()}`);
  };
}

function nothingHere(): Problem {
  return problemOf("not_found", "There is nothing here.");
}

function policy(directives: Readonly<Record<string, readonly string[]>>): RequestHandler {
  return helmet({
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        "default-src": ["'none'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
        ...directives,
      },
    },
  });
}
