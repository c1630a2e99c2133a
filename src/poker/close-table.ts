import { applyQueuedConfig } from "./configure.ts";
import { type Draft, record } from "./draft.ts";
import { voidHand } from "./hand.ts";
import { dealRunOut } from "./hand-flow.ts";
import { liveHand } from "./table-state.ts";
import { chipsOnClosing } from "./tournament/tournament.ts";

/** A hand that needs nobody any more is run out, else bets go back; everybody cashes out, the seats are empty. */
export function closeTable(draft: Draft, because: "room" | "operator"): void {
  if (draft.state.phase === "closed") return;
  const hand = liveHand(draft.state);
  if (hand?.awaitingRunOut === true) dealRunOut(draft, 1);
  else if (hand !== null) record(draft, ...voidHand(hand));
  applyQueuedConfig(draft);
  const atMs = draft.facts.nowMs;
  // A tournament that is broken off pays nobody: everybody has the chips they have, or had to give up.
  for (const leaver of draft.state.seats) {
    const { seat, player } = leaver;
    const chips = chipsOnClosing(draft.state, leaver);
    record(draft, { type: "PlayerStood", seat, player, chips, because: "closed", by: null, atMs });
  }
  record(draft, { type: "TableClosed", because });
}
