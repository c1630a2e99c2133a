import type { Express, Request, Response } from "express";
import type { Log, RoomId } from "../rooms/ports.ts";
import { sendProblem } from "./answer.ts";
import { problemOf } from "./problem.ts";

export type Handler = (req: Request, res: Response) => Promise<void> | void;

/** One path with its methods: GET answers HEAD as well, any other method gets 405. */
export function addRoute(
  { app, log }: { app: Express; log: Log },
  path: string,
  handlers: { GET?: Handler; POST?: Handler },
): void {
  const byMethod = new Map(Object.entries(handlers));
  if (handlers.GET !== undefined) byMethod.set("HEAD", handlers.GET);
  const allow = [...byMethod.keys()].join(", ");
  const notAllowed = problemOf("method_not_allowed", `Allowed here: ${allow}.`, { headers: { allow } });
  app.route(path).all(async (req: Request, res: Response) => {
    const handle = byMethod.get(req.method);
    if (handle === undefined) sendProblem(res, notAllowed);
    else await handle(req, res);
    log.debug({ method: req.method, path, status: res.statusCode }, "answered");
  });
}

/** The path's room id; null when no room can have it. */
export function roomIdOf(req: Request): RoomId | null {
  const { roomId } = req.params;
  return typeof roomId === "string" && /^[\w-]{1,128}$/.test(roomId) ? (roomId as RoomId) : null;
}
