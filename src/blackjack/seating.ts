import type { PlayerId, Rejection } from "../game/game.ts";
import type { Draft } from "./draft.ts";
import { refuse } from "./refusal.ts";
import { isInRound, seatOf } from "./table-state.ts";

/** On the seat that was asked for, or the first free one. */
export function sit(draft: Draft, player: PlayerId, wanted?: number): Rejection | null {
  const { state } = draft;
  const profile = state.people[player];
  if (profile?.mayPlay !== true) return refuse("may_not_play");
  if (seatOf(state, player) !== null) return refuse("already_seated");
  const isFull = state.seats.length === state.config.seats;
  const away = state.seats.find((seat) => !seat.isConnected && !isInRound(state, seat.player));
  if (isFull && away !== undefined) standUp(draft, away.player);
  const taken = new Set(draft.state.seats.map(({ seat }) => seat));
  const seats = Array.from({ length: state.config.seats }, (_, at) => at + 1);
  if (wanted !== undefined && !seats.includes(wanted)) return refuse("no_such_seat");
  if (wanted !== undefined && taken.has(wanted)) return refuse("seat_taken");
  const seat = wanted ?? seats.find((one) => !taken.has(one));
  if (seat === undefined) return refuse("table_full");
  draft.happen({ type: "PlayerSeated", seat, player, name: profile.name, chips: state.config.buyIn });
  return null;
}

/** With all their chips. */
export function standUp(draft: Draft, player: PlayerId): void {
  const seat = seatOf(draft.state, player);
  if (seat !== null) draft.happen({ type: "PlayerStood", seat: seat.seat, player, chips: seat.stack });
}

/** Bets go back and everybody takes their chips. */
export function closeTable(draft: Draft): void {
  const { state } = draft;
  if (state.isClosed) return;
  if (state.round !== null && state.round.phase !== "settled") draft.happen({ type: "RoundVoided" });
  for (const { player } of state.seats) standUp(draft, player);
  draft.happen({ type: "TableClosed" });
}
