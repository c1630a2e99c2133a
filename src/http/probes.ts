import express, { type Express } from "express";
import { type AdminDeps, createAdminGuard, createHealthHandler, createMetricsHandler } from "./admin.ts";
import { sendJson, sendProblem } from "./answer.ts";
import { answerBusyPaths } from "./busy-paths.ts";
import { problemOf } from "./problem.ts";
import type { RateLimits } from "./rate-limits.ts";
import { createReport, type ReportDeps } from "./report.ts";
import { addRoute, type Handler } from "./route.ts";
import { answerWhatIsLeft } from "./what-is-left.ts";

export interface SupervisionDeps extends Pick<AdminDeps, "health" | "metrics"> {
  readonly adminToken: string;
  readonly limits: Pick<RateLimits, "operator" | "wrongToken" | "rightToken">;
}

export interface ProbeDeps {
  readonly ready: () => Promise<{ readonly ready: boolean; readonly reasons: readonly string[] }>;
}

/** What a process shows of itself that serves nothing else: probes, metrics and health. */
export function createProbeApp(deps: ProbeDeps & SupervisionDeps & ReportDeps): Express {
  const app = express();
  app.disable("x-powered-by").disable("etag");
  addProbes(app, deps);
  addSupervision(app, deps);
  const report = createReport(deps);
  return answerBusyPaths(answerWhatIsLeft(app, deps.log), [], { log: deps.log, report, cors: null });
}

export function addProbes(app: Express, deps: ProbeDeps): void {
  addRoute(app, "/healthz", { GET: (_req, res) => sendJson(res, 200, '{"status":"ok"}') });
  addRoute(app, "/readyz", { GET: createReadinessHandler(deps) });
}

export function addSupervision(app: Express, deps: SupervisionDeps): void {
  app.use(["/admin", "/metrics"], createAdminGuard(deps));
  addRoute(app, "/metrics", { GET: createMetricsHandler(deps) });
  addRoute(app, "/admin/health", { GET: createHealthHandler(deps) });
}

function createReadinessHandler({ ready }: ProbeDeps): Handler {
  return async (_req, res) => {
    const members = await ready();
    if (members.ready) sendJson(res, 200, JSON.stringify(members));
    else sendProblem(res, problemOf("not_ready", "Croupier cannot serve now.", { members: { ...members } }));
  };
}
