import type { Express, Request, Response } from "express";
import type { Log } from "../rooms/ports.ts";
import { sendProblem } from "./answer.ts";
import { answerFailure } from "./failure.ts";
import { problemOf } from "./problem.ts";

type Handle = (req: Request, res: Response, done?: (error?: unknown) => void) => void;

/**
 * What no route answered and what a route threw. As Express' own end of the line and not as middleware: that misses
 * targets without a path (`GET http:// HTTP/1.1`), for which Express would send a page.
 */
export function answerWhatIsLeft(app: Express, log: Log): Express {
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
