import type { Seat } from "./hand-event.ts";
import { bookEntry } from "./ledger.ts";
import type { TableChanges } from "./table-changes.ts";
import type { ChipEvent } from "./table-event.ts";
import { changePending, changeSeat } from "./table-seat.ts";
import { seatAt, type TableState } from "./table-state.ts";

export const chipChanges: TableChanges<ChipEvent> = {
  ChipsAdded: (state, { seat, player, chips, atMs }) => {
    const before = seatAt(state, seat);
    if (before === null) return state;
    const entry = { atMs, player, chips, why: "topUp", by: player } as const;
    const ledger = bookEntry(state.ledger, entry, before.name);
    return changeSeat({ ...state, ledger }, seat, { stack: before.stack + chips });
  },
  BountyPaid: (state, { seat, from }) => {
    const paid = from.reduce((all, { chips }) => all + chips, 0);
    const after = from.reduce((paying, payer) => addChips(paying, payer.seat, -payer.chips), state);
    const play = state.play && { ...state.play, bounty: { seat, from } };
    return addChips({ ...after, play }, seat, paid);
  },
  TopUpQueued: (state, { seat, chips }) =>
    changePending(state, seat, { topUp: (seatAt(state, seat)?.pending?.topUp ?? 0) + chips }),
  StackSet: (state, { seat, player, was, chips, by, atMs }) => {
    const entry = { atMs, player, chips: chips - was, why: "setStack", by } as const;
    const ledger = bookEntry(state.ledger, entry, seatAt(state, seat)?.name ?? player);
    return changeSeat({ ...state, ledger }, seat, { stack: chips });
  },
  StackQueued: (state, { seat, chips, by }) => changePending(state, seat, { stack: { chips, by } }),
};

function addChips(state: TableState, seat: Seat, chips: number): TableState {
  const before = seatAt(state, seat);
  return before === null ? state : changeSeat(state, seat, { stack: before.stack + chips });
}
