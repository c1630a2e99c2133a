import { applyQueuedConfig } from "./configure.ts";
import { type Draft, record } from "./draft.ts";
import { voidHand } from "./hand.ts";
import { liveHand } from "./table-state.ts";

/** Bets go back, everybody cashes out, the seats are empty. */
export function closeTable(draft: Draft, because: "room" | "operator"): void {
  if (draft.state.phase === "closed") return;
  const hand = liveHand(draft.state);
  if (hand !== null) record(draft, ...voidHand(hand));
  applyQueuedConfig(draft);
  const atMs = draft.facts.nowMs;
  for (const { seat, player, stack } of draft.state.seats)
    record(draft, { type: "PlayerStood", seat, player, chips: stack, because: "closed", by: null, atMs });
  record(draft, { type: "TableClosed", because });
}
