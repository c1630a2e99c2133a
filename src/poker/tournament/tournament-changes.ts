import { bookEntry, noteDeparture } from "../ledger.ts";
import type { TableChanges } from "../table-changes.ts";
import { changeSeat } from "../table-seat.ts";
import { seatAt, type TableState } from "../table-state.ts";
import type { Out, Tournament, TournamentEvent } from "./tournament-state.ts";

type Placed = Extract<TournamentEvent, { type: "PlayerPlaced" }>;
type Paid = Extract<TournamentEvent, { type: "PrizePaid" }>;

export const tournamentChanges: TableChanges<TournamentEvent> = {
  TournamentStarted: (state, { no, prizes }) => {
    const { smallBlind, bigBlind, ante } = state.config;
    const blinds = { smallBlind, bigBlind, ante };
    return {
      ...state,
      positions: null,
      level: null,
      tournament: { no, phase: "running", prizes, blinds, held: 0 },
    };
  },
  PlayerPlaced: withPlace,
  PrizePaid: withPrize,
  TournamentEnded: (state) => withoutLevels(state, "over"),
  RegistrationOpened: (state) => ({
    ...changeTournament(state, { phase: "cleared" }),
    phase: "waiting",
    nextHand: null,
  }),
};

/** The blinds are as they were configured; whoever has to start tournaments starts the next one as well. */
function withoutLevels(state: TableState, phase: Tournament["phase"]): TableState {
  if (state.tournament?.phase !== "running") return state;
  return {
    ...changeTournament(state, { phase, held: 0 }),
    config: { ...state.config, ...state.tournament.blinds },
    level: null,
    started: state.config.autoStart,
  };
}

/** The table was closed: a tournament that was on is broken off, and the next one can begin. */
export function brokenOff(state: TableState): TableState {
  return changeTournament(withoutLevels(state, "cleared"), { phase: "cleared" });
}

/** Chips that were nobody's are somebody's again, or leave the table. */
export function takeHeld(state: TableState, chips: number): TableState {
  return chips === 0 ? state : changeTournament(state, { held: (state.tournament?.held ?? 0) - chips });
}

function withPlace(state: TableState, { seat, player, place, chips, because }: Placed): TableState {
  const before = seatAt(state, seat);
  if (before === null) return state;
  const isForfeit = chips > 0 && because !== "won";
  const out: Out = before.out ?? { place, ...(isForfeit && { forfeited: chips }) };
  const placed = changeSeat(takeHeld(state, -chips), seat, { stack: before.stack - chips, out });
  if (because !== "kicked") return placed;
  return { ...placed, ledger: noteDeparture(placed.ledger, player, { leftWith: null, kicked: true }) };
}

function withPrize(state: TableState, { seat, player, chips, atMs }: Paid): TableState {
  const name = seatAt(state, seat)?.name ?? player;
  const entry = { atMs, player, chips: -chips, why: "prize", by: null } as const;
  return { ...takeHeld(state, chips), ledger: bookEntry(state.ledger, entry, name) };
}

function changeTournament(state: TableState, change: Partial<Tournament>): TableState {
  return state.tournament === undefined
    ? state
    : { ...state, tournament: { ...state.tournament, ...change } };
}
