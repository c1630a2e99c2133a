import { type Card, cardIndex } from "../card.ts";
import { freshDeck } from "../deck.ts";
import { BOARD_CARDS } from "../hand-state.ts";
import { type Variant, type VariantName, variants } from "../variant.ts";
import type { Dice } from "./dice.ts";

interface Known {
  readonly variant: VariantName;
  readonly cards: readonly Card[];
  readonly board: readonly Card[];
  /** Of a hand with two. */
  readonly board2?: readonly Card[];
  readonly opponents: number;
}

/** A board of Omaha costs many times what one of hold'em does. */
const SAMPLES = { holdem: 400, omaha: 60 };

/** The part of the pot that the cards are worth against any cards of the others, by trying boards: 0 to 1. */
export function equityOf(known: Known, dice: Dice): number {
  const { board, board2 } = known;
  if (board2 === undefined) return equityOn(known, [], dice);
  return (equityOn(known, board2, dice) + equityOn({ ...known, board: board2 }, board, dice)) / 2;
}

function equityOn(
  { variant: name, cards, board, opponents }: Known,
  elsewhere: readonly Card[],
  dice: Dice,
): number {
  const variant = variants[name];
  const samples = variant.holeCards === 2 ? SAMPLES.holdem : SAMPLES.omaha;
  const unseen = unseenCards(variant, [...cards, ...board, ...elsewhere]);
  const missing = BOARD_CARDS - board.length;
  let won = 0;
  for (let sample = 0; sample < samples; sample++) {
    drawFirst(unseen, missing + opponents * variant.holeCards, dice);
    const others = Array.from({ length: opponents }, (_, at) => {
      const from = missing + at * variant.holeCards;
      return unseen.slice(from, from + variant.holeCards);
    });
    won += shareOf(variant, { cards, others, board: [...board, ...unseen.slice(0, missing)] });
  }
  return won / samples;
}

function unseenCards({ deck }: Variant, seen: readonly Card[]): Card[] {
  const indexes = new Set(seen.map(cardIndex));
  return freshDeck(deck).filter((card) => !indexes.has(cardIndex(card)));
}

function drawFirst(cards: Card[], count: number, dice: Dice): void {
  for (let at = 0; at < count; at++) {
    const other = at + dice.below(cards.length - at);
    const card = cards[at] as Card;
    cards[at] = cards[other] as Card;
    cards[other] = card;
  }
}

interface Showdown {
  readonly cards: readonly Card[];
  readonly others: readonly (readonly Card[])[];
  readonly board: readonly Card[];
}

function shareOf({ high, low }: Variant, { cards, others, board }: Showdown): number {
  const highShare = share(
    high(cards, board),
    others.map((other) => high(other, board)),
  );
  if (low === null) return highShare;
  const lows = others.map((other) => lowPoints(low(other, board)));
  const own = lowPoints(low(cards, board));
  if (own === 0 && lows.every((points) => points === 0)) return highShare;
  return (highShare + (own === 0 ? 0 : share(own, lows))) / 2;
}

function lowPoints(low: number | null): number {
  return low === null ? 0 : 256 - low;
}

function share(own: number, others: readonly number[]): number {
  if (others.some((value) => value > own)) return 0;
  return 1 / (1 + others.filter((value) => value === own).length);
}
