import type { Card } from "./card.ts";

export const BEST = 21;

export interface HandValue {
  readonly total: number;
  /** An ace counts as eleven. */
  readonly isSoft: boolean;
}

export function valueOf(cards: readonly Card[]): HandValue {
  const total = cards.reduce((sum, card) => sum + pointsOf(card), 0);
  const isSoft = total + 10 <= BEST && cards.some((card) => card.startsWith("A"));
  return { total: isSoft ? total + 10 : total, isSoft };
}

/** 21 with the first two cards. */
export function isBlackjack(cards: readonly Card[]): boolean {
  return cards.length === 2 && valueOf(cards).total === BEST;
}

function pointsOf([rank = ""]: string): number {
  if (rank === "A") return 1;
  return Number.parseInt(rank, 10) || 10;
}
