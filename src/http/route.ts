import type { IncomingMessage, ServerResponse } from "node:http";
import type { Express, Request, Response } from "express";
import type { RoomId } from "../rooms/ports.ts";
import { sendProblem } from "./answer.ts";
import { problemOf } from "./problem.ts";

/** What a request has on its way past Express as well. */
export interface PlainRequest extends IncomingMessage {
  readonly params: Request["params"];
  /** The client's address, read from the proxies' headers where TRUST_PROXY says so. */
  readonly ip: string | undefined;
  readonly path: string;
}

export type Handler = (req: Request, res: Response) => Promise<void> | void;
export type PlainHandler = (req: PlainRequest, res: ServerResponse) => Promise<void> | void;

/** One path with its methods. */
export function addRoute(app: Express, path: string, handlers: { GET?: Handler; POST?: Handler }): void {
  app.route(path).all(byMethod(handlers));
}

/** GET answers HEAD as well, any other method gets 405. */
export function byMethod<Req extends IncomingMessage, Res extends ServerResponse>(handlers: {
  GET?: Handling<Req, Res>;
  POST?: Handling<Req, Res>;
}): Handling<Req, Res> {
  const handlings = new Map(Object.entries(handlers));
  if (handlers.GET !== undefined) handlings.set("HEAD", handlers.GET);
  const allow = [...handlings.keys()].join(", ");
  const notAllowed = problemOf("method_not_allowed", `Allowed here: ${allow}.`, { headers: { allow } });
  return (req, res) => {
    const handle = handlings.get(req.method ?? "");
    return handle === undefined ? sendProblem(res, notAllowed) : handle(req, res);
  };
}

type Handling<Req, Res> = (req: Req, res: Res) => Promise<void> | void;

/** The path's room id; null when no room can have it. */
export function roomIdOf({ params }: Pick<PlainRequest, "params">): RoomId | null {
  const { roomId } = params;
  return typeof roomId === "string" && /^[\w-]{1,128}$/.test(roomId) ? (roomId as RoomId) : null;
}
