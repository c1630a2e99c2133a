import type { Leftover, RoomId } from "../../rooms/ports.ts";
import type { Rooms } from "../../rooms/rooms.ts";

/** What became of an order; `refused` is the code of the refusal. */
export type Outcome = { readonly done: string } | { readonly refused: string };

type OrderedRooms = Pick<Rooms, "order" | "reconcile" | "settleMessage">;

/** Carries out what a room's page asked for; null: it asked for nothing that there is. */
export async function carryOut(
  rooms: OrderedRooms,
  roomId: RoomId,
  fields: URLSearchParams,
): Promise<Outcome | null> {
  const what = fields.get("do");
  if (what === "pause" || what === "resume" || what === "close") {
    const answer = await rooms.order(roomId, what);
    return answer.ok ? { done: what } : { refused: answer.rejection.reason };
  }
  if (what === "reconcile") {
    await rooms.reconcile(roomId);
    return { done: what };
  }
  if (what !== "retry" && what !== "discard") return null;
  const which = readLeftover(fields.get("of"), fields.get("id"));
  const isThere = which !== null && (await rooms.settleMessage(roomId, { ...which, what }));
  return isThere ? { done: what } : { refused: "unknown_message" };
}

/** Null: no message can be meant. */
export function readLeftover(of: string | null, id: string | null): Leftover | null {
  if ((of !== "undelivered" && of !== "dead") || id === null || !/^\d{1,16}-\d{1,16}$/.test(id)) return null;
  return { of, id };
}
