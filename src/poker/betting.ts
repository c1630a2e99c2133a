import type { Seat, Street } from "./hand-event.ts";
import { type BettingRound, type Hand, type HandSeat, isLive, liveCount, placeOf } from "./hand-state.ts";
import { variants } from "./variant.ts";

/** The most a player may be asked to match: the price, but no more than some opponent can still put in. */
export function priceFor(seats: readonly HandSeat[], round: BettingRound, bettor: HandSeat): number {
  return Math.min(round.price, mostOthersCanBet(seats, bettor));
}

/** Whether the player may bet or raise at all: somebody can answer, the betting is open to them, and it is not capped. */
export function mayRaise(hand: Hand, bettor: HandSeat): boolean {
  const { price } = hand.round;
  if (bettor.bet + bettor.stack <= price || mostOthersCanBet(hand.seats, bettor) <= price) return false;
  const { limit } = variants[hand.setup.variant];
  if (limit.isCapped(hand)) return false;
  return bettor.answered === null || limit.reopens(hand.round, bettor.answered);
}

/** The next player with a decision after a place in the order; null when the round is over. */
export function nextToAct(seats: readonly HandSeat[], round: BettingRound, after: number): Seat | null {
  if (liveCount(seats) === 1) return null;
  const players = countIn(seats);
  const count = seats.length;
  for (let step = 1; step <= count; step++) {
    const entrant = seats[(after + step) % count];
    if (entrant?.status !== "in") continue;
    if (entrant.answered === null && players > 1) return entrant.seat;
    if (entrant.bet < round.price && entrant.bet < priceFor(seats, round, entrant)) return entrant.seat;
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

function mostOthersCanBet(seats: readonly HandSeat[], bettor: HandSeat): number {
  let most = 0;
  for (const other of seats) {
    const total = other.bet + other.stack;
    if (total > most && other !== bettor && isLive(other)) most = total;
  }
  return most;
}
