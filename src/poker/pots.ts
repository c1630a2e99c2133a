import type { Seat } from "./hand-event.ts";
import { type HandSeat, isLive, type Pot } from "./hand-state.ts";

/** Main and side pots from what everybody has put in before this betting round. */
export function makePots(seats: readonly HandSeat[]): readonly Pot[] {
  const pots: Pot[] = [];
  const dead = deadChips(seats);
  if (dead > 0) addLayer(pots, dead, contendersFor(seats, 0));
  let below = 0;
  for (let level = nextLevel(seats, 0); level > below; level = nextLevel(seats, below)) {
    addLayer(pots, chipsBetween(seats, below, level), contendersFor(seats, level));
    below = level;
  }
  return pots;
}

/** Shares in paying order: the odd chips go one each to the first (TDA 20). */
export function splitChips(chips: number, ways: number): readonly number[] {
  const share = Math.floor(chips / ways);
  const odd = chips - share * ways;
  const shares: number[] = [];
  for (let place = 0; place < ways; place++) shares.push(place < odd ? share + 1 : share);
  return shares;
}

/** Layers with the same contenders are one pot; a layer that only folded players reach belongs to the pot below (TDA 21). */
function addLayer(pots: Pot[], chips: number, contenders: readonly Seat[]): void {
  const below = pots.at(-1);
  if (below !== undefined && (contenders.length === 0 || contenders.length === below.contenders.length)) {
    pots[pots.length - 1] = { chips: below.chips + chips, contenders: below.contenders };
  } else {
    pots.push({ chips, contenders });
  }
}

function contribution(entrant: HandSeat): number {
  return entrant.totalBet - entrant.bet - entrant.dead;
}

function nextLevel(seats: readonly HandSeat[], below: number): number {
  let level = below;
  for (const entrant of seats) {
    const chips = contribution(entrant);
    if (chips > below && (level === below || chips < level)) level = chips;
  }
  return level;
}

function chipsBetween(seats: readonly HandSeat[], below: number, level: number): number {
  let sum = 0;
  for (const entrant of seats) {
    const chips = contribution(entrant);
    if (chips > below) sum += (chips < level ? chips : level) - below;
  }
  return sum;
}

function contendersFor(seats: readonly HandSeat[], level: number): readonly Seat[] {
  const contenders: Seat[] = [];
  for (const entrant of seats) {
    if (isLive(entrant) && contribution(entrant) >= level) contenders.push(entrant.seat);
  }
  return contenders;
}

function deadChips(seats: readonly HandSeat[]): number {
  let sum = 0;
  for (const entrant of seats) sum += entrant.dead;
  return sum;
}
