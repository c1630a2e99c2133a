import type { PlayerId } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import { foldOnTurn } from "./hand-flow.ts";
import type { StandReason } from "./ledger.ts";
import { isInLiveHand, type SitOutReason, type TableSeat } from "./table-state.ts";

/** Gives the seat up, at the end of the hand when the player is in one. */
export function leaveSeat(
  draft: Draft,
  { seat, player, stack, pending }: TableSeat,
  reason: { readonly because: StandReason; readonly by: PlayerId | null },
): void {
  if (!isInLiveHand(draft.state, player)) {
    record(draft, { type: "PlayerStood", seat, player, chips: stack, ...reason, atMs: draft.facts.nowMs });
  } else if (pending?.leave == null) {
    record(draft, { type: "LeaveQueued", seat, player, ...reason });
    foldOnTurn(draft, seat);
  }
}

/** Keeps the seat without being dealt in; a hand in progress is played to its end first. */
export function sitOutSeat(draft: Draft, { seat, player }: TableSeat, because: SitOutReason): void {
  if (!isInLiveHand(draft.state, player))
    return record(draft, { type: "PlayerSatOut", seat, player, because });
  record(draft, { type: "SitOutQueued", seat, player, because });
}
