import { optionsOf } from "../table-options.ts";
import type { TableSeat, TableState } from "../table-state.ts";
import { prizesWon } from "./places.ts";
import { prizesOf } from "./prizes.ts";
import { isClosedForSeats, isSitAndGo } from "./tournament.ts";

export interface PublicTournament {
  readonly no: number;
  readonly status: "registering" | "running" | "over";
  /** By place; while players are still registering, those of a full table. */
  readonly prizes: readonly number[];
  /** Chips of those who were put out of the tournament. */
  readonly forfeited?: number;
}

export interface PublicPlace {
  readonly place?: number;
  /** Left out without one. */
  readonly prize?: number;
}

export function publicTournament(state: TableState): PublicTournament | null {
  const { tournament, config } = state;
  if (tournament === undefined || !isClosedForSeats(state)) {
    if (!isSitAndGo(config)) return null;
    const { seats, buyIn } = config;
    const prizes = prizesOf(seats * buyIn, seats, optionsOf(config).payouts);
    return { no: (tournament?.no ?? 0) + 1, status: "registering", prizes };
  }
  const { no, prizes, held, phase } = tournament;
  const status = phase === "running" ? "running" : "over";
  return { no, status, prizes, ...(held > 0 && { forfeited: held }) };
}

export function publicPlace({ seats, tournament }: TableState, { seat, out }: TableSeat): PublicPlace {
  if (out === undefined) return {};
  const won = prizesWon(seats, tournament?.prizes ?? []).find((one) => one.seat.seat === seat);
  return { place: out.place, ...(won !== undefined && won.chips > 0 && { prize: won.chips }) };
}
