import { ExpressAdapter } from "@bull-board/express";
import express, { type NextFunction, type Request, type Response } from "express";
import { inTime } from "../rooms/in-time.ts";
import { UnavailableError } from "../rooms/rooms.ts";

type ApiRoute = Parameters<ExpressAdapter["setApiRoutes"]>[0][number];

const PATIENCE_MS = 2000;

/**
 * The board without its own answers to what fails, which are exceptions' texts and stack traces, and without its
 * waiting for Redis: that goes on to whoever mounted it. GET alone.
 */
export class BoardAdapter extends ExpressAdapter {
  constructor() {
    super();
    this.app.disable("x-powered-by").disable("etag");
  }

  override setStaticPath(at: string, folder: string): this {
    this.app.use(at, express.static(folder, { acceptRanges: false, etag: false, lastModified: false }));
    return this;
  }

  override setApiRoutes(routes: ApiRoute[]): this {
    for (const route of routes)
      if ([route.method].flat().includes("get"))
        this.app.get(route.route, (req, res, next) => this.answer(route, { req, res, next }));
    return this;
  }

  private async answer(
    route: ApiRoute,
    { req, res, next }: { req: Request; res: Response; next: NextFunction },
  ): Promise<void> {
    const { query, params } = req;
    const asked = {
      queues: this.bullBoardQueues ?? new Map(),
      uiConfig: this.uiConfig,
      query,
      params,
      body: {},
      headers: {},
    };
    const { status = 200, body } = await available(Promise.resolve(route.handler(asked)));
    if (status >= 400) next();
    else res.status(status).json(body);
  }
}

/** Whatever goes wrong with it is that the queues cannot be read. */
function available<T>(reading: Promise<T>): Promise<T> {
  return inTime(reading, PATIENCE_MS).catch((error: unknown) => {
    throw new UnavailableError("the queues cannot be read", { cause: error });
  });
}
