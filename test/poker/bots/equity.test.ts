import { describe, expect, it } from "@jest/globals";
import { createDice } from "../../../src/poker/bots/dice.ts";
import { equityOf } from "../../../src/poker/bots/equity.ts";
import type { Card } from "../../../src/poker/card.ts";
import type { VariantName } from "../../../src/poker/variant.ts";

const cards = (text: string): readonly Card[] => (text === "" ? [] : (text.split(" ") as Card[]));

/** The average of many decisions. */
function worth(variant: VariantName, hole: string, board: string, opponents: number): number {
  const known = { variant, cards: cards(hole), board: cards(board), opponents };
  const entropy = (seed: number) => new Uint8Array(256).map((_, at) => (at * 31 + seed * 7) % 256);
  const tries = Array.from({ length: 30 }, (_, seed) => equityOf(known, createDice(entropy(seed))));
  return tries.reduce((sum, one) => sum + one, 0) / tries.length;
}

describe("the equity of cards", () => {
  // Published figures: any poker odds calculator.
  it.each([
    ["Ah As", 1, 0.852],
    ["Ah As", 8, 0.347],
    ["Kh Qh", 1, 0.634],
    ["7c 2d", 1, 0.346],
  ] as const)("%s against %d unknown hands is %d", (hole, opponents, expected) => {
    expect(worth("nlhe", hole, "", opponents)).toBeCloseTo(expected, 1);
  });

  it("is all when nobody can win, half when everybody ties", () => {
    expect(worth("nlhe", "Ah Kh", "Qh Jh Th 2c 3d", 3)).toBe(1);
    expect(worth("nlhe", "2c 3d", "Ah Kh Qh Jh Th", 1)).toBe(0.5);
  });

  it("is that of both boards together where there are two", () => {
    const royal = { board: cards("Qh Jh Th 2c 3d"), board2: cards("As Ks Qs Js Ts") };
    const known = { variant: "nlhe" as const, cards: cards("Ah Kh"), opponents: 1, ...royal };
    expect(equityOf(known, createDice(new Uint8Array(256)))).toBe(0.75);
  });

  it("counts the low half", () => {
    expect(worth("plo8", "Ah 2h Kc Kd", "3c 4d 8s Kh Ks", 1)).toBeGreaterThan(0.95);
    expect(worth("plo8", "Ah Qs Kc Kd", "3c 4d 8s Kh Ks", 1)).toBeLessThan(0.9);
  });

  it("knows that short deck has no small cards", () => {
    expect(worth("shortdeck", "Ah As", "", 1)).toBeCloseTo(0.76, 1);
  });
});
