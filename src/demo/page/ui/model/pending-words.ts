import type { PrivateView } from "../../../../poker/player-view.ts";
import { chipText } from "./chips.ts";

/** "You get +200 and sit out after this hand."; null when nothing waits for its end. */
export function pendingWords({ topUp, sitOut, leave }: NonNullable<PrivateView["pending"]>): string | null {
  if (leave === true) return "You leave after this hand.";
  const parts = [
    topUp === undefined ? [] : [`get +${chipText(topUp)}`],
    sitOut === true ? ["sit out"] : [],
  ].flat();
  return parts.length === 0 ? null : `You ${parts.join(" and ")} after this hand.`;
}
