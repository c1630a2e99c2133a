import type { PlayerId, Rejection } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import { dealIfWaiting } from "./hand-flow.ts";
import { refuse } from "./refusal.ts";
import { needsApproval, requestSeat } from "./seat-requests.ts";
import { defaultBuyIn, firstFreeSeat, wasKicked } from "./seating.ts";
import { personOf, seatOf } from "./table-state.ts";

export function enlist(draft: Draft, player: PlayerId): Rejection | null {
  const { state } = draft;
  if (seatOf(state, player) !== null) return refuse("already_seated");
  const person = personOf(state, player);
  if (person === null) return refuse("not_in_room");
  if (!person.mayPlay || wasKicked(state, player)) return refuse("may_not_play");
  const isWaiting = state.waitingList.includes(player) || state.requests.some((one) => one.player === player);
  if (isWaiting) return refuse("nothing_to_do");
  if (firstFreeSeat(state) !== null) return refuse("seats_free");
  record(draft, { type: "PlayerEnlisted", player });
  return null;
}

export function unlist(draft: Draft, player: PlayerId): Rejection | null {
  if (!draft.state.waitingList.includes(player)) return refuse("nothing_to_do");
  record(draft, { type: "PlayerUnlisted", player });
  return null;
}

/** Free seats go to those who wait, in their order. */
export function seatThoseWaiting(draft: Draft): void {
  for (;;) {
    const { state } = draft;
    const [player] = state.waitingList;
    const seat = firstFreeSeat(state);
    if (player === undefined || seat === null) return;
    if (needsApproval(state, player)) {
      requestSeat(draft, { player, seat: null, buyIn: null });
      continue;
    }
    const name = personOf(state, player)?.name ?? player;
    const chips = defaultBuyIn(state, player);
    record(draft, { type: "PlayerSeated", seat, player, name, chips, atMs: draft.facts.nowMs });
    dealIfWaiting(draft);
  }
}
