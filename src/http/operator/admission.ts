import type { Request, Response } from "express";
import { sendProblem, sendRedirect } from "../answer.ts";
import { type Problem, problemOf } from "../problem.ts";
import { byMethod, type Handler } from "../route.ts";
import { type FormReading, readForm } from "./form.ts";
import type { Session, Sessions } from "./sessions.ts";

export interface AdmissionDeps {
  readonly sessions: Sessions;
  /** What to refuse a request without the operator's bearer token with; null: it has it. */
  readonly tokenProblem: (req: Request) => Problem | null;
}

/** Whoever has a session or the token; `session` is null for who has the token. */
export type OperatorHandler = (session: Session | null, req: Request, res: Response) => Promise<void> | void;

/** One path by its methods, which nobody else is told. Browsers are sent to log in. */
export function forOperator(
  { sessions, tokenProblem }: AdmissionDeps,
  handlers: { readonly GET?: OperatorHandler; readonly POST?: OperatorHandler },
): Handler {
  const handle: OperatorHandler = (session, req, res) => {
    const admitted = Object.entries(handlers).map(([method, operate]) => [
      method,
      operate.bind(null, session),
    ]);
    return byMethod<Request, Response>(Object.fromEntries(admitted))(req, res);
  };
  return (req, res) => {
    const session = sessions.read(req);
    if (session !== null) return handle(session, req, res);
    if (isBrowserLooking(req)) return sendRedirect(res, "/admin/login");
    const problem = tokenProblem(req);
    return problem === null ? handle(null, req, res) : sendProblem(res, problem);
  };
}

function isBrowserLooking({ method, headers }: Request): boolean {
  const asksForPage = headers.accept?.includes("text/html") === true;
  return method === "GET" && asksForPage && headers.authorization === undefined;
}

/** A form that this server wrote for this session. A browser sends cookies by itself, so the form must prove where it is from. */
export async function readOwnForm(session: Session | null, req: Request): Promise<FormReading> {
  const reading = await readForm(req);
  if (!reading.ok || session === null) return reading;
  if (session.isFormToken(reading.fields.get("form") ?? "")) return reading;
  return {
    ok: false,
    problem: problemOf("wrong_form", "The form is not of this session: load the page again."),
  };
}
