import type { Card } from "./card.ts";
import type { HandSetup, Seat, Street } from "./hand-event.ts";

export const BOARD_CARDS = 5;

/** A hand in progress or ended: plain JSON. Stacks + bets + pots is always every chip that its entrants brought. */
export interface Hand {
  readonly setup: HandSetup;
  /** What is not dealt yet, next card first. */
  readonly deck: readonly Card[];
  readonly street: Street | "showdown";
  /** In the order of `setup.entrants`. */
  readonly seats: readonly HandSeat[];
  /** boards[0] is the board; boards[1] the second one, of a run-out dealt twice or of a hand with two from the flop on. */
  readonly boards: readonly (readonly Card[])[];
  /** Antes, dead blinds and what earlier rounds gathered, main pot first; empty after the payout. */
  readonly pots: readonly Pot[];
  readonly toAct: Seat | null;
  /** Rises with every decision. */
  readonly actionNo: number;
  readonly round: BettingRound;
  /** Betting is over before the river and `runOut` has to be called. */
  readonly awaitingRunOut: boolean;
  /** What the pots paid, uncalled bets not included; null before the payout. */
  readonly results: readonly HandResult[] | null;
  /** Stacks are the finishing stacks from now on. */
  readonly ended: boolean;
}

export interface HandSeat {
  readonly seat: Seat;
  readonly stack: number;
  /** In this betting round. */
  readonly bet: number;
  /** In the whole hand, antes and dead blinds included. */
  readonly totalBet: number;
  /** The part of `totalBet` that is dead money in the main pot: a big-blind ante, a dead blind. */
  readonly dead: number;
  readonly status: "in" | "folded" | "allIn";
  readonly cards: readonly Card[];
  readonly shown: readonly Card[] | null;
  /** The price of the round when this seat last acted; null when it has not acted in it. */
  readonly answered: number | null;
}

/** The price of a call and what a raise has to be. */
export interface BettingRound {
  /** The bet to match. */
  readonly price: number;
  /** The price without an all-in too small to be a raise: fixed limit completes from here (W 129). */
  readonly fullPrice: number;
  /** The largest full bet or raise of the round, at least the smallest bet; the bet size in fixed limit. */
  readonly raiseBy: number;
  /** Full bets and raises so far. */
  readonly raises: number;
  /** Who bet or raised last. */
  readonly aggressor: Seat | null;
  /** The bets are in the pots: from then until betting begins on the next street. */
  readonly isOver: boolean;
}

export interface Pot {
  readonly chips: number;
  readonly contenders: readonly Seat[];
}

interface HandResult {
  readonly seat: Seat;
  readonly chips: number;
  /** Null when won by folds; several names of a split win are joined by " / ". */
  readonly handName: string | null;
}

/** The seat's place in the order of the hand, -1 when it is not in it. */
export function placeOf({ seats }: Hand, seat: Seat): number {
  let place = seats.length - 1;
  while (place >= 0 && seats[place]?.seat !== seat) place--;
  return place;
}

export function isLive(entrant: HandSeat): boolean {
  return entrant.status !== "folded";
}

export function liveCount(seats: readonly HandSeat[]): number {
  let count = 0;
  for (const entrant of seats) if (isLive(entrant)) count++;
  return count;
}

export function isBoardComplete(hand: Hand): boolean {
  return hand.boards.every((board) => board.length === BOARD_CARDS);
}

export function totalPot(hand: Hand): number {
  let chips = 0;
  for (const pot of hand.pots) chips += pot.chips;
  for (const entrant of hand.seats) chips += entrant.bet;
  return chips;
}
