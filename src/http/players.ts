import type { ServerResponse } from "node:http";
import type { Identity, RoomId, TokenReading } from "../rooms/ports.ts";
import type { Rooms, TableAnswer } from "../rooms/rooms.ts";
import { sendMeasuredJson, sendProblem } from "./answer.ts";
import { type BodyReading, readJsonBody } from "./body.ts";
import { note, notesOf } from "./notes.ts";
import {
  malformed,
  type Problem,
  problemOf,
  problemOfRefusal,
  unauthorized,
  unknownRoom,
} from "./problem.ts";
import type { RateLimits } from "./rate-limits.ts";
import { type PlainHandler, type PlainRequest, roomIdOf } from "./route.ts";
import { readBearer } from "./secrets.ts";

export interface PlayerDeps {
  readonly rooms: Pick<Rooms, "read" | "command">;
  /** At once when it is known already. */
  readonly verifyAuthToken: (token: string) => TokenReading | Promise<TokenReading>;
  readonly limits: Pick<RateLimits, "address" | "player">;
}

export type Admission =
  | { readonly ok: true; readonly roomId: RoomId; readonly player: Identity["userId"] }
  | { readonly ok: false; readonly problem: Problem };

type CommandReading =
  | { readonly ok: true; readonly id: string; readonly body: unknown }
  | { readonly ok: false; readonly problem: Problem };

export function createTableHandler(deps: PlayerDeps): PlainHandler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    sendTable(res, await deps.rooms.read(admission.roomId, admission.player));
  };
}

export function createCommandHandler(deps: PlayerDeps): PlainHandler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    const command = commandIn(await readJsonBody(req));
    if (!command.ok) return sendProblem(res, command.problem);
    const { id, body } = command;
    note(res, { command: id });
    const { roomId, player } = admission;
    const answer = await deps.rooms.command({ roomId, player, id, body, trace: notesOf(res).trace });
    if (answer.ok) sendTable(res, answer);
    else sendProblem(res, problemOfRefusal(answer));
  };
}

function sendTable(res: ServerResponse, answer: TableAnswer): void {
  note(res, { seq: answer.version });
  sendMeasuredJson(res, answer);
}

/** Who asks, and that their token is for the room of the path. Whether they are in the room now is the rooms' business. */
export function admit(
  { verifyAuthToken, limits }: Pick<PlayerDeps, "verifyAuthToken" | "limits">,
  req: PlainRequest,
): Admission | Promise<Admission> {
  const tooMany = limits.address(req);
  if (tooMany !== null) return { ok: false, problem: tooMany };
  const roomId = roomIdOf(req);
  if (roomId === null) return { ok: false, problem: unknownRoom() };
  const token = readBearer(req);
  if (token === null)
    return { ok: false, problem: unauthorized("The 100ms auth token is needed as a bearer token.") };
  const reading = verifyAuthToken(token);
  return reading instanceof Promise
    ? reading.then((read) => admitBearer(limits, roomId, read))
    : admitBearer(limits, roomId, reading);
}

function admitBearer(limits: Pick<RateLimits, "player">, roomId: RoomId, reading: TokenReading): Admission {
  if (!reading.ok) return { ok: false, problem: unauthorized(reading.message) };
  if (reading.identity.roomId !== roomId)
    return { ok: false, problem: problemOf("wrong_room", "The token is for another room.") };
  const player = reading.identity.userId;
  const problem = limits.player(roomId, player);
  return problem === null ? { ok: true, roomId, player } : { ok: false, problem };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

function commandIn(reading: BodyReading): CommandReading {
  if (!reading.ok) return reading;
  if (!isRecord(reading.body)) return faulty("", "must be an object");
  const { id, ...body } = reading.body;
  if (typeof id !== "string" || !UUID.test(id)) return faulty("id", "must be a uuid");
  return { ok: true, id: id.toLowerCase(), body };
}

function isRecord(body: unknown): body is Record<string, unknown> {
  return typeof body === "object" && body !== null && !Array.isArray(body);
}

function faulty(path: string, message: string): CommandReading {
  return { ok: false, problem: malformed("The body is not a command.", [{ path, message }]) };
}
