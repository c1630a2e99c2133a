import { evolveHand } from "./hand.ts";
import type { HandEvent } from "./hand-event.ts";
import type { TableChanges } from "./table-changes.ts";
import { type Play, seatAt, type TableState } from "./table-state.ts";

type HandStarted = Extract<HandEvent, { type: "HandStarted" }>;
type LaterEvent = Exclude<HandEvent, HandStarted>;

export const playChanges: TableChanges<HandEvent> = {
  HandStarted: withHand,
  DeckShuffled: playOn,
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
  RunOutChosen: playOn,
  BoardDealt: playOn,
  CardsShown: playOn,
  CardsMucked: playOn,
  PotWon: playOn,
  HandEnded: playOut,
  HandVoided: playOut,
};

function withHand(state: TableState, event: HandStarted): TableState {
  const players = event.setup.entrants.flatMap(({ seat }) => seatAt(state, seat)?.player ?? []);
  return { ...state, handNo: event.setup.no, play: { hand: evolveHand(null, event), players }, turn: null };
}

function playOn(state: TableState, event: LaterEvent): TableState {
  if (state.play === null) return state;
  return { ...state, play: { ...state.play, hand: evolveHand(state.play.hand, event) } };
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
  return { ...after, seats, turn: null };
}
