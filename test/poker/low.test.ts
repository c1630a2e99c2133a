import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { type Card, RANKS } from "../../src/poker/card.ts";
import { freshDeck } from "../../src/poker/deck.ts";
import { evaluateOmaha } from "../../src/poker/evaluator.ts";
import { describeRank } from "../../src/poker/hand-name.ts";
import { lowText, omahaLow } from "../../src/poker/low.ts";
import { choices } from "./best-hand.ts";

function cards(text: string): Card[] {
  return text.split(" ") as Card[];
}

function textOf(hole: readonly Card[], board: readonly Card[]): string | null {
  const low = omahaLow(hole, board);
  return low === null ? null : lowText(low);
}

/** Every choice of two and three, the slow way. */
function slowLow(hole: readonly Card[], board: readonly Card[]): string | null {
  const rank = (card: Card) => (RANKS.indexOf(card[0]!) + 1) % 13;
  const letters = "A2345678";
  const lows = choices(hole, 2)
    .flatMap((pair) =>
      choices(board, 3).map((triple) => [...pair, ...triple].map(rank).sort((a, b) => b - a)),
    )
    .filter((ranks) => new Set(ranks).size === 5 && ranks[0]! <= 7)
    .map((ranks) => ranks.join(""))
    .sort();
  return lows[0]?.replaceAll(/./g, (digit) => letters[Number(digit)]!) ?? null;
}

describe("the Omaha low", () => {
  it("is the lowest by its highest card", () => {
    expect(textOf(cards("Ac 2d Kh Ks"), cards("3c 4d 8h Js Qc"))).toBe("8432A");
    expect(textOf(cards("6c 7d Kh Ks"), cards("3c 4d 2h Js Qc"))).toBe("76432");
    const better = omahaLow(cards("6c 7d Kh Ks"), cards("3c 4d 2h Js Qc"));
    const worse = omahaLow(cards("Ac 8d Kh Ks"), cards("3c 4d 2h Js Qc"));
    expect(better!).toBeLessThan(worse!);
  });

  it("does not mind straights and flushes: the wheel is best", () => {
    expect(textOf(cards("Ac 2c Kh Ks"), cards("3c 4c 5c Js Qc"))).toBe("5432A");
  });

  it("needs three board cards of eight or lower", () => {
    expect(textOf(cards("Ac 2d 3h 4s"), cards("5c 6d 9h Ts Jc"))).toBeNull();
  });

  it("needs two hole cards of eight or lower", () => {
    expect(textOf(cards("Ac Kd Kh Ks"), cards("2c 3d 4h 5s 6c"))).toBeNull();
  });

  it("counts a rank once when hole and board pair", () => {
    expect(textOf(cards("Ac 2d Kh Ks"), cards("Ad 3c 7h Js Qc"))).toBeNull();
    expect(textOf(cards("Ac 2d Kh Ks"), cards("Ad 4c 7h 8s Qc"))).toBe("8742A");
  });

  it("may use other cards than the high hand", () => {
    const hole = cards("Ac 2d Kh Ks");
    const board = cards("Kd 3c 7h 8s Qc");
    expect(textOf(hole, board)).toBe("8732A");
    expect(describeRank(evaluateOmaha(hole, board), "standard")).toBe("Three of a kind");
  });

  it("agrees with trying every choice", () => {
    const deal = fc.shuffledSubarray(
      freshDeck("standard").filter((card) => !"9TJ".includes(card[0]!)),
      {
        minLength: 10,
        maxLength: 10,
      },
    );
    fc.assert(
      fc.property(deal, fc.constantFrom(4, 5), (dealt, holeCards) => {
        const [board, hole] = [dealt.slice(0, 5), dealt.slice(5, 5 + holeCards)];
        expect(textOf(hole, board)).toBe(slowLow(hole, board));
      }),
      { numRuns: 500 },
    );
  });
});

interface LowPair {
  readonly board: readonly Card[];
  readonly a: readonly Card[];
  readonly b: readonly Card[];
  readonly aLow: string | null;
  readonly bLow: string | null;
  readonly result: "a" | "b" | "tie" | "none";
}

const vectors = new URL("../../../shared/vectors/eval/omahalow.jsonl.gz", import.meta.url);
const itWithVectors = existsSync(vectors) ? it : it.skip;
const why = existsSync(vectors) ? "" : " (skipped: ../shared/vectors/eval is not there)";

describe("the low pairs", () => {
  itWithVectors(`all agree${why}`, () => {
    const lines = gunzipSync(readFileSync(vectors)).toString().trim().split("\n");
    const pairs = lines.map((line) => JSON.parse(line) as LowPair);
    const differing = pairs.filter((pair) => {
      const texts = [textOf(pair.a, pair.board), textOf(pair.b, pair.board)];
      return texts[0] !== pair.aLow || texts[1] !== pair.bLow || winner(pair) !== pair.result;
    });
    expect(pairs.length).toBeGreaterThan(0);
    expect(differing).toEqual([]);
  });
});

function winner({ board, a, b }: LowPair): LowPair["result"] {
  const [aLow, bLow] = [omahaLow(a, board), omahaLow(b, board)];
  if (aLow === bLow) return aLow === null ? "none" : "tie";
  if (aLow === null) return "b";
  return bLow === null || aLow < bLow ? "a" : "b";
}
