import type { IncomingMessage, ServerResponse } from "node:http";
import type { Meter } from "../rooms/meter.ts";
import type { Log } from "../rooms/ports.ts";
import { notesOf } from "./notes.ts";
import { type PlainRequest, roomIdOf } from "./route.ts";

export interface ReportDeps {
  readonly log: Log;
  readonly meter: Pick<Meter, "answered">;
  readonly monotonicMs: () => number;
}

/** As Express sets them when a route was found; `answerBusyPaths` does, too. */
type Routed = IncomingMessage & {
  readonly route?: { readonly path: unknown };
  readonly params?: PlainRequest["params"];
};

/** To be called when a request comes in: as soon as it is over, it is counted and has its line in the log. */
export function createReport(deps: ReportDeps): (req: IncomingMessage, res: ServerResponse) => void {
  return (req, res) => {
    const startedAtMs = deps.monotonicMs();
    res.once("close", () => report(deps, req, res, deps.monotonicMs() - startedAtMs));
  };
}

// Asked by machines every few seconds.
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

function report({ log, meter }: ReportDeps, req: Routed, res: ServerResponse, ms: number): void {
  const { method = "" } = req;
  const route = typeof req.route?.path === "string" ? req.route.path : "none";
  const status = res.statusCode;
  const notes = notesOf(res);
  meter.answered({ method, route, status, outcome: notes.outcome ?? "done", ms });
  const room = req.params === undefined ? null : roomIdOf({ params: req.params });
  const fields = {
    method,
    route,
    status,
    ms: Math.round(ms * 100) / 100,
    ...(room !== null && { room }),
    ...notes,
    ...(!res.writableFinished && { hungUp: true }),
  };
  if (PROBES.has(route)) log.debug(fields, "request");
  else log.info(fields, "request");
}
