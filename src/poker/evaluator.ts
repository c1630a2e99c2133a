import { type Card, cardIndex } from "./card.ts";
import type { DeckName } from "./deck.ts";
import { CARD_KEYS, NO_FLUSH, ROW_BITS, SUIT_BITS, SUIT_MASK } from "./evaluator-layout.ts";
import { FIVE, SEVEN, SHORT, SIX, STANDARD } from "./evaluator-tables.ts";

/** Value of the best five of 5, 6 or 7 cards: higher is stronger, equal ties, 1 is the deck's weakest class. */
export function evaluateHoldem(cards: readonly Card[], deck: DeckName): number {
  return evaluateIndexes(cards.map(cardIndex), deck);
}

/** As `evaluateHoldem`, for card indexes 0 to 51. */
export function evaluateIndexes(cards: ArrayLike<number>, deck: DeckName): number {
  const values = deck === "short" ? SHORT : STANDARD;
  let sum = 0;
  for (let at = 0; at < cards.length; at++) sum += CARD_KEYS[cards[at] as number] as number;
  const [layout, table] =
    cards.length === 7
      ? ([SEVEN, values.seven] as const)
      : cards.length === 6
        ? ([SIX, values.six] as const)
        : ([FIVE, values.five] as const);
  const suit = layout.flushSuit[sum & SUIT_MASK] as number;
  if (suit !== NO_FLUSH) {
    let bits = 0;
    for (let at = 0; at < cards.length; at++)
      if (((cards[at] as number) & 3) === suit) bits |= 1 << ((cards[at] as number) >> 2);
    return values.flush[bits] as number;
  }
  const ranks = sum >>> SUIT_BITS;
  return table[ranks + (layout.offsets[ranks >>> ROW_BITS] as number)] as number;
}

/** Value of the best hand of exactly two hole cards and three board cards, standard deck. */
export function evaluateOmaha(hole: readonly Card[], board: readonly Card[]): number {
  let best = 0;
  for (let a = 1; a < hole.length; a++)
    for (let b = 0; b < a; b++)
      for (let c = 2; c < board.length; c++)
        for (let d = 1; d < c; d++)
          for (let e = 0; e < d; e++)
            best = Math.max(
              best,
              evaluateHoldem(
                [hole[a] as Card, hole[b] as Card, board[c] as Card, board[d] as Card, board[e] as Card],
                "standard",
              ),
            );
  return best;
}
