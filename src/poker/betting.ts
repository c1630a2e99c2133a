import type { Seat, Street } from "./hand-event.ts";
import { type BettingRound, type Hand, type HandSeat, isLive, placeOf } from "./hand-state.ts";
import { variants } from "./variant.ts";

/** The most a player may be asked to match: the price, but no more than some opponent can still put in. */
export function priceFor(hand: Hand, bettor: HandSeat): number {
  let matchable = 0;
  for (const other of hand.seats) {
    if (other !== bettor && isLive(other)) matchable = Math.max(matchable, other.bet + other.stack);
  }
  return Math.min(hand.round.price, matchable);
}

/** Totals of the round to which the player may bet or raise; null when no bet or raise is allowed. */
export function raiseRange(
  hand: Hand,
  bettor: HandSeat,
): { readonly min: number; readonly max: number } | null {
  const total = bettor.bet + bettor.stack;
  if (total <= hand.round.price || !canSomebodyAnswer(hand, bettor) || !mayRaise(hand, bettor)) return null;
  const { min, max } = variants[hand.setup.variant].limit.raiseTo(hand, bettor);
  return { min: Math.min(min, total), max: Math.min(max, total) };
}

/** The next player with a decision after a place in the order; null when the round is over. */
export function nextToAct(hand: Hand, after: number): Seat | null {
  const count = hand.seats.length;
  for (let step = 1; step <= count; step++) {
    const entrant = hand.seats[(after + step) % count];
    if (entrant !== undefined && hasDecision(hand, entrant)) return entrant.seat;
  }
  return null;
}

/** Place after which the first player of a street acts: the last blind before the flop, else the button. */
export function placeBeforeFirst(hand: Hand): number {
  const { lastBlindSeat } = hand.setup;
  return hand.street === "preflop" && lastBlindSeat !== null
    ? placeOf(hand, lastBlindSeat)
    : hand.seats.length - 1;
}

/** No more betting: at most one player could still bet. */
export function isBettingOver(hand: Hand): boolean {
  return hand.seats.filter((entrant) => entrant.status === "in").length <= 1;
}

/** The part of the highest bet that nobody matched goes back before pots are made (TDA 15-B). */
export function uncalledBet(hand: Hand): { readonly seat: Seat; readonly chips: number } | null {
  let highest: HandSeat | null = null;
  let second = 0;
  for (const entrant of hand.seats) {
    if (highest === null || entrant.bet > highest.bet) {
      second = highest?.bet ?? 0;
      highest = entrant;
    } else {
      second = Math.max(second, entrant.bet);
    }
  }
  if (highest === null || highest.bet === second || !isLive(highest)) return null;
  return { seat: highest.seat, chips: highest.bet - second };
}

export function preflopRound({ setup }: Pick<Hand, "setup">): BettingRound {
  const asked = setup.entrants.map((entrant) => entrant.blind);
  const price = setup.lastBlindSeat === null ? 0 : Math.max(setup.bigBlind, ...asked);
  return newRound(price, setup.limit?.smallBet ?? setup.preflopMinRaise);
}

export function roundOf(street: Street, { setup }: Pick<Hand, "setup">): BettingRound {
  if (setup.limit === null) return newRound(0, setup.bigBlind);
  return newRound(0, street === "flop" ? setup.limit.smallBet : setup.limit.bigBet);
}

function newRound(price: number, raiseBy: number): BettingRound {
  return { price, fullPrice: price, raiseBy, raises: 0, aggressor: null, isOver: false };
}

function hasDecision(hand: Hand, entrant: HandSeat): boolean {
  if (entrant.status !== "in") return false;
  if (entrant.answered === null && hand.seats.some((other) => other !== entrant && other.status === "in"))
    return true;
  return entrant.bet < priceFor(hand, entrant);
}

function canSomebodyAnswer(hand: Hand, bettor: HandSeat): boolean {
  return hand.seats.some(
    (other) => other !== bettor && isLive(other) && other.bet + other.stack > hand.round.price,
  );
}

function mayRaise(hand: Hand, bettor: HandSeat): boolean {
  const { limit } = variants[hand.setup.variant];
  if (limit.isCapped(hand)) return false;
  return bettor.answered === null || limit.reopens(hand.round, bettor.answered);
}
