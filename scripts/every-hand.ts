import type { DeckName } from "../src/poker/deck.ts";
import { evaluateIndexes } from "../src/poker/evaluator.ts";
import { describeRank } from "../src/poker/hand-name.ts";

export interface Census {
  readonly hands: number;
  /** How many different values occur. */
  readonly classes: number;
  readonly byCategory: Readonly<Record<string, number>>;
}

/** Evaluates every hand of so many cards. */
export function takeCensus(size: number, deck: DeckName): Census {
  const handsByValue = new Float64Array(8000);
  forEachHand(size, deck, (cards) => {
    const value = evaluateIndexes(cards, deck);
    handsByValue[value] = handsByValue[value]! + 1;
  });
  const byCategory: Record<string, number> = {};
  let hands = 0;
  let classes = 0;
  handsByValue.forEach((count, value) => {
    if (count === 0) return;
    const category = describeRank(value, deck);
    byCategory[category] = (byCategory[category] ?? 0) + count;
    hands += count;
    classes++;
  });
  return { hands, classes, byCategory };
}

/** Calls back with every choice of so many card indexes; the array is reused. */
export function forEachHand(size: number, deck: DeckName, visit: (cards: readonly number[]) => void): void {
  const cards: number[] = Array.from({ length: size }, () => 0);
  const choose = (place: number, from: number): void => {
    for (let card = from; card <= 52 - size + place; card++) {
      cards[place] = card;
      if (place === size - 1) visit(cards);
      else choose(place + 1, card + 1);
    }
  };
  choose(0, deck === "short" ? 16 : 0);
}
