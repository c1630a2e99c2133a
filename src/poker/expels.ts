import type { Expulsion } from "../game/game.ts";
import type { TableEvent } from "./table-event.ts";

/** Whom a host removed from the table, once their part in the hand is over; in a pause, which may be long, at once. */
export function expels(event: TableEvent): Expulsion | null {
  const isInPause = event.type === "LeaveQueued" && event.inPause === true;
  const isOut = event.type === "PlayerStood" || event.type === "PlayerPlaced" || isInPause;
  if (!isOut || event.because !== "kicked") return null;
  return { player: event.player, reason: "removed from the table by the host" };
}
