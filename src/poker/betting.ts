import { limitOf } from "./betting-limit.ts";
import type { Seat, Street } from "./hand-event.ts";
import { type BettingRound, type Hand, type HandSeat, isLive, liveCount, placeOf } from "./hand-state.ts";

/** The largest total of the round that some opponent still in the hand could come to: nobody can be asked for more. */
export function mostOthersCanBet(seats: readonly HandSeat[], bettor: HandSeat): number {
  let most = 0;
  for (const other of seats) {
    const total = other.bet + other.stack;
    if (total > most && other !== bettor && isLive(other)) most = total;
  }
  return most;
}

/** Whether the betting is open to the player and not capped, and they have more than the price of a call. */
export function mayRaise(hand: Hand, bettor: HandSeat): boolean {
  if (bettor.bet + bettor.stack <= hand.round.price) return false;
  const limit = limitOf(hand.setup.variant);
  if (limit.isCapped(hand)) return false;
  return bettor.answered === null || limit.reopens(hand.round, bettor.answered);
}

/** The next player with a decision after a place in the order; null when the round is over. */
export function nextToAct(seats: readonly HandSeat[], round: BettingRound, after: number): Seat | null {
  const players = countIn(seats);
  if (players === 0 || (players === 1 && liveCount(seats) === 1)) return null;
  const count = seats.length;
  let place = after;
  for (let step = 0; step < count; step++) {
    place = place + 1 === count ? 0 : place + 1;
    const entrant = seats[place] as HandSeat;
    if (entrant.status !== "in") continue;
    if (players > 1 && entrant.answered === null) return entrant.seat;
    if (entrant.bet < round.price && entrant.bet < mostOthersCanBet(seats, entrant)) return entrant.seat;
  }
  return null;
}

/** Before the flop the first player is the one after the last blind; without blinds, and later, the first left of the button. */
export function placeBeforeFirst(hand: Hand): number {
  const { lastBlindSeat } = hand.setup;
  return lastBlindSeat === null ? hand.seats.length - 1 : placeOf(hand, lastBlindSeat);
}

/** No more betting: at most one player could still bet. */
export function isBettingOver({ seats }: Hand): boolean {
  return countIn(seats) <= 1;
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

export function roundOf(street: Street, { setup }: Hand): BettingRound {
  if (setup.limit === null) return newRound(0, setup.bigBlind);
  return newRound(0, street === "flop" ? setup.limit.smallBet : setup.limit.bigBet);
}

function newRound(price: number, raiseBy: number): BettingRound {
  return { price, fullPrice: price, raiseBy, raises: 0, aggressor: null, isOver: false };
}

function countIn(seats: readonly HandSeat[]): number {
  let count = 0;
  for (const entrant of seats) if (entrant.status === "in") count++;
  return count;
}
