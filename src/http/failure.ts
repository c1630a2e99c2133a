import type { ServerResponse } from "node:http";
import type { Log } from "../rooms/ports.ts";
import { sendProblem } from "./answer.ts";
import { type Problem, problemOfFailure } from "./problem.ts";
import type { PlainRequest } from "./route.ts";

/** Answers an exception, and logs it when the fault is on this side. */
export function answerFailure(log: Log, error: unknown, req: PlainRequest, res: ServerResponse): void {
  const problem = logFailure(log, error, req);
  if (res.headersSent) req.socket.destroy();
  else sendProblem(res, problem);
}

/** What to answer an exception with, logged when the fault is on this side. */
export function logFailure(log: Log, error: unknown, req: PlainRequest): Problem {
  const problem = problemOfFailure(error);
  const fields = { code: problem.code, method: req.method, path: req.path, err: describeError(error) };
  if (problem.status === 503) log.warn(fields, "request not served");
  else if (problem.status >= 500) log.error(fields, "request failed");
  return problem;
}

export interface ErrorDescription {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: ErrorDescription;
}

/** What of an error may be logged. Not its other fields: those of a Redis client hold the command's arguments, cards and all. */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, message: "not an Error", stack: undefined };
  const { name, message, stack } = error;
  if (error.cause === undefined || depth === 3) return { name, message, stack };
  return { name, message, stack, cause: describeError(error.cause, depth + 1) };
}
