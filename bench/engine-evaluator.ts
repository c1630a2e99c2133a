import { createRequire } from "node:module";
import { evaluate, evaluateStrings, getCardCodes } from "@pokertools/evaluator";
import { type Card, cardIndex } from "../src/poker/card.ts";
import { type DeckName, freshDeck, shuffle } from "../src/poker/deck.ts";
import { evaluateHoldem, evaluateIndexes, evaluateOmaha } from "../src/poker/evaluator.ts";
import { entropyOf } from "../src/poker/fair-deck/deck-key.ts";
import { omahaLow } from "../src/poker/low.ts";

const HANDS = 20_000;
const OMAHA_HANDS = 2_000;
const WARM_UP_ROUNDS = 10;
const ROUNDS = 41;
const STANDARD_CLASSES = 7_462;

interface Row {
  readonly name: string;
  readonly perSecond: number;
  /** How many times as fast as the fastest other package at the same work; null where no other does it. */
  readonly ratio: number | null;
}

type Work = "codes" | "cards" | "short" | "omaha" | "omaha five" | "low";

interface Contender {
  readonly name: string;
  readonly work: Work;
  readonly isOurs: boolean;
  readonly hands: number;
  /** One round over all hands; the sum keeps the compiler from leaving the work out. */
  readonly run: () => number;
}

const require = createRequire(import.meta.url);

// The package has no types.
const phe = require("phe") as {
  evaluateCardCodes: (codes: readonly number[]) => number;
  evaluateCardsFast: (cards: readonly Card[]) => number;
};

/** Evaluations a second, ours and those of the fastest packages, on the same hands in turns. */
export function benchEvaluator(): Promise<Row[]> {
  assertAgreement();
  const contenders = [...sevenCardContenders(), ...otherWork()];
  const rates = medianRates(contenders);
  const rows = contenders.map(({ name, work }, at) => {
    const others = rates.filter((_, other) => contenders[other]!.work === work && !contenders[other]!.isOurs);
    return {
      name,
      perSecond: rates[at]!,
      ratio: others.length === 0 ? null : rates[at]! / Math.max(...others),
    };
  });
  return Promise.resolve(rows);
}

function sevens(deck: DeckName): Card[][] {
  return deal(deck, 7, HANDS);
}

function deal(deck: DeckName, count: number, hands: number): Card[][] {
  return Array.from({ length: hands }, (_, handNo) => {
    return shuffle(freshDeck(deck), entropyOf(`bench ${handNo}`)).slice(0, count);
  });
}

// Every contender has a loop of its own: a shared one could not be compiled for any of them.
function sevenCardContenders(): Contender[] {
  const cards = sevens("standard");
  const indexes = cards.map((hand) => hand.map(cardIndex));
  const codes = cards.map((hand) => getCardCodes(hand));
  return [
    contender("ours, card indexes", "codes", () => {
      let sum = 0;
      for (const hand of indexes) sum += evaluateIndexes(hand, "standard");
      return sum;
    }),
    contender("@pokertools/evaluator, card codes", "codes", () => {
      let sum = 0;
      for (const hand of codes) sum += evaluate(hand);
      return sum;
    }),
    contender("phe, card codes", "codes", () => {
      let sum = 0;
      for (const hand of codes) sum += phe.evaluateCardCodes(hand);
      return sum;
    }),
    contender("ours, cards as text", "cards", () => {
      let sum = 0;
      for (const hand of cards) sum += evaluateHoldem(hand, "standard");
      return sum;
    }),
    contender("@pokertools/evaluator, cards as text", "cards", () => {
      let sum = 0;
      for (const hand of cards) sum += evaluateStrings(hand);
      return sum;
    }),
    contender("phe, cards as text", "cards", () => {
      let sum = 0;
      for (const hand of cards) sum += phe.evaluateCardsFast(hand);
      return sum;
    }),
  ];
}

function otherWork(): Contender[] {
  const short = sevens("short").map((hand) => hand.map(cardIndex));
  const dealt = deal("standard", 10, OMAHA_HANDS);
  const boards = dealt.map((cards) => cards.slice(0, 5));
  const fours = dealt.map((cards) => cards.slice(5, 9));
  const fives = dealt.map((cards) => cards.slice(5));
  return [
    contender("ours, short deck, card indexes", "short", () => {
      let sum = 0;
      for (const hand of short) sum += evaluateIndexes(hand, "short");
      return sum;
    }),
    contender("ours, Omaha with four hole cards", "omaha", () => {
      return fours.reduce((sum, hole, at) => sum + evaluateOmaha(hole, boards[at]!), 0);
    }),
    contender("ours, Omaha with five hole cards", "omaha five", () => {
      return fives.reduce((sum, hole, at) => sum + evaluateOmaha(hole, boards[at]!), 0);
    }),
    contender("ours, Omaha low", "low", () => {
      return fours.reduce((sum, hole, at) => sum + (omahaLow(hole, boards[at]!) ?? 0), 0);
    }),
  ];
}

function contender(name: string, work: Work, run: () => number): Contender {
  const hands = work === "codes" || work === "cards" || work === "short" ? HANDS : OMAHA_HANDS;
  return { name, work, isOurs: name.startsWith("ours"), hands, run };
}

// In turns, so that what slows the machine down for a while slows all of them; a run that does not count brings back
// the memory caches that the others have filled.
function medianRates(contenders: readonly Contender[]): number[] {
  const rates: number[][] = contenders.map(() => []);
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    contenders.forEach(({ hands, run }, at) => {
      run();
      const startedAtMs = performance.now();
      const sum = run();
      const seconds = (performance.now() - startedAtMs) / 1000;
      if (sum === 0) throw new Error("no hand was evaluated");
      if (round >= WARM_UP_ROUNDS) rates[at]!.push(hands / seconds);
    });
  }
  return rates.map((ofOne) => ofOne.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)]!);
}

// Theirs count down from the weakest class to 1 for the royal flush.
function assertAgreement(): void {
  for (const hand of sevens("standard")) {
    const ours = evaluateHoldem(hand, "standard");
    if (STANDARD_CLASSES + 1 - evaluateStrings(hand) !== ours)
      throw new Error(`disagreement on ${hand.join(" ")}`);
  }
}

if (process.argv[1] === import.meta.filename) {
  for (const { name, perSecond, ratio } of await benchEvaluator()) {
    const times = ratio === null ? "" : `${ratio.toFixed(2)} ×`;
    console.log(
      `${name.padEnd(40)} ${(perSecond / 1e6).toFixed(2).padStart(8)} million/s ${times.padStart(9)}`,
    );
  }
}
