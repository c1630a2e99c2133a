import type { Rejection } from "../game/game.ts";
import type { ExecuteDeps } from "./execute.ts";
import { execute } from "./execute.ts";
import type { RoomId } from "./ports.ts";
import type { Announcement, Refusal } from "./rooms.ts";
import type { Happening } from "./transition.ts";

interface OperateDeps extends ExecuteDeps {}

/** Long enough for a command that ioredis sends again after its reply was lost. */
const REMEMBER_MS = 60_000;

/** Pauses, resumes or closes a table in the operator's name. */
export async function order(
  deps: OperateDeps,
  roomId: RoomId,
  what: "pause" | "resume" | "close",
): Promise<{ ok: true; version: number } | Refusal> {
  return await carryOut(deps, roomId, { kind: "order", order: what });
}

/** Sends an operator's words down the room's lane, behind what is on its way already. */
export async function announce(
  deps: OperateDeps,
  roomId: RoomId,
  announcement: Announcement,
): Promise<{ ok: true; seq: number } | Refusal> {
  const done = await carryOut(deps, roomId, { kind: "announcement", announcement });
  return done.ok ? { ok: true, seq: done.version } : done;
}

async function carryOut(
  deps: OperateDeps,
  roomId: RoomId,
  happening: Happening,
): Promise<{ ok: true; version: number } | Refusal> {
  if ((await deps.store.load(roomId)) === null) return unknownRoom(roomId);
  const execution = await execute(deps, {
    roomId,
    happening,
    id: deps.newId(),
    rememberMs: REMEMBER_MS,
    answer: ({ rejection, snapshot: { version } }) => ({ answer: JSON.stringify({ rejection, version }) }),
  });
  const { rejection, version } =
    execution.outcome === "done"
      ? { rejection: execution.rejection, version: execution.snapshot.version }
      : (JSON.parse(execution.answer) as { rejection: Rejection | null; version: number });
  return rejection === null ? { ok: true, version } : { ok: false, rejection };
}

function unknownRoom(roomId: RoomId): Refusal {
  return {
    ok: false,
    rejection: { kind: "unknown", reason: "unknown_room", message: `Nothing is known of room ${roomId}.` },
  };
}
