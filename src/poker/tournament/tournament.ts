import type { TableConfig } from "../table-config.ts";
import { optionsOf } from "../table-options.ts";
import type { TableSeat, TableState } from "../table-state.ts";

export function isSitAndGo(config: TableConfig): boolean {
  return optionsOf(config).mode === "sitAndGo";
}

export function isRunning({ tournament }: TableState): boolean {
  return tournament?.phase === "running";
}

/** What a seat is worth outside a hand when the table is closed now: forfeited chips go back. */
export function chipsOnClosing(state: TableState, { stack, out }: TableSeat): number {
  return stack + (isRunning(state) ? (out?.forfeited ?? 0) : 0);
}

/** Nobody takes or gives up a seat: the tournament goes on, or its result is on show. */
export function isClosedForSeats({ tournament }: TableState): boolean {
  return tournament !== undefined && tournament.phase !== "cleared";
}
