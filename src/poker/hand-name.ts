import type { DeckName } from "./deck.ts";
import { CATEGORIES, type Category, CLASSES, lowestRank } from "./evaluator-tables.ts";
import { type LowValue, lowText } from "./low.ts";

const RANK_NAMES = "two three four five six seven eight nine ten jack queen king ace".split(" ");
const ACE = 12;

type Wording = (ranks: readonly [first: number, second: number], deck: DeckName) => string;

const WORDINGS: Readonly<Record<Category, Wording>> = {
  "High card": ([first]) => `high card, ${one(first)}`,
  "One pair": ([first]) => `pair of ${many(first)}`,
  "Two pair": ([first, second]) => `two pair, ${many(first)} and ${many(second)}`,
  "Three of a kind": ([first]) => `three of a kind, ${many(first)}`,
  Straight: ([top], deck) => `straight, ${span(top, deck)}`,
  Flush: ([first]) => `flush, ${one(first)} high`,
  "Full house": ([first, second]) => `full house, ${many(first)} over ${many(second)}`,
  "Four of a kind": ([first]) => `four of a kind, ${many(first)}`,
  "Straight flush": ([top], deck) => (top === ACE ? "royal flush" : `straight flush, ${span(top, deck)}`),
};

/** Category of a value that the evaluator gave for this deck. */
export function describeRank(value: number, deck: DeckName): Category {
  return CATEGORIES[deck][classOf(value, deck) >> 20] as Category;
}

/** For people: "two pair, kings and fours", "straight, nine to king". */
export function handName(value: number, deck: DeckName): string {
  const strength = classOf(value, deck);
  const wording = WORDINGS[describeRank(value, deck)];
  return wording([(strength >> 16) & 15, (strength >> 12) & 15], deck);
}

/** For people: "8-6-4-3-A low". */
export function lowName(low: LowValue): string {
  return `${Array.from(lowText(low)).join("-")} low`;
}

function classOf(value: number, deck: DeckName): number {
  const strength = CLASSES[deck][value];
  if (strength === undefined || strength < 0) throw new Error(`${value} is no value of the ${deck} deck`);
  return strength;
}

// The ace is also the lowest card of the lowest straight.
function span(top: number, deck: DeckName): string {
  const isLowest = top === lowestRank(deck) + 3;
  return `${one(isLowest ? ACE : top - 4)} to ${one(top)}`;
}

function one(rank: number): string {
  return RANK_NAMES[rank] as string;
}

function many(rank: number): string {
  return one(rank) === "six" ? "sixes" : `${one(rank)}s`;
}
