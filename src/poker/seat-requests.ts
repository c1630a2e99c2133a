import type { PlayerId, Rejection } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import type { Seat } from "./hand-event.ts";
import { dealIfWaiting } from "./hand-flow.ts";
import { refuse } from "./refusal.ts";
import { buyInRange, chairs, defaultBuyIn, firstFreeSeat } from "./seating.ts";
import type { CommandOf } from "./table-command.ts";
import { optionsOf } from "./table-options.ts";
import { personOf, type SeatRequest, seatAt, type TableState } from "./table-state.ts";
import { isClosedForSeats } from "./tournament/tournament.ts";

/** A host needs nobody's approval. */
export function needsApproval(state: TableState, player: PlayerId): boolean {
  if (!optionsOf(state.config).approveSeats || state.host === player) return false;
  return personOf(state, player)?.isHost !== true;
}

export function requestSeat(draft: Draft, request: SeatRequest): void {
  if (requestOf(draft.state, request.player) === null) record(draft, { type: "SeatRequested", request });
}

export function approve(draft: Draft, by: PlayerId, { player }: CommandOf<"approve">): Rejection | null {
  const { state } = draft;
  const request = requestOf(state, player);
  if (request === null) return refuse("no_request");
  const wanted = request.seat !== null && isFree(state, request.seat) ? request.seat : null;
  const seat = wanted ?? firstFreeSeat(state);
  if (seat === null) return refuse("table_full");
  const { min, max } = buyInRange(state, player);
  const chips = Math.min(max, Math.max(min, request.buyIn ?? defaultBuyIn(state, player)));
  const name = personOf(state, player)?.name ?? player;
  record(draft, { type: "PlayerSeated", seat, player, name, chips, by, atMs: draft.facts.nowMs });
  dealIfWaiting(draft);
  return null;
}

export function refuseSeat(draft: Draft, by: PlayerId, { player }: CommandOf<"refuse">): Rejection | null {
  if (requestOf(draft.state, player) === null) return refuse("no_request");
  record(draft, { type: "SeatRefused", player, by });
  return null;
}

function isFree(state: TableState, seat: Seat): boolean {
  return !isClosedForSeats(state) && seat <= chairs(state) && seatAt(state, seat) === null;
}

function requestOf(state: TableState, player: PlayerId): SeatRequest | null {
  return state.requests.find((request) => request.player === player) ?? null;
}
