import type { Seat } from "./hand-event.ts";
import type { BettingRound, Hand, HandSeat } from "./hand-state.ts";

// Every event makes a new hand. Written out, these copies take a tenth of the time of an object spread.

/** The hand with some fields changed. */
export function changeHand(hand: Hand, change: Partial<Hand>): Hand {
  return {
    setup: hand.setup,
    deck: change.deck ?? hand.deck,
    street: change.street ?? hand.street,
    seats: change.seats ?? hand.seats,
    boards: change.boards ?? hand.boards,
    pots: change.pots ?? hand.pots,
    toAct: change.toAct === undefined ? hand.toAct : change.toAct,
    actionNo: change.actionNo ?? hand.actionNo,
    round: change.round ?? hand.round,
    awaitingRunOut: change.awaitingRunOut ?? hand.awaitingRunOut,
    results: change.results === undefined ? hand.results : change.results,
    ended: change.ended ?? hand.ended,
  };
}

/** The entrant with some fields changed. */
export function changeEntrant(entrant: HandSeat, change: Partial<HandSeat>): HandSeat {
  return {
    seat: entrant.seat,
    stack: change.stack ?? entrant.stack,
    bet: change.bet ?? entrant.bet,
    totalBet: change.totalBet ?? entrant.totalBet,
    dead: change.dead ?? entrant.dead,
    status: change.status ?? entrant.status,
    cards: change.cards ?? entrant.cards,
    shown: change.shown === undefined ? entrant.shown : change.shown,
    answered: change.answered === undefined ? entrant.answered : change.answered,
  };
}

/** The hand after an action: the next decision. */
export function changeByAction(
  hand: Hand,
  seats: readonly HandSeat[],
  round: BettingRound,
  toAct: Seat | null,
): Hand {
  return {
    setup: hand.setup,
    deck: hand.deck,
    street: hand.street,
    seats,
    boards: hand.boards,
    pots: hand.pots,
    toAct,
    actionNo: hand.actionNo + 1,
    round,
    awaitingRunOut: hand.awaitingRunOut,
    results: hand.results,
    ended: hand.ended,
  };
}

/** Chips from the stack into this hand; `bet` is the entrant's bet of the round from now on. */
export function paying(entrant: HandSeat, chips: number, bet: number, answered = entrant.answered): HandSeat {
  const stack = entrant.stack - chips;
  return {
    seat: entrant.seat,
    stack,
    bet,
    totalBet: entrant.totalBet + chips,
    dead: entrant.dead,
    status: stack === 0 ? "allIn" : entrant.status,
    cards: entrant.cards,
    shown: entrant.shown,
    answered,
  };
}

export function seatAt(hand: Hand, place: number): HandSeat {
  const entrant = hand.seats[place];
  if (entrant === undefined) throw new Error(`no place ${place} in a hand of ${hand.seats.length}`);
  return entrant;
}

/** The seats with one replaced. */
export function replaced(seats: readonly HandSeat[], place: number, entrant: HandSeat): readonly HandSeat[] {
  const changed = seats.slice();
  changed[place] = entrant;
  return changed;
}
