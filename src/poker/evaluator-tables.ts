import type { DeckName } from "./deck.ts";
import { forEachRanks, type Layout, layOut, RANK_KEYS, rankSum, slotOf } from "./evaluator-layout.ts";

const HIGH_TO_STRAIGHT = ["High card", "One pair", "Two pair", "Three of a kind", "Straight"] as const;
const QUADS_AND_MORE = ["Four of a kind", "Straight flush"] as const;

/** Weakest first. In short deck a flush beats a full house. */
export const CATEGORIES = {
  standard: [...HIGH_TO_STRAIGHT, "Flush", "Full house", ...QUADS_AND_MORE],
  short: [...HIGH_TO_STRAIGHT, "Full house", "Flush", ...QUADS_AND_MORE],
} as const satisfies Record<DeckName, readonly string[]>;

export type Category = (typeof CATEGORIES)[DeckName][number];

/** All that finds the value of a hand of one size. A value of 1 is the deck's weakest class, 0 is no hand of that deck. */
export interface SizeTables extends Layout {
  readonly standard: Uint16Array;
  readonly short: Uint16Array;
}

interface DeckValues {
  readonly five: Uint16Array;
  readonly six: Uint16Array;
  readonly seven: Uint16Array;
  readonly flush: Uint16Array;
  readonly classes: Int32Array;
}

const fiveLayout = layOut(5);
const sixLayout = layOut(6);
const sevenLayout = layOut(7);
const standard = rankDeck("standard");
const short = rankDeck("short");

export const FIVE: SizeTables = { ...fiveLayout, standard: standard.five, short: short.five };
export const SIX: SizeTables = { ...sixLayout, standard: standard.six, short: short.six };
export const SEVEN: SizeTables = { ...sevenLayout, standard: standard.seven, short: short.seven };

/** Values by the rank bits of five or more cards of one suit. */
export const FLUSHES = { standard: standard.flush, short: short.flush } as const;

/** By value: place of the category << 20, then up to five ranks of four bits, the deciding one first. */
export const CLASSES = { standard: standard.classes, short: short.classes } as const;

/** Place in `RANKS` of the deck's lowest rank. */
export function lowestRank(deck: DeckName): number {
  return deck === "short" ? 4 : 0;
}

function rankDeck(deck: DeckName): DeckValues {
  const lowest = lowestRank(deck);
  const { classes, strengths, suitedStrengths } = strengthsOf(deck);
  const valueOf = new Map(Array.from(classes, (strength, value) => [strength, value]));
  const five = new Uint16Array(fiveLayout.slots);
  const flush = new Uint16Array(1 << 13);
  for (const [sum, strength] of strengths) five[slotOf(fiveLayout, sum)] = valueOf.get(strength) ?? 0;
  for (const [bits, strength] of suitedStrengths) flush[bits] = valueOf.get(strength) ?? 0;
  const six = bestWithoutOne(6, sixLayout, { lowest, layout: fiveLayout, values: five });
  const seven = bestWithoutOne(7, sevenLayout, { lowest, layout: sixLayout, values: six });
  return { five, six, seven, flush: withLongerFlushes(flush), classes };
}

interface Strengths {
  /** Every one that five cards can have, by value; the first stands for no hand. */
  readonly classes: Int32Array;
  /** By rank sum. */
  readonly strengths: readonly (readonly [sum: number, strength: number])[];
  /** By rank bits. */
  readonly suitedStrengths: readonly (readonly [bits: number, strength: number])[];
}

function strengthsOf(deck: DeckName): Strengths {
  const strengths: [number, number][] = [];
  const suitedStrengths: [number, number][] = [];
  forEachRanks(5, lowestRank(deck), (ranks) => {
    strengths.push([rankSum(ranks), unsuited(ranks, deck)]);
    if (allDiffer(ranks)) suitedStrengths.push([bitsOf(ranks), suited(ranks, deck)]);
  });
  const all = new Set([-1]);
  for (const [, strength] of strengths) all.add(strength);
  for (const [, strength] of suitedStrengths) all.add(strength);
  return { classes: Int32Array.from(all).sort(), strengths, suitedStrengths };
}

interface Smaller {
  readonly lowest: number;
  readonly layout: Layout;
  readonly values: Uint16Array;
}

// The best five of more cards are the best five after leaving out some one card.
function bestWithoutOne(size: number, layout: Layout, smaller: Smaller): Uint16Array {
  const values = new Uint16Array(layout.slots);
  forEachRanks(size, smaller.lowest, (ranks) => {
    const sum = rankSum(ranks);
    let best = 0;
    for (const rank of ranks) {
      const value = smaller.values[slotOf(smaller.layout, sum - (RANK_KEYS[rank] as number))] as number;
      if (value > best) best = value;
    }
    values[slotOf(layout, sum)] = best;
  });
  return values;
}

function withLongerFlushes(five: Uint16Array): Uint16Array {
  const values = five.slice();
  for (let bits = 0; bits < values.length; bits++) {
    for (let rest = bits; rest !== 0; rest &= rest - 1) {
      const fewer = bits & ~(rest & -rest);
      values[bits] = Math.max(values[bits] as number, values[fewer] as number);
    }
  }
  return values;
}

function unsuited(ranks: readonly number[], deck: DeckName): number {
  const groups = groupsOf(ranks);
  const top = straightTop(ranks, deck);
  if (top !== null) return strengthOf("Straight", [top], deck);
  return strengthOf(
    categoryOf(groups),
    groups.map((group) => group.rank),
    deck,
  );
}

function suited(ranks: readonly number[], deck: DeckName): number {
  const top = straightTop(ranks, deck);
  if (top !== null) return strengthOf("Straight flush", [top], deck);
  return strengthOf("Flush", ranks.toReversed(), deck);
}

function strengthOf(category: Category, ranks: readonly number[], deck: DeckName): number {
  const order: readonly Category[] = CATEGORIES[deck];
  return ranks.reduce(
    (strength, rank, place) => strength | (rank << (16 - 4 * place)),
    order.indexOf(category) << 20,
  );
}

interface Group {
  readonly rank: number;
  readonly count: number;
}

/** Ranks, lowest first, with how often each occurs: most often first, then highest first. */
function groupsOf(ranks: readonly number[]): readonly Group[] {
  const groups: { rank: number; count: number }[] = [];
  for (let at = ranks.length - 1; at >= 0; at--) {
    const rank = ranks[at] as number;
    const last = groups[groups.length - 1];
    if (last !== undefined && last.rank === rank) last.count += 1;
    else groups.push({ rank, count: 1 });
  }
  return groups.sort((a, b) => b.count - a.count);
}

function categoryOf(groups: readonly Group[]): Category {
  const [first, second] = groups;
  if (first?.count === 4) return "Four of a kind";
  if (first?.count === 3) return second?.count === 2 ? "Full house" : "Three of a kind";
  if (first?.count === 2) return second?.count === 2 ? "Two pair" : "One pair";
  return "High card";
}

/** The highest rank of a straight, or null. The ace also stands below the deck's lowest rank: A-2-3-4-5, and A-6-7-8-9 in short deck. */
function straightTop(ranks: readonly number[], deck: DeckName): number | null {
  const bits = bitsOf(ranks);
  const lowest = lowestRank(deck);
  if (bits === ((1 << 12) | (0b1111 << lowest))) return lowest + 3;
  const top = ranks.at(-1) ?? 0;
  return top >= 4 && bits === 0b11111 << (top - 4) ? top : null;
}

function allDiffer(ranks: readonly number[]): boolean {
  return new Set(ranks).size === ranks.length;
}

function bitsOf(ranks: readonly number[]): number {
  return ranks.reduce((bits, rank) => bits | (1 << rank), 0);
}
