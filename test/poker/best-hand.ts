import { type Card, RANKS } from "../../src/poker/card.ts";
import type { DeckName } from "../../src/poker/deck.ts";

const STANDARD = [
  "High card",
  "One pair",
  "Two pair",
  "Three of a kind",
  "Straight",
  "Flush",
  "Full house",
  "Four of a kind",
  "Straight flush",
];
const SHORT = [
  "High card",
  "One pair",
  "Two pair",
  "Three of a kind",
  "Straight",
  "Full house",
  "Flush",
  "Four of a kind",
  "Straight flush",
];

/** What the rules say about one hand, the slow way: the place of its category, then the ranks that decide. */
export interface Standing {
  readonly category: string;
  readonly order: readonly number[];
}

/** The best five of any number of cards, found by trying all. */
export function bestHand(cards: readonly Card[], deck: DeckName): Standing {
  return choices(cards, 5)
    .map((five) => standingOfFive(five, deck))
    .reduce((best, standing) => (compareOrders(standing, best) > 0 ? standing : best));
}

/** Exactly two hole cards and three of the board. */
export function bestOmahaHand(hole: readonly Card[], board: readonly Card[]): Standing {
  return choices(hole, 2)
    .flatMap((pair) => choices(board, 3).map((triple) => standingOfFive([...pair, ...triple], "standard")))
    .reduce((best, standing) => (compareOrders(standing, best) > 0 ? standing : best));
}

export function compareOrders(a: Standing, b: Standing): number {
  const at = a.order.findIndex((rank, place) => rank !== b.order[place]);
  return at === -1 ? 0 : Math.sign(a.order[at]! - b.order[at]!);
}

export function choices<Item>(items: readonly Item[], count: number): Item[][] {
  if (count === 0) return [[]];
  return items.flatMap((item, at) => choices(items.slice(at + 1), count - 1).map((rest) => [item, ...rest]));
}

function standingOfFive(five: readonly Card[], deck: DeckName): Standing {
  const ranks = five.map((card) => RANKS.indexOf(card[0]!)).sort((a, b) => b - a);
  const count = (rank: number) => ranks.filter((other) => other === rank).length;
  const byCount = [...new Set(ranks)].sort((a, b) => count(b) - count(a) || b - a);
  const isFlush = five.every((card) => card[1] === five[0]![1]);
  const wheel = deck === "short" ? "12,7,6,5,4" : "12,3,2,1,0";
  const isWheel = ranks.join() === wheel;
  const spread = ranks[0]! - ranks[4]!;
  const isStraight = isWheel || (byCount.length === 5 && spread === 4);
  const category = categoryOf(byCount.map(count).join(""), isStraight, isFlush);
  const place = (deck === "short" ? SHORT : STANDARD).indexOf(category);
  if (isStraight) return { category, order: [place, isWheel ? ranks[1]! : ranks[0]!] };
  return { category, order: [place, ...byCount] };
}

function categoryOf(pattern: string, isStraight: boolean, isFlush: boolean): string {
  if (isStraight && isFlush) return "Straight flush";
  if (pattern === "41") return "Four of a kind";
  if (pattern === "32") return "Full house";
  if (isFlush) return "Flush";
  if (isStraight) return "Straight";
  if (pattern === "311") return "Three of a kind";
  if (pattern === "221") return "Two pair";
  if (pattern === "2111") return "One pair";
  return "High card";
}
