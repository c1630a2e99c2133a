import type { IncomingMessage, ServerResponse } from "node:http";
import type { Meter } from "../rooms/meter.ts";
import type { Log, RoomId } from "../rooms/ports.ts";
import type { Span, Tracing } from "../rooms/tracing.ts";
import { type Notes, note, notesOf } from "./notes.ts";
import { type PlainRequest, roomIdOf } from "./route.ts";

export interface ReportDeps {
  readonly log: Log;
  readonly meter: Pick<Meter, "answered">;
  readonly tracing: Tracing;
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
    const span = deps.tracing.root("request");
    if (span !== null) note(res, { trace: span.link });
    res.on("close", () => {
      const answered = report(deps, req, res, deps.monotonicMs() - startedAtMs);
      if (span !== null) endSpan(span, res, answered);
    });
  };
}

interface Reported {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly outcome: string;
  readonly room: RoomId | null;
}

function endSpan(span: Span, res: ServerResponse, { method, route, status, outcome, room }: Reported): void {
  // A span without an end is not sent.
  if (PROBES.has(route)) return;
  const ids = { ...(room !== null && { room }), ...idsOf(notesOf(res)) };
  span.end({ name: `${method} ${route}`, method, status, outcome, ...ids }, status >= 500);
}

// Asked by machines every few seconds.
const PROBES: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

function report({ log, meter }: ReportDeps, req: Routed, res: ServerResponse, ms: number): Reported {
  const { method = "" } = req;
  const route = typeof req.route?.path === "string" ? req.route.path : "none";
  const status = res.statusCode;
  const notes = notesOf(res);
  const outcome = notes.outcome ?? "done";
  meter.answered({ method, route, status, outcome, ms });
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
  return { method, route, status, outcome, room };
}

function idsOf({ command, webhook, room }: Notes): Record<string, string> {
  return {
    ...(command !== undefined && { command }),
    ...(webhook !== undefined && { webhook }),
    ...(room !== undefined && { room }),
  };
}
