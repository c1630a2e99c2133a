import type { PlayerId, Rejection } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import type { Seat } from "./hand-event.ts";
import { dealIfWaiting } from "./hand-flow.ts";
import { leaveSeat, sitOutSeat } from "./leave-seat.ts";
import { refuse } from "./refusal.ts";
import { needsApproval, requestSeat } from "./seat-requests.ts";
import {
  buyInRange,
  chairs,
  defaultBuyIn,
  firstFreeSeat,
  isTooLittle,
  owesBlinds,
  wasKicked,
} from "./seating.ts";
import type { CommandOf } from "./table-command.ts";
import { isInLiveHand, personOf, seatAt, seatOf, stackOf, type TableState } from "./table-state.ts";
import { isClosedForSeats, isRunning, isSitAndGo } from "./tournament/tournament.ts";

export function sit(draft: Draft, player: PlayerId, command: CommandOf<"sit">): Rejection | null {
  const { state } = draft;
  if (seatOf(state, player) !== null) return refuse("already_seated");
  const person = personOf(state, player);
  if (person === null) return refuse("not_in_room");
  if (!person.mayPlay || wasKicked(state, player)) return refuse("may_not_play");
  if (isClosedForSeats(state)) return refuse("tournament_running");
  const seat = command.seat ?? firstFreeSeat(state);
  if (seat === null) return refuse("table_full");
  const faultOfSeat = seatFault(state, seat);
  if (faultOfSeat !== null) return faultOfSeat;
  const range = buyInRange(state, player);
  const chips = command.buyIn ?? defaultBuyIn(state, player);
  if (chips < range.min || chips > range.max) return refuse("buy_in_out_of_range", range);
  if (needsApproval(state, player)) {
    if (state.requests.some((request) => request.player === player)) return refuse("nothing_to_do");
    requestSeat(draft, { player, seat: command.seat ?? null, buyIn: command.buyIn ?? null });
    return null;
  }
  const { name } = person;
  record(draft, { type: "PlayerSeated", seat, player, name, chips, atMs: draft.facts.nowMs });
  dealIfWaiting(draft);
  return null;
}

/** Seats somebody who may play without being asked, when the table does that; a full one lets them wait. */
export function seatAutomatically(draft: Draft, player: PlayerId): void {
  const { state } = draft;
  const person = personOf(state, player);
  const seat = firstFreeSeat(state);
  if (!state.config.autoSeat || state.phase === "closed" || person?.mayPlay !== true) return;
  if (seatOf(state, player) !== null || wasKicked(state, player)) return;
  if (needsApproval(state, player)) return requestSeat(draft, { player, seat: null, buyIn: null });
  if (seat === null) return record(draft, { type: "PlayerEnlisted", player });
  const chips = defaultBuyIn(state, player);
  record(draft, { type: "PlayerSeated", seat, player, name: person.name, chips, atMs: draft.facts.nowMs });
}

export function stand(draft: Draft, player: PlayerId): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  if (seat.pending?.leave != null) return refuse("nothing_to_do");
  if (isRunning(draft.state)) return refuse("tournament_running");
  leaveSeat(draft, seat, { because: "choice", by: player });
  return null;
}

export function sitOut(draft: Draft, player: PlayerId): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  if (seat.pending?.leave != null) return refuse("in_hand");
  if (seat.sittingOut || seat.pending?.sitOut != null) return refuse("nothing_to_do");
  sitOutSeat(draft, seat, "choice");
  return null;
}

export function sitIn(draft: Draft, player: PlayerId, { post }: CommandOf<"sitIn">): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  if (seat.pending?.leave != null) return refuse("in_hand");
  const posts = post === true && owesBlinds(seat);
  const isOut = seat.sittingOut || seat.pending?.sitOut != null;
  if (!isOut && (!posts || seat.posts)) return refuse("nothing_to_do");
  record(draft, { type: "PlayerSatIn", seat: seat.seat, player, posts });
  dealIfWaiting(draft);
  return null;
}

export function topUp(draft: Draft, player: PlayerId, { chips }: CommandOf<"topUp">): Rejection | null {
  const { state } = draft;
  const { buyInMin, buyInMax } = state.config;
  const seat = seatOf(state, player);
  if (seat === null) return refuse("not_seated");
  if (isSitAndGo(state.config)) return refuse("not_offered");
  if (seat.pending?.leave != null) return refuse("in_hand");
  const stack = stackOf(state, seat) + (seat.pending?.topUp ?? 0);
  if (stack + chips > buyInMax) return refuse("over_maximum", { maximum: Math.max(0, buyInMax - stack) });
  if (isInLiveHand(state, player)) {
    record(draft, { type: "TopUpQueued", seat: seat.seat, player, chips });
    return null;
  }
  if (isTooLittle(state.config, stack, chips))
    return refuse("buy_in_out_of_range", { min: buyInMin, max: buyInMax });
  record(draft, { type: "ChipsAdded", seat: seat.seat, player, chips, atMs: draft.facts.nowMs });
  dealIfWaiting(draft);
  return null;
}

function seatFault(state: TableState, seat: Seat): Rejection | null {
  if (seat < 1 || seat > chairs(state)) return refuse("no_such_seat");
  if (seatAt(state, seat) === null) return null;
  return refuse(firstFreeSeat(state) === null ? "table_full" : "seat_taken");
}
