import { type Card, RANKS } from "../card.ts";
import { describeRank } from "../hand-name.ts";
import { variants } from "../variant.ts";
import type { Dice } from "./dice.ts";
import { giveUp, type Move, push, type Situation, stay } from "./situation.ts";

/** Plays good cards, bets what hit the board, believes everybody else. */
export function moveTightly(situation: Situation, dice: Dice): Move {
  const worth = situation.board.length === 0 ? worthOfStart(situation) : worthOfBoard(situation);
  switch (worth) {
    case "strong":
      return dice.fraction() < 0.8 ? push(situation, 0.6) : stay(situation);
    case "fair":
      return isCheap(situation) ? stay(situation) : giveUp(situation);
    case "weak":
      return giveUp(situation);
  }
}

type Worth = "strong" | "fair" | "weak";

const STRONG_START = 9;
const FAIR_START = 6;
/** For every card more than two: it is easier to have two that fit. */
const HARDER_PER_CARD = 1;

function worthOfStart({ cards }: Situation): Worth {
  const best = bestPair(cards) - (cards.length - 2) * HARDER_PER_CARD;
  if (best >= STRONG_START) return "strong";
  return best >= FAIR_START ? "fair" : "weak";
}

function bestPair(cards: readonly Card[]): number {
  const points = cards.flatMap((card, at) => cards.slice(at + 1).map((other) => startingPoints(card, other)));
  return Math.max(...points);
}

// Bill Chen's count: high cards, pairs, the same suit, neighbours.
function startingPoints(one: Card, other: Card): number {
  const [high = 0, low = 0] = [rankOf(one), rankOf(other)].toSorted((a, b) => b - a);
  if (high === low) return Math.max(5, 2 * chenValue(high));
  const gap = high - low - 1;
  const suited = one.charAt(1) === other.charAt(1) ? 2 : 0;
  const connected = gap <= 1 && high < RANKS.indexOf("Q") ? 1 : 0;
  return chenValue(high) + suited + connected - ([0, 1, 2, 4][gap] ?? 5);
}

function chenValue(rank: number): number {
  return [10, 8, 7, 6][RANKS.length - 1 - rank] ?? (rank + 2) / 2;
}

function worthOfBoard({ variant, cards, board }: Situation): Worth {
  const { high, deck } = variants[variant];
  const made = describeRank(high(cards, board), deck);
  if (made === "High card") return "weak";
  if (made !== "One pair") return "strong";
  const highest = Math.max(...board.map(rankOf));
  const hitsTop = cards.some((card) => rankOf(card) >= highest && isPaired(card, cards, board));
  return hitsTop ? "fair" : "weak";
}

function isPaired(card: Card, cards: readonly Card[], board: readonly Card[]): boolean {
  return [...cards, ...board].some((other) => other !== card && rankOf(other) === rankOf(card));
}

// Up to half the pot, or a big blind.
function isCheap({ legal, pot, bigBlind }: Situation): boolean {
  return legal.callAmount <= Math.max(bigBlind, pot / 3);
}

function rankOf(card: Card): number {
  return RANKS.indexOf(card.charAt(0));
}
