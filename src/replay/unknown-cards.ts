import type { Card } from "../poker/card.ts";
import { freshDeck } from "../poker/deck.ts";
import type { VariantName } from "../poker/variant.ts";
import { variants } from "../poker/variant.ts";

const MOST_TRIED = 2000;

/**
 * Cards for the players whose cards a history does not tell. Who mucked at the showdown gets the weakest hand that
 * the unused cards allow, so that the hands that were shown decide.
 */
export function fillUnknown(
  variant: VariantName,
  known: readonly (readonly Card[] | null)[],
  board: readonly Card[],
): readonly (readonly Card[])[] {
  const { deck, holeCards } = variants[variant];
  const used = new Set([...known.flatMap((cards) => cards ?? []), ...board]);
  return known.map((cards) => {
    if (cards !== null) return cards;
    const unused = freshDeck(deck).filter((card) => !used.has(card));
    const weakest = board.length === 5 ? weakestHand(variant, unused, board) : unused.slice(0, holeCards);
    for (const card of weakest) used.add(card);
    return weakest;
  });
}

function weakestHand(variant: VariantName, unused: readonly Card[], board: readonly Card[]): readonly Card[] {
  const { holeCards, high, low } = variants[variant];
  let weakest: readonly Card[] = unused.slice(0, holeCards);
  let least = Number.POSITIVE_INFINITY;
  let tried = 0;
  for (const hole of choices(unused, holeCards)) {
    const strength =
      high(hole, board) + ((low?.(hole, board) ?? null) === null ? 0 : Number.MAX_SAFE_INTEGER / 2);
    if (strength < least) [weakest, least] = [hole, strength];
    if (++tried === MOST_TRIED) break;
  }
  return weakest;
}

function* choices(cards: readonly Card[], count: number): Generator<readonly Card[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (const [at, card] of cards.entries()) {
    for (const rest of choices(cards.slice(at + 1), count - 1)) yield [card, ...rest];
  }
}
