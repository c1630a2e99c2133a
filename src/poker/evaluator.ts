import { type Card, cardIndex } from "./card.ts";
import type { DeckName } from "./deck.ts";
import { CARD_KEYS, NO_FLUSH, ROW_BITS, SUIT_BITS, SUIT_MASK } from "./evaluator-layout.ts";
import { FIVE, FLUSHES, SEVEN, SIX, type SizeTables } from "./evaluator-tables.ts";

// V8 takes a module's own constants for constants, imported ones it loads every time: a quarter of the speed.
const cardKeys = CARD_KEYS;
const {
  offsets: sevenOffsets,
  flushSuit: sevenFlushSuit,
  standard: sevenStandard,
  short: sevenShort,
} = SEVEN;

// By suit × 64 + card: the rank bit of a card of that suit, else 0. A table, because a branch would go wrong every other time.
const rankBitIn = Int16Array.from({ length: 256 }, (_, at) => ((at & 3) === at >> 6 ? rankBit(at & 63) : 0));

/** Value of the best five of 5, 6 or 7 cards: higher is stronger, equal ties, 1 is the deck's weakest class. */
export function evaluateHoldem(cards: readonly Card[], deck: DeckName): number {
  let keys = 0;
  for (let at = 0; at < cards.length; at++) keys = (keys + keyOf(cardIndex(cards[at] as Card))) | 0;
  const tables = tablesFor(cards.length);
  const suit = flushSuit(tables, keys);
  if (suit !== NO_FLUSH) return flushValue(cards.map(cardIndex), suit, deck);
  return unsuitedValue(tables, keys, deck);
}

/** As `evaluateHoldem`, for card indexes 0 to 51. */
export function evaluateIndexes(cards: readonly number[], deck: DeckName): number {
  if (cards.length === 7) return evaluateSeven(cards, deck);
  let keys = 0;
  for (const card of cards) keys = (keys + keyOf(card)) | 0;
  const tables = tablesFor(cards.length);
  const suit = flushSuit(tables, keys);
  if (suit !== NO_FLUSH) return flushValue(cards, suit, deck);
  return unsuitedValue(tables, keys, deck);
}

/** Value of the best hand of exactly two hole cards and three board cards, standard deck. */
export function evaluateOmaha(hole: readonly Card[], board: readonly Card[]): number {
  const own = hole.map(cardIndex);
  const triples = triplesOf(board.map(cardIndex));
  let best = 0;
  for (let at = 1; at < own.length; at++) {
    for (let before = 0; before < at; before++) {
      const value = bestWith(own[at] as number, own[before] as number, triples);
      if (value > best) best = value;
    }
  }
  if (best === 0) throw new Error("an Omaha hand needs two hole cards and three board cards");
  return best;
}

// The one that simulations call millions of times. Written out: faster than a loop, and calls that V8 may leave in place halve the speed.
function evaluateSeven(cards: readonly number[], deck: DeckName): number {
  const keys =
    ((cardKeys[cards[0] as number] as number) +
      (cardKeys[cards[1] as number] as number) +
      (cardKeys[cards[2] as number] as number) +
      (cardKeys[cards[3] as number] as number) +
      (cardKeys[cards[4] as number] as number) +
      (cardKeys[cards[5] as number] as number) +
      (cardKeys[cards[6] as number] as number)) |
    0;
  const suit = sevenFlushSuit[keys & SUIT_MASK] as number;
  if (suit !== NO_FLUSH) return flushValue(cards, suit, deck);
  const sum = keys >>> SUIT_BITS;
  const slot = sum + (sevenOffsets[sum >>> ROW_BITS] as number);
  const value = (deck === "short" ? sevenShort : sevenStandard)[slot] as number;
  if (value === 0) throw new Error(`no hand of the ${deck} deck`);
  return value;
}

function tablesFor(size: number): SizeTables {
  if (size === 7) return SEVEN;
  if (size === 6) return SIX;
  if (size === 5) return FIVE;
  throw new Error(`a hand is made of 5, 6 or 7 cards, not ${size}`);
}

function flushSuit(tables: SizeTables, keys: number): number {
  return tables.flushSuit[keys & SUIT_MASK] as number;
}

function unsuitedValue(tables: SizeTables, keys: number, deck: DeckName): number {
  // Seven keys fill all 32 bits: the sum is unsigned.
  const sum = keys >>> SUIT_BITS;
  const slot = sum + (tables.offsets[sum >>> ROW_BITS] as number);
  const value = (deck === "short" ? tables.short : tables.standard)[slot] as number;
  if (value === 0) throw new Error(`no hand of the ${deck} deck`);
  return value;
}

function flushValue(cards: readonly number[], suit: number, deck: DeckName): number {
  let rankBits = 0;
  for (let at = 0; at < cards.length; at++)
    rankBits |= rankBitIn[(suit << 6) | (cards[at] as number)] as number;
  return FLUSHES[deck][rankBits] as number;
}

interface Triple {
  readonly keys: number;
  readonly rankBits: number;
}

function triplesOf(board: readonly number[]): Triple[] {
  const triples: Triple[] = [];
  board.forEach((first, at) => {
    board.slice(at + 1).forEach((second, after) => {
      for (const third of board.slice(at + after + 2)) {
        triples.push({
          keys: keyOf(first) + keyOf(second) + keyOf(third),
          rankBits: rankBit(first) | rankBit(second) | rankBit(third),
        });
      }
    });
  });
  return triples;
}

function bestWith(first: number, second: number, triples: readonly Triple[]): number {
  const pairKeys = keyOf(first) + keyOf(second);
  const pairBits = rankBit(first) | rankBit(second);
  let best = 0;
  for (const triple of triples) {
    const keys = (pairKeys + triple.keys) | 0;
    const isFlush = flushSuit(FIVE, keys) !== NO_FLUSH;
    const value = isFlush
      ? (FLUSHES.standard[pairBits | triple.rankBits] as number)
      : unsuitedValue(FIVE, keys, "standard");
    if (value > best) best = value;
  }
  return best;
}

function keyOf(card: number): number {
  return cardKeys[card] as number;
}

function rankBit(card: number): number {
  return 1 << (card >> 2);
}
