import type { Expulsion } from "../game/game.ts";
import type { TableEvent } from "./table-event.ts";

/** Whom a host removed from the table, once their part in the hand is over. */
export function expels(event: TableEvent): Expulsion | null {
  const isOut = event.type === "PlayerStood" || event.type === "PlayerPlaced";
  if (!isOut || event.because !== "kicked") return null;
  return { player: event.player, reason: "removed from the table by the host" };
}
