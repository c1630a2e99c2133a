import type { Seat } from "./hand-event.ts";
import type { Pending, TableSeat, TableState } from "./table-state.ts";

export function changeSeat(state: TableState, seat: Seat, change: Partial<TableSeat>): TableState {
  const place = state.seats.findIndex((candidate) => candidate.seat === seat);
  const changed = state.seats[place];
  if (changed === undefined) return state;
  return { ...state, seats: state.seats.with(place, { ...changed, ...change }) };
}

const nothingPending: Pending = {
  leave: null,
  sitOut: null,
  topUp: 0,
  stack: null,
  show: null,
  preAction: null,
};

export function changePending(state: TableState, seat: Seat, change: Partial<Pending>): TableState {
  const current = state.seats.find((candidate) => candidate.seat === seat)?.pending ?? nothingPending;
  const pending = { ...current, ...change };
  return changeSeat(state, seat, { pending: isEmpty(pending) ? null : pending });
}

function isEmpty(pending: Pending): boolean {
  const { leave, sitOut, topUp, stack, show, preAction } = pending;
  if (preAction !== null) return false;
  return leave === null && sitOut === null && topUp === 0 && stack === null && show === null;
}
