import type { TableChanges } from "./table-changes.ts";
import type { TurnEvent } from "./table-event.ts";
import { changeSeat } from "./table-seat.ts";
import { seatAt, type TableSeat, type TableState, type Turn } from "./table-state.ts";
import { isRunning } from "./tournament/tournament.ts";

type TurnEnded = Extract<TurnEvent, { type: "TurnEnded" }>;

export const turnChanges: TableChanges<TurnEvent> = {
  TurnStarted: (state, { id, seat, dueAtMs }) => ({
    ...state,
    turn: { id, seat, dueAtMs, bankFromMs: null, moves: 0, forgiven: false },
  }),
  TimeBankStarted: (state, { fromMs, dueAtMs }) =>
    moveTurn(state, (turn) => ({ ...turn, dueAtMs, bankFromMs: fromMs })),
  TurnExtended: (state, { fromMs, dueAtMs }) =>
    moveTurn(state, (turn) => ({
      ...turn,
      dueAtMs,
      bankFromMs: turn.bankFromMs === null ? null : fromMs,
      forgiven: true,
    })),
  TurnEnded: endTurn,
};

function moveTurn(state: TableState, move: (turn: Turn) => Turn): TableState {
  if (state.turn === null) return state;
  return { ...state, turn: { ...move(state.turn), moves: state.turn.moves + 1 } };
}

function endTurn(state: TableState, turn: TurnEnded): TableState {
  const seat = seatAt(state, turn.seat);
  if (seat === null) return { ...state, turn: null };
  const timeBankMs = Math.max(0, seat.timeBankMs - turn.bankUsedMs);
  return changeSeat({ ...state, turn: null }, seat.seat, {
    timeBankMs,
    timeOuts: timeOutsAfter(state, seat, turn),
  });
}

// Somebody who is not there is not dealt in anyway, but in a tournament, and plays again as soon as they return.
function timeOutsAfter(state: TableState, seat: TableSeat, { timedOut }: TurnEnded): number {
  if (!timedOut) return 0;
  return seat.awaySinceMs === null || isRunning(state) ? seat.timeOuts + 1 : seat.timeOuts;
}
