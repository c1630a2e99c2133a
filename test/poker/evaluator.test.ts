import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { takeCensus } from "../../scripts/every-hand.ts";
import { type Card, cardIndex } from "../../src/poker/card.ts";
import { type DeckName, freshDeck } from "../../src/poker/deck.ts";
import { evaluateHoldem, evaluateIndexes, evaluateOmaha } from "../../src/poker/evaluator.ts";
import { forEachRanks, layOut, rankSum, slotOf } from "../../src/poker/evaluator-layout.ts";
import { describeRank } from "../../src/poker/hand-name.ts";
import { bestHand, bestOmahaHand, compareOrders } from "./best-hand.ts";

function cards(text: string): Card[] {
  return text.split(" ") as Card[];
}

function dealt(count: number, deck: DeckName): fc.Arbitrary<Card[]> {
  return fc.shuffledSubarray(freshDeck(deck), { minLength: count, maxLength: count });
}

describe("hands that software gets wrong", () => {
  const value = (text: string) => evaluateHoldem(cards(text), "standard");
  const shortValue = (text: string) => evaluateHoldem(cards(text), "short");

  it("counts the ace low in the lowest straight only", () => {
    expect(value("Ac 2d 3h 4s 5c")).toBeLessThan(value("2d 3h 4s 5c 6c"));
    expect(describeRank(value("Qc Kd Ah 2s 3c"), "standard")).toBe("High card");
  });

  it("finds the better of two three of a kinds as a full house", () => {
    expect(value("Kc Kd Kh 4s 4c 4d 2h")).toBe(value("Kc Kd Kh 4s 4c"));
  });

  it("takes the best two of three pairs and the best kicker left", () => {
    expect(value("Kc Kd 9h 9s 4c 4d Qh")).toBe(value("Kc Kd 9h 9s Qh"));
    expect(value("Kc Kd 9h 9s 4c 4d 2h")).toBe(value("Kc Kd 9h 9s 4d"));
  });

  it("takes the straight flush and not the higher flush or straight", () => {
    expect(value("5c 6c 7c 8c 9c Td Ac")).toBe(value("5c 6c 7c 8c 9c"));
  });

  it("takes the best five of seven suited cards", () => {
    expect(value("2h 4h 6h 8h Th Qh Ah")).toBe(value("6h 8h Th Qh Ah"));
  });

  it("ties hands that differ in suits or in a sixth card", () => {
    expect(value("Ac Kd Qh Js 9c 2d 3h")).toBe(value("Ad Kc Qs Jh 9d 4d 5h"));
  });

  it("ranks a flush above a full house with the short deck", () => {
    expect(shortValue("6h 8h Th Qh Ah")).toBeGreaterThan(shortValue("Ac Ad Ah Ks Kc"));
    expect(value("6h 8h Th Qh Ah")).toBeLessThan(value("Ac Ad Ah Ks Kc"));
  });

  it("ranks a straight above three of a kind with the short deck", () => {
    expect(shortValue("Ac 6d 7h 8s 9c")).toBeGreaterThan(shortValue("Ac Ad Ah Ks Qc"));
  });

  it("reads A-6-7-8-9 as the lowest straight of the short deck", () => {
    expect(describeRank(shortValue("Ac 6d 7h 8s 9c"), "short")).toBe("Straight");
    expect(shortValue("Ac 6d 7h 8s 9c")).toBeLessThan(shortValue("6c 7d 8h 9s Tc"));
    expect(describeRank(value("Ac 6d 7h 8s 9c"), "standard")).toBe("High card");
  });

  it("plays exactly two hole cards in Omaha", () => {
    const board = cards("2h 5h 9h Jh Ks");
    expect(describeRank(evaluateOmaha(cards("Ah Kd 3c 4d"), board), "standard")).toBe("One pair");
    expect(describeRank(evaluateOmaha(cards("Kh Kd Kc 2s"), cards("5d 5c 9s Jh 2d")), "standard")).toBe(
      "Two pair",
    );
  });

  it("refuses what is not a hand", () => {
    expect(() => evaluateHoldem(cards("Ac Kd"), "standard")).toThrow("not 2");
    expect(() => evaluateHoldem(cards("2c Ad Kh Qs Jc"), "short")).toThrow("short");
    expect(() => evaluateHoldem(cards("1c Ad Kh Qs Jc"), "standard")).toThrow("no card: 1c");
    expect(() => evaluateOmaha(cards("Ac Kd Kh Ks"), cards("2c 3c"))).toThrow("three board cards");
  });
});

describe("every hand", () => {
  it("falls into the known categories and 7,462 classes", () => {
    expect(takeCensus(5, "standard")).toEqual({
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
    });
  });

  it("falls into 1,404 classes with the short deck", () => {
    expect(takeCensus(5, "short")).toEqual({
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
    });
  });

  it.each([5, 6, 7])("of %i cards has a sum and a slot of its own", (size) => {
    const layout = layOut(size);
    const slots = new Set<number>();
    let hands = 0;
    forEachRanks(size, 0, (ranks) => {
      slots.add(slotOf(layout, rankSum(ranks)));
      hands++;
    });
    expect(slots.size).toBe(hands);
    expect(hands).toBe({ 5: 6_175, 6: 18_395, 7: 49_205 }[size]);
  });
});

describe("the evaluator and the rules applied the slow way", () => {
  const decks: DeckName[] = ["standard", "short"];
  const sizes = [5, 6, 7];
  const cases = decks.flatMap((deck) => sizes.map((size) => ({ deck, size })));

  it.each(cases)("agree on two hands of $size cards of the $deck deck", ({ deck, size }) => {
    fc.assert(
      fc.property(dealt(size * 2, deck), (deal) => {
        const [a, b] = [deal.slice(0, size), deal.slice(size)];
        const [aValue, bValue] = [evaluateHoldem(a, deck), evaluateHoldem(b, deck)];
        const [aBest, bBest] = [bestHand(a, deck), bestHand(b, deck)];
        expect(describeRank(aValue, deck)).toBe(aBest.category);
        expect(Math.sign(aValue - bValue)).toBe(compareOrders(aBest, bBest));
        expect(evaluateIndexes(a.map(cardIndex), deck)).toBe(aValue);
      }),
      { numRuns: 500 },
    );
  });

  it.each([4, 5])("agree on two Omaha hands with %i hole cards", (holeCards) => {
    fc.assert(
      fc.property(dealt(5 + holeCards * 2, "standard"), (deal) => {
        const board = deal.slice(0, 5);
        const [a, b] = [deal.slice(5, 5 + holeCards), deal.slice(5 + holeCards)];
        const sign = Math.sign(evaluateOmaha(a, board) - evaluateOmaha(b, board));
        expect(sign).toBe(compareOrders(bestOmahaHand(a, board), bestOmahaHand(b, board)));
      }),
      { numRuns: 200 },
    );
  });
});

interface Pair {
  readonly id: string;
  readonly board?: readonly Card[];
  readonly a: readonly Card[];
  readonly b: readonly Card[];
  readonly result: "a" | "b" | "tie";
  readonly aName: string;
  readonly bName: string;
  readonly aRank: number;
  readonly bRank: number;
}

const vectors = new URL("../../../shared/vectors/eval/", import.meta.url);
const itWithVectors = existsSync(vectors) ? it : it.skip;
const why = existsSync(vectors) ? "" : " (skipped: ../shared/vectors/eval is not there)";

describe("the evaluation pairs", () => {
  itWithVectors.each(["holdem", "holdem7", "shortdeck", "plo", "plo5"])(`of %s all agree${why}`, (file) => {
    const deck = file === "shortdeck" ? "short" : "standard";
    const lines = gunzipSync(readFileSync(new URL(`${file}.jsonl.gz`, vectors)))
      .toString()
      .trim()
      .split("\n");
    const pairs = lines.map((line) => JSON.parse(line) as Pair);
    const differing = pairs.filter((pair) => {
      const [a, b] = [pair.a, pair.b].map((own) => {
        return file.startsWith("plo")
          ? evaluateOmaha(own, pair.board!)
          : evaluateHoldem([...own, ...(pair.board ?? [])], deck);
      });
      const names = [describeRank(a!, deck), describeRank(b!, deck)];
      const result = a === b ? "tie" : a! > b! ? "a" : "b";
      // Their classes count from 0, our values from 1.
      const isSameClass = a === pair.aRank + 1 && b === pair.bRank + 1;
      return result !== pair.result || names[0] !== pair.aName || names[1] !== pair.bName || !isSameClass;
    });
    expect(pairs.length).toBeGreaterThan(0);
    expect(differing).toEqual([]);
  });
});
