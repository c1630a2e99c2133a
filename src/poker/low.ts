import { type Card, cardIndex } from "./card.ts";

/** An eight-or-better low: lower is better, equal ties. One bit a rank, from 1 for the ace to 128 for the eight. */
export type LowValue = number;

const LOW_RANKS = "A2345678";

// Places in `RANKS`.
const ACE = 12;
const EIGHT = 6;

/** The best low of exactly two hole cards and three board cards, or null when none is eight or better. */
export function omahaLow(hole: readonly Card[], board: readonly Card[]): LowValue | null {
  const own = hole.map(lowBit);
  const shared = board.map(lowBit).reduce((bits, bit) => bits | bit, 0);
  let best: LowValue | null = null;
  for (let at = 1; at < own.length; at++) {
    for (let before = 0; before < at; before++) {
      const low = lowWith(own[at] as number, own[before] as number, shared);
      if (low !== null && (best === null || low < best)) best = low;
    }
  }
  return best;
}

/** The ranks from the highest: `8643A`. */
export function lowText(low: LowValue): string {
  return Array.from(LOW_RANKS)
    .filter((_, rank) => (low & (1 << rank)) !== 0)
    .toReversed()
    .join("");
}

function lowWith(first: number, second: number, shared: number): LowValue | null {
  if (first === 0 || second === 0 || first === second) return null;
  const pair = first | second;
  const triple = lowestThree(shared & ~pair);
  return triple === 0 ? null : pair | triple;
}

function lowestThree(bits: number): number {
  const withoutOne = bits & (bits - 1);
  const withoutTwo = withoutOne & (withoutOne - 1);
  const withoutThree = withoutTwo & (withoutTwo - 1);
  return withoutTwo === 0 ? 0 : bits ^ withoutThree;
}

function lowBit(card: Card): number {
  const rank = cardIndex(card) >> 2;
  if (rank === ACE) return 1;
  return rank <= EIGHT ? 2 << rank : 0;
}
