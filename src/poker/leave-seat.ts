import type { PlayerId } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import { foldOnTurn } from "./hand-flow.ts";
import type { StandReason } from "./ledger.ts";
import { isInLiveHand, type SitOutReason, seatAt, type TableSeat } from "./table-state.ts";
import { disqualify } from "./tournament/run-tournament.ts";
import { isRunning } from "./tournament/tournament.ts";

/** Gives the seat up, at the end of the hand when the player is in one. In a pause the hand is not touched. */
export function leaveSeat(
  draft: Draft,
  seat: TableSeat,
  reason: { readonly because: StandReason; readonly by: PlayerId | null },
): void {
  const { player, stack, pending } = seat;
  const of = { seat: seat.seat, player };
  const isInHand = isInLiveHand(draft.state, player);
  if (!isInHand && isRunning(draft.state)) {
    disqualify(draft, seat, reason);
  } else if (!isInHand) {
    record(draft, { type: "PlayerStood", ...of, chips: stack, ...reason, atMs: draft.facts.nowMs });
  } else if (pending?.leave == null || reason.because === "kicked") {
    const isPaused = draft.state.paused !== null;
    record(draft, { type: "LeaveQueued", ...of, ...reason, ...(isPaused && { inPause: true }) });
    if (!isPaused) foldOnTurn(draft, seat.seat);
  }
}

/** After a pause: who left on their turn in it folds now, and the hand goes on. */
export function foldWhoLeft(draft: Draft): void {
  const { turn } = draft.state;
  if (turn !== null && seatAt(draft.state, turn.seat)?.pending?.leave != null) foldOnTurn(draft, turn.seat);
}

/** Keeps the seat without being dealt in; a hand in progress is played to its end first. */
export function sitOutSeat(draft: Draft, { seat, player }: TableSeat, because: SitOutReason): void {
  if (!isInLiveHand(draft.state, player))
    return record(draft, { type: "PlayerSatOut", seat, player, because });
  record(draft, { type: "SitOutQueued", seat, player, because });
}
