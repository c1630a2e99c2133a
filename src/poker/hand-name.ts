import type { DeckName } from "./deck.ts";
import { CATEGORIES, type Category, SHORT, STANDARD } from "./evaluator-tables.ts";
import { type LowValue, lowText } from "./low.ts";

const SINGULAR = "two three four five six seven eight nine ten jack queen king ace".split(" ");

/** Category of a value that the evaluator gave for this deck. */
export function describeRank(value: number, deck: DeckName): Category {
  return CATEGORIES[deck][classOf(value, deck) >> 20] as Category;
}

/** For people: "two pair, kings and fours", "straight, nine to king". */
export function handName(value: number, deck: DeckName): string {
  const category = describeRank(value, deck);
  const [first, second] = decidingRanks(value, deck);
  switch (category) {
    case "High card":
      return `high card, ${one(first)}`;
    case "One pair":
      return `pair of ${many(first)}`;
    case "Two pair":
      return `two pair, ${many(first)} and ${many(second)}`;
    case "Three of a kind":
      return `three of a kind, ${many(first)}`;
    case "Straight":
      return `straight, ${span(first, deck)}`;
    case "Flush":
      return `flush, ${one(first)} high`;
    case "Full house":
      return `full house, ${many(first)} over ${many(second)}`;
    case "Four of a kind":
      return `four of a kind, ${many(first)}`;
    case "Straight flush":
      return first === 12 ? "royal flush" : `straight flush, ${span(first, deck)}`;
  }
}

/** For people: "8-6-4-3-A low". */
export function lowName(low: LowValue): string {
  return `${[...lowText(low)].join("-")} low`;
}

function decidingRanks(value: number, deck: DeckName): readonly [number, number] {
  const strength = classOf(value, deck);
  return [(strength >> 16) & 15, (strength >> 12) & 15];
}

function classOf(value: number, deck: DeckName): number {
  const strength = value > 0 ? (deck === "short" ? SHORT : STANDARD).classes[value] : undefined;
  if (strength === undefined) throw new Error(`${value} is no value of the ${deck} deck`);
  return strength;
}

function span(top: number, deck: DeckName): string {
  const lowest = deck === "short" ? 4 : 0;
  const bottom = top === lowest + 3 ? 12 : top - 4;
  return `${one(bottom)} to ${one(top)}`;
}

function one(rank: number): string {
  return SINGULAR[rank] as string;
}

function many(rank: number): string {
  return rank === 4 ? "sixes" : `${one(rank)}s`;
}
