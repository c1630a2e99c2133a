import { type Draft, record } from "../draft.ts";
import { dealIfWaiting } from "../hand-flow.ts";
import { leaveSeat } from "../leave-seat.ts";
import { isInLiveHand, type TableSeat, type TableState } from "../table-state.ts";
import { isClosedForSeats } from "../tournament/tournament.ts";

/** Between hands bots buy in again when they are broke, come back when the clock sat them out, and make room for people. */
export function tendBots(draft: Draft): void {
  if (draft.state.phase === "closed" || !draft.state.seats.some(({ bot }) => bot !== undefined)) return;
  if (isClosedForSeats(draft.state)) {
    for (const seat of freeBots(draft.state)) if (seat.sittingOut && seat.stack > 0) putBack(draft, seat);
    return;
  }
  const isSomebodyBack = freeBots(draft.state).map((seat) => putBack(draft, seat));
  const guests = draft.state.waitingList.length;
  const leaving = guests === 0 ? [] : freeBots(draft.state).slice(-guests);
  for (const seat of leaving) leaveSeat(draft, seat, { because: "choice", by: null });
  if (isSomebodyBack.includes(true)) dealIfWaiting(draft);
}

function freeBots(state: TableState): readonly TableSeat[] {
  return state.seats.filter(({ bot, player }) => bot !== undefined && !isInLiveHand(state, player));
}

function putBack(draft: Draft, { seat, player, stack, sittingOut }: TableSeat): boolean {
  const chips = draft.state.config.buyIn;
  if (stack === 0) record(draft, { type: "ChipsAdded", seat, player, chips, atMs: draft.facts.nowMs });
  if (sittingOut) record(draft, { type: "PlayerSatIn", seat, player, posts: false });
  return stack === 0 || sittingOut;
}
