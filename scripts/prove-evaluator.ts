import { isDeepStrictEqual } from "node:util";
import type { DeckName } from "../src/poker/deck.ts";
import { evaluateIndexes } from "../src/poker/evaluator.ts";
import { RANK_KEYS } from "../src/poker/evaluator-layout.ts";
import { deriveRankKeys } from "./derive-rank-keys.ts";
import { type Census, forEachHand, takeCensus } from "./every-hand.ts";

interface Proof {
  readonly name: string;
  readonly size: number;
  readonly deck: DeckName;
  readonly expected: Census;
}

const FIVE: Proof = {
  name: "five cards",
  size: 5,
  deck: "standard",
  expected: {
    hands: 2_598_960,
    classes: 7_462,
    byCategory: {
      "High card": 1_302_540,
      "One pair": 1_098_240,
      "Two pair": 123_552,
      "Three of a kind": 54_912,
      Straight: 10_200,
      Flush: 5_108,
      "Full house": 3_744,
      "Four of a kind": 624,
      "Straight flush": 40,
    },
  },
};

const FIVE_SHORT: Proof = {
  name: "five cards, short deck",
  size: 5,
  deck: "short",
  expected: {
    hands: 376_992,
    classes: 1_404,
    byCategory: {
      "High card": 122_400,
      "One pair": 193_536,
      "Two pair": 36_288,
      "Three of a kind": 16_128,
      Straight: 6_120,
      "Full house": 1_728,
      Flush: 480,
      "Four of a kind": 288,
      "Straight flush": 24,
    },
  },
};

const SIX: Proof = {
  name: "six cards",
  size: 6,
  deck: "standard",
  expected: {
    hands: 20_358_520,
    classes: 6_075,
    byCategory: {
      "High card": 6_612_900,
      "One pair": 9_730_740,
      "Two pair": 2_532_816,
      "Three of a kind": 732_160,
      Straight: 361_620,
      Flush: 205_792,
      "Full house": 165_984,
      "Four of a kind": 14_664,
      "Straight flush": 1_844,
    },
  },
};

const SEVEN: Proof = {
  name: "seven cards",
  size: 7,
  deck: "standard",
  expected: {
    hands: 133_784_560,
    classes: 4_824,
    byCategory: {
      "High card": 23_294_460,
      "One pair": 58_627_800,
      "Two pair": 31_433_400,
      "Three of a kind": 6_461_620,
      Straight: 6_180_020,
      Flush: 4_047_644,
      "Full house": 3_473_184,
      "Four of a kind": 224_848,
      "Straight flush": 41_584,
    },
  },
};

const proofs = process.argv.includes("--seven") ? [FIVE, FIVE_SHORT, SIX, SEVEN] : [FIVE, FIVE_SHORT, SIX];
const outcomes: boolean[] = [];

for (const { name, size, deck, expected } of proofs) {
  const startedAtMs = performance.now();
  const census = takeCensus(size, deck);
  report(name, isDeepStrictEqual(census, expected), startedAtMs);
  console.log(`  ${census.hands} hands, ${census.classes} classes`);
  for (const [category, hands] of Object.entries(census.byCategory)) console.log(`  ${category}: ${hands}`);
}

if (process.argv.includes("--seven")) {
  const startedAtMs = performance.now();
  report("seven cards of the short deck are worth their best five", sevensAreTheirBestFive(), startedAtMs);
}

if (process.argv.includes("--keys")) {
  const startedAtMs = performance.now();
  report("rank keys", isDeepStrictEqual(deriveRankKeys(), RANK_KEYS), startedAtMs);
}

process.exitCode = outcomes.includes(false) ? 1 : 0;

function report(name: string, isProven: boolean, startedAtMs: number): void {
  const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
  console.log(`${isProven ? "proven" : "WRONG"}: ${name} (${seconds} s)`);
  outcomes.push(isProven);
}

function sevensAreTheirBestFive(): boolean {
  let areEqual = true;
  forEachHand(7, "short", (cards) => {
    if (evaluateIndexes(cards, "short") !== bestOfFives(cards)) areEqual = false;
  });
  return areEqual;
}

function bestOfFives(cards: readonly number[]): number {
  let best = 0;
  const five = [0, 0, 0, 0, 0];
  for (let out = 1; out < 7; out++) {
    for (let alsoOut = 0; alsoOut < out; alsoOut++) {
      let place = 0;
      for (let at = 0; at < 7; at++) {
        if (at !== out && at !== alsoOut) five[place++] = cards[at]!;
      }
      best = Math.max(best, evaluateIndexes(five, "short"));
    }
  }
  return best;
}
