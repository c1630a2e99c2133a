import type { IncomingMessage, ServerResponse } from "node:http";
import express, { type Express } from "express";
import type { Log } from "../rooms/ports.ts";
import { sendProblem } from "./answer.ts";
import { answerFailure } from "./failure.ts";
import { byMethod, type PlainHandler, type PlainRequest } from "./route.ts";
import { unfitness } from "./unfit.ts";

export interface BusyPath {
  /** As Express knows it. */
  readonly path: string;
  /** Of what stands before the query; its group is the room id. Whatever else Express takes for the same path is left to it. */
  readonly pattern: RegExp;
  readonly handlers: { readonly GET?: PlainHandler; readonly POST?: PlainHandler };
  readonly isForBrowsers: boolean;
}

interface BusyPathsDeps {
  readonly log: Log;
  /** Told of every request, Express' as well. */
  readonly report: (req: IncomingMessage, res: ServerResponse) => void;
  /** Comes first where browsers ask, and may answer. Null: other origins are not served. */
  readonly cors: ((req: IncomingMessage, res: ServerResponse, next: () => void) => void) | null;
}

type Handle = (req: IncomingMessage, res: ServerResponse, done?: (error?: unknown) => void) => void;

/**
 * Answers the busiest paths before Express sees them. It gives every request other prototypes and walks a router,
 * which together cost about as much as deciding on a command and storing it (docs/performance.md).
 */
export function answerBusyPaths(
  app: Express,
  paths: readonly BusyPath[],
  { log, report, cors }: BusyPathsDeps,
): Express {
  const listening = app as unknown as { handle: Handle };
  const leaveToExpress = listening.handle.bind(app);
  const addressOf = createAddressOf(app);
  const answers = paths.map(({ pattern, path, handlers, isForBrowsers }) => ({
    pattern,
    route: { path },
    before: isForBrowsers ? cors : null,
    handle: byMethod<PlainRequest, ServerResponse>(handlers),
  }));
  listening.handle = (req, res, done) => {
    report(req, res);
    const unfit = unfitness(req);
    if (unfit !== null) return sendProblem(res, unfit);
    const path = pathIn(req.url ?? "");
    for (const { pattern, route, before, handle } of answers) {
      const found = pattern.exec(path);
      if (found === null) continue;
      const answer = (): void => {
        const [, roomId] = found;
        const plain = req as Writable<PlainRequest & { route: unknown }>;
        plain.params = roomId === undefined ? {} : { roomId };
        plain.ip = addressOf(req);
        plain.path = path;
        plain.route = route;
        const answering = handle(plain, res);
        answering?.catch((error: unknown) => answerFailure(log, error, plain, res));
      };
      return before === null ? answer() : before(req, res, answer);
    }
    leaveToExpress(req, res, done);
  };
  return app;
}

type Writable<Readable> = { -readonly [Name in keyof Readable]: Readable[Name] };

function pathIn(url: string): string {
  const end = url.indexOf("?");
  return end < 0 ? url : url.slice(0, end);
}

/** Express' own reading of `trust proxy`. */
function createAddressOf(app: Express): (req: IncomingMessage) => string | undefined {
  if (app.get("trust proxy") === false) return ({ socket }) => socket.remoteAddress;
  return ({ headers, socket }) => {
    const ip: unknown = Reflect.get(express.request, "ip", { app, headers, socket });
    return typeof ip === "string" ? ip : undefined;
  };
}
