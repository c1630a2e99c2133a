import type { PlayerId } from "../../game/game.ts";
import { type Draft, record } from "../draft.ts";
import { scheduleNextHand } from "../schedule-hand.ts";
import { chairs } from "../seating.ts";
import { optionsOf } from "../table-options.ts";
import type { Pending, TableSeat, TableState } from "../table-state.ts";
import { type Leaver, placesOf, prizesWon } from "./places.ts";
import { prizesOf } from "./prizes.ts";
import { isClosedForSeats, isRunning } from "./tournament.ts";
import type { PlacedBecause } from "./tournament-state.ts";

type Leave = NonNullable<Pending["leave"]>;

/** Everybody for whom there is a chair has bought in. */
export function isTournamentFull(state: TableState): boolean {
  return !isClosedForSeats(state) && state.seats.length >= chairs(state);
}

/** Before it is full, when a host wants it. */
export function mayStartTournament(state: TableState): boolean {
  return !isClosedForSeats(state) && state.seats.length >= Math.max(2, state.config.minPlayers);
}

export function startTournament(draft: Draft): void {
  const { config, seats, tournament } = draft.state;
  const pool = seats.reduce((chips, { stack }) => chips + stack, 0);
  const prizes = prizesOf(pool, seats.length, optionsOf(config).payouts);
  const no = (tournament?.no ?? 0) + 1;
  record(draft, { type: "TournamentStarted", no, prizes, atMs: draft.facts.nowMs });
}

/** After a hand: who lost their last chip is out, and so is who was removed in it. */
export function placeThoseOut(draft: Draft, leaving: ReadonlyMap<PlayerId, Leave>): void {
  const { state } = draft;
  const leavers = playersLeft(state).filter(({ stack, player }) => stack === 0 || leaving.has(player));
  if (leavers.length === 0) return;
  place(draft, leavers, leaving);
}

/** Between hands. When nobody is left to play with, the result is on show although no hand was to come. */
export function disqualify(draft: Draft, seat: TableSeat, leave: Leave): void {
  if (seat.out === undefined) {
    place(draft, [seat], new Map([[seat.player, leave]]));
    if (!isRunning(draft.state) && draft.state.nextHand === null) scheduleNextHand(draft);
    return;
  }
  const { because, by } = leave;
  if (because !== "kicked") return;
  const of = { seat: seat.seat, player: seat.player, place: seat.out.place };
  record(draft, { type: "PlayerPlaced", ...of, chips: 0, because, by });
}

/** The result has been on show for long enough. */
export function clearTable(draft: Draft): void {
  const atMs = draft.facts.nowMs;
  for (const { seat, player, stack } of draft.state.seats)
    record(draft, { type: "PlayerStood", seat, player, chips: stack, because: "out", by: null, atMs });
  record(draft, { type: "RegistrationOpened" });
}

function place(draft: Draft, seats: readonly TableSeat[], leaving: ReadonlyMap<PlayerId, Leave>): void {
  const { state } = draft;
  const leavers = seats.map((seat) => leaverOf(state, seat));
  const survivors = playersLeft(state).length - leavers.length;
  for (const { leaver, place: no } of placesOf(leavers, survivors)) {
    const { seat, player, chipsLeft } = leaver;
    const leave = leaving.get(player);
    const reason = { because: reasonOf(leave), by: leave?.by ?? null };
    record(draft, { type: "PlayerPlaced", seat, player, place: no, chips: chipsLeft, ...reason });
  }
  if (survivors <= 1) finish(draft);
}

function finish(draft: Draft): void {
  for (const { seat, player, stack } of playersLeft(draft.state))
    record(draft, { type: "PlayerPlaced", seat, player, place: 1, chips: stack, because: "won", by: null });
  const { seats, tournament } = draft.state;
  if (tournament === undefined) throw new Error("a tournament that never started is over");
  for (const { seat, place: no, chips } of prizesWon(seats, tournament.prizes)) {
    const of = { seat: seat.seat, player: seat.player, place: no };
    if (chips > 0) record(draft, { type: "PrizePaid", ...of, chips, atMs: draft.facts.nowMs });
  }
  record(draft, { type: "TournamentEnded", no: tournament.no });
}

function playersLeft(state: TableState): readonly TableSeat[] {
  return isRunning(state) ? state.seats.filter(({ out }) => out === undefined) : [];
}

function leaverOf({ play }: TableState, { seat, player, stack }: TableSeat): Leaver {
  const entrant = play?.hand.setup.entrants.find((one) => one.seat === seat);
  return { seat, player, chipsLeft: stack, chipsAtStart: entrant?.stack ?? stack };
}

function reasonOf(leave: Leave | undefined): PlacedBecause {
  if (leave === undefined) return "busted";
  return leave.because === "kicked" ? "kicked" : "role";
}
