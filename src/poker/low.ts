import { type Card, cardIndex } from "./card.ts";

/** An eight-or-better low as a number: lower is better, equal ties. One bit a rank, ace 1 to eight 128. */
export type LowValue = number;

const LOW_RANKS = "A2345678";

/** The best low of exactly two hole cards and three board cards, or null when none is eight or better. */
export function omahaLow(hole: readonly Card[], board: readonly Card[]): LowValue | null {
  const pairs = combineBits(hole, 2);
  const triples = combineBits(board, 3);
  let best = Number.POSITIVE_INFINITY;
  for (const pair of pairs) {
    for (const triple of triples) {
      if ((pair & triple) === 0 && (pair | triple) < best) best = pair | triple;
    }
  }
  return best === Number.POSITIVE_INFINITY ? null : best;
}

/** The ranks from the highest: `8643A`. */
export function lowText(low: LowValue): string {
  return [...LOW_RANKS]
    .filter((_, rank) => (low & (1 << rank)) !== 0)
    .toReversed()
    .join("");
}

/** Rank bits of every choice of `count` cards with different ranks of eight or lower. */
function combineBits(cards: readonly Card[], count: number): number[] {
  let held = 0;
  for (const card of cards) held |= lowBit(card);
  let choices = [0];
  for (let chosen = 0; chosen < count; chosen++)
    choices = choices.flatMap((bits) => addOneHigher(bits, held));
  return choices;
}

function addOneHigher(bits: number, held: number): number[] {
  const larger: number[] = [];
  for (let bit = 1; bit <= 128; bit *= 2) {
    if (bit > bits && (held & bit) !== 0) larger.push(bits | bit);
  }
  return larger;
}

function lowBit(card: Card): number {
  const rank = cardIndex(card) >> 2;
  if (rank === 12) return 1;
  return rank <= 6 ? 2 << rank : 0;
}
