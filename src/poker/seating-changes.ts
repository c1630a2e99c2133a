import { bookEntry, noteDeparture, noteReturn } from "./ledger.ts";
import { hasLeft, wasKicked } from "./seating.ts";
import type { TableChanges } from "./table-changes.ts";
import type { SeatEvent } from "./table-event.ts";
import { changePending, changeSeat } from "./table-seat.ts";
import { seatAt, type TableSeat, type TableState, withoutWaiting } from "./table-state.ts";
import { isRunning } from "./tournament/tournament.ts";
import { takeHeld } from "./tournament/tournament-changes.ts";

type Seated = Extract<SeatEvent, { type: "PlayerSeated" }>;
type Stood = Extract<SeatEvent, { type: "PlayerStood" }>;

export const seatingChanges: TableChanges<SeatEvent> = {
  PlayerSeated: withNewcomer,
  PlayerStood: withoutPlayer,
  LeaveQueued: (state, { seat, because, by }) => changePending(state, seat, { leave: { because, by } }),
  PlayerSatOut: (state, { seat }) => changeSeat(state, seat, { sittingOut: true, posts: false, timeOuts: 0 }),
  SitOutQueued: (state, { seat, because }) => changePending(state, seat, { sitOut: because }),
  ShowQueued: (state, { seat, cards }) => changePending(state, seat, { show: cards }),
  PreActionPlanned: (state, { seat, planned }) => changePending(state, seat, { preAction: planned }),
  StraddleWished: (state, { seat, on }) => changeSeat(state, seat, { straddles: on }),
  PlayerSatIn: (state, { seat, posts }) =>
    changeSeat(changePending(state, seat, { sitOut: null }), seat, { sittingOut: false, posts, timeOuts: 0 }),
};

function withNewcomer(state: TableState, { seat, player, name, chips, atMs, bot }: Seated): TableState {
  const newcomer: TableSeat = {
    seat,
    player,
    name,
    stack: chips,
    sittingOut: false,
    // Who stood up in this session let the blinds pass as if they had sat out.
    owes: hasLeft(state, player) ? "both" : "big",
    posts: false,
    timeBankMs: Math.round(state.config.timeBankSeconds * 1000),
    timeOuts: 0,
    awaySinceMs: null,
    pending: null,
    ...(bot !== undefined && { bot }),
  };
  const seats = [...state.seats, newcomer].sort((one, other) => one.seat - other.seat);
  const booked = bookEntry(state.ledger, { atMs, player, chips, why: "buyIn", by: player }, name);
  return { ...withoutWaiting(state, player), seats, ledger: noteReturn(booked, player) };
}

function withoutPlayer(state: TableState, { seat, player, chips, because, by, atMs }: Stood): TableState {
  const before = seatAt(state, seat);
  const name = before?.name ?? player;
  const booked = bookEntry(state.ledger, { atMs, player, chips: -chips, why: because, by }, name);
  const kicked = because === "kicked" || wasKicked(state, player);
  const ledger = noteDeparture(booked, player, { leftWith: chips, kicked });
  const seats = state.seats.filter((one) => one.seat !== seat);
  return takeHeld({ ...state, seats, ledger }, isRunning(state) ? (before?.out?.forfeited ?? 0) : 0);
}
