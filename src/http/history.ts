import type { Request } from "express";
import type { Identity, RoomId } from "../rooms/ports.ts";
import type { HistoryAnswer, Rooms } from "../rooms/rooms.ts";
import { sendDocument, sendProblem } from "./answer.ts";
import { admit, type PlayerDeps } from "./players.ts";
import { malformed, problemOf, problemOfRefusal } from "./problem.ts";
import type { Handler } from "./route.ts";

export interface HistoryDeps extends Omit<PlayerDeps, "rooms"> {
  readonly rooms: Pick<Rooms, "hands" | "hand" | "ledger" | "audit">;
}

interface Asking {
  readonly roomId: RoomId;
  readonly player: Identity["userId"];
}

// Numbers that JavaScript keeps exactly.
const NUMBER = /^[1-9]\d{0,14}$/;
const HAND = /^([1-9]\d{0,14})(?:\.([a-z]{1,16}))?$/;

export function createHandListHandler(deps: HistoryDeps): Handler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    const before = beforeOf(req);
    if (before === "faulty")
      return sendProblem(res, malformed("The query is not one of this list.", [BEFORE_FAULT]));
    await answer(res, deps.rooms.hands({ ...askingOf(admission), before }));
  };
}

/** `…/hands/7` is JSON; `…/hands/7.phh` is what the game writes under that name. */
export function createHandHandler(deps: HistoryDeps): Handler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    const [, no, format = "json"] = HAND.exec(String(req.params["hand"])) ?? [];
    if (no === undefined) return sendProblem(res, unknownHand());
    await answer(res, deps.rooms.hand({ ...askingOf(admission), no: Number(no), format }));
  };
}

/** What is below a hand's path, as `…/hands/7/replay`, is a format of the game. */
export function createHandFormatHandler(deps: HistoryDeps, format: "replay" | "proof"): Handler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    const no = String(req.params["hand"]);
    if (!NUMBER.test(no)) return sendProblem(res, unknownHand());
    await answer(res, deps.rooms.hand({ ...askingOf(admission), no: Number(no), format }));
  };
}

export function createLedgerHandler(deps: HistoryDeps, format: "json" | "csv"): Handler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    await answer(res, deps.rooms.ledger({ ...askingOf(admission), format }));
  };
}

export function createAuditHandler(deps: HistoryDeps): Handler {
  return async (req, res) => {
    const admission = await admit(deps, req);
    if (!admission.ok) return sendProblem(res, admission.problem);
    await answer(res, deps.rooms.audit(admission.roomId));
  };
}

const BEFORE_FAULT = { path: "before", message: "must be the number of a hand, once" };

function beforeOf({ query }: Request): number | null | "faulty" {
  const { before } = query;
  if (before === undefined) return null;
  return typeof before === "string" && NUMBER.test(before) ? Number(before) : "faulty";
}

function askingOf({ roomId, player }: Asking): Asking {
  return { roomId, player };
}

function unknownHand() {
  return problemOf("unknown_hand", "There is no such hand.");
}

async function answer(res: Parameters<Handler>[1], looking: Promise<HistoryAnswer>): Promise<void> {
  const found = await looking;
  if (found.ok) sendDocument(res, found.document);
  else sendProblem(res, problemOfRefusal(found));
}
