import { evolveHand } from "./hand.ts";
import type { HandEvent } from "./hand-event.ts";
import { withEvent } from "./log-pages.ts";
import type { TableChanges } from "./table-changes.ts";
import { type HandLog, type Play, seatAt, type TableState } from "./table-state.ts";

type HandStarted = Extract<HandEvent, { type: "HandStarted" }>;
type LaterEvent = Exclude<HandEvent, HandStarted>;

export const playChanges: TableChanges<HandEvent> = {
  HandStarted: withHand,
  DeckShuffled: shuffled,
  AntePosted: playOn,
  BlindPosted: playOn,
  HoleCardsDealt: playOn,
  Folded: playOn,
  Checked: playOn,
  Called: playOn,
  BetPlaced: playOn,
  Raised: playOn,
  BetReturned: playOn,
  BetsGathered: playOn,
  RunOutChosen: (state, event) => ({ ...playOn(state, event), runOutVote: null }),
  BoardDealt: playOn,
  CardsShown: playOn,
  CardsMucked: playOn,
  PotWon: playOn,
  HandEnded: playOut,
  HandVoided: playOut,
};

function withHand(state: TableState, event: HandStarted): TableState {
  const { no, entrants } = event.setup;
  const owners = entrants.flatMap(({ seat }) => seatAt(state, seat) ?? []);
  const log: HandLog = {
    startedAtMs: state.dealtAtMs,
    names: owners.map(({ name }) => name),
    seats: state.config.seats,
    smallBlind: state.config.smallBlind,
    pages: [],
  };
  const players = owners.map(({ player }) => player);
  return { ...state, handNo: no, play: { hand: evolveHand(null, event), players, log }, turn: null };
}

// What is not dealt may be in no record, so the log does not have the shuffle.
function shuffled(state: TableState, event: LaterEvent): TableState {
  if (state.play === null) return state;
  return { ...state, play: { ...state.play, hand: evolveHand(state.play.hand, event) } };
}

function playOn(state: TableState, event: LaterEvent): TableState {
  if (state.play === null) return state;
  const { hand, log } = state.play;
  const play: Play = {
    ...state.play,
    hand: evolveHand(hand, event),
    log: { ...log, pages: withEvent(log.pages, event) },
  };
  return { ...state, play };
}

// The stacks go back to the seats; what waited for the end of the hand has its own events.
function playOut(state: TableState, event: LaterEvent): TableState {
  const after = playOn(state, event);
  if (after.play === null) return after;
  const { hand, players }: Play = after.play;
  const seats = after.seats.map((seat) => {
    const inHand = hand.seats[players.indexOf(seat.player)];
    return inHand === undefined ? seat : { ...seat, stack: inHand.stack, pending: null };
  });
  return { ...after, seats, turn: null, runOutVote: null };
}
