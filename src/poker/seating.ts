import type { PlayerId } from "../game/game.ts";
import type { Seat } from "./hand-event.ts";
import { accountOf } from "./ledger.ts";
import type { TableConfig } from "./table-config.ts";
import { seatAt, type TableSeat, type TableState } from "./table-state.ts";
import { isClosedForSeats, isRunning, isSitAndGo } from "./tournament/tournament.ts";

/** Chairs that may be taken: a smaller table is announced to newcomers before it is one. */
export function chairs({ config, queuedConfig }: TableState): number {
  return Math.min(config.seats, queuedConfig?.changes.seats ?? config.seats);
}

/** None while a tournament is on. */
export function firstFreeSeat(state: TableState): Seat | null {
  if (isClosedForSeats(state)) return null;
  const last = chairs(state);
  for (let seat = 1; seat <= last; seat++) if (seatAt(state, seat) === null) return seat;
  return null;
}

/** Nobody goes south: who left with more has to bring that back. To a tournament all bring the same. */
export function buyInRange(state: TableState, player: PlayerId): { min: number; max: number } {
  const { buyIn } = state.config;
  if (isSitAndGo(state.config)) return { min: buyIn, max: buyIn };
  const leftWith = accountOf(state.ledger, player)?.leftWith ?? 0;
  return {
    min: Math.max(state.config.buyInMin, leftWith),
    max: Math.max(state.config.buyInMax, leftWith),
  };
}

export function defaultBuyIn(state: TableState, player: PlayerId): number {
  const { min, max } = buyInRange(state, player);
  return Math.min(max, Math.max(min, state.config.buyIn));
}

/** Who has lost everything buys in again: with the minimum at least. */
export function isTooLittle({ buyInMin }: TableConfig, stack: number, chips: number): boolean {
  return stack === 0 && chips < buyInMin;
}

export function wasKicked(state: TableState, player: PlayerId): boolean {
  return accountOf(state.ledger, player)?.kicked ?? false;
}

/** Sat here earlier in this session. */
export function hasLeft(state: TableState, player: PlayerId): boolean {
  return (accountOf(state.ledger, player)?.leftWith ?? null) !== null;
}

/** Could be dealt in, if the blinds allow. In a tournament everybody who is not out is, here or not. */
export function isReady(state: TableState, seat: TableSeat): boolean {
  if (isRunning(state)) return seat.stack > 0;
  return seat.awaySinceMs === null && !seat.sittingOut && seat.stack > 0;
}

export function owesBlinds(seat: TableSeat): boolean {
  return seat.owes !== "none";
}

/** Bots alone do not play. */
export function hasEnoughPlayers(state: TableState): boolean {
  const ready = state.seats.filter((seat) => isReady(state, seat)).length;
  return state.people.length > 0 && ready >= (isRunning(state) ? 2 : Math.max(2, state.config.minPlayers));
}
