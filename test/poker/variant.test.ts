import { describe, expect, it } from "@jest/globals";
import { VARIANT_NAMES, variants } from "../../src/poker/variant.ts";
import { cardsOf, eventsOf, play } from "./hand-in-test.ts";

describe("variants", () => {
  it("Omaha: exactly two hole cards and three of the board", () => {
    const fourHearts = variants.plo.high(cardsOf("AhKsQd2c"), cardsOf("2h5h7hJh9c"));
    const flush = variants.plo.high(cardsOf("AhKhQd2c"), cardsOf("2h5h7hJc9c"));
    expect(flush).toBeGreaterThan(fourHearts);
  });

  it("short deck: a flush beats a full house, and A-6-7-8-9 is a straight that beats three of a kind", () => {
    const board = cardsOf("6h7h8hTcTd");
    const flush = variants.shortdeck.high(cardsOf("Ah9h"), board);
    const fullHouse = variants.shortdeck.high(cardsOf("TsTh"), cardsOf("6h7h8c8dJd"));
    expect(flush).toBeGreaterThan(fullHouse);
    const straight = variants.shortdeck.high(
      cardsOf("As9c"),
      cardsOf("6h7h8cTdJs").toSpliced(3, 2, "Kd", "Qs"),
    );
    const threeOfAKind = variants.shortdeck.high(cardsOf("TsTh"), cardsOf("6h8cTdKdQs"));
    expect(straight).toBeGreaterThan(threeOfAKind);
  });

  it("short deck: everybody antes, the button alone posts a blind, the first left of it acts first", () => {
    const dealt = play({
      variant: "shortdeck",
      stacks: [100, 100, 100],
      antes: [1, 1, 1],
      blinds: [0, 0, 1],
    });
    expect(dealt.hand.toAct).toBe(1);
    expect(dealt.hand.deck).toHaveLength(30);
  });

  it.each(VARIANT_NAMES)("%s deals its hole cards one at a time, clockwise", (variant) => {
    const { hand } = play({
      variant,
      stacks: [100, 100, 100],
      limit: { smallBet: 2, bigBet: 4, raiseCaps: [3, 4, 4, 4] },
    });
    const { holeCards } = variants[variant];
    expect(hand.seats.map(({ cards }) => cards.length)).toEqual([holeCards, holeCards, holeCards]);
  });

  it.each(VARIANT_NAMES)("%s names the winner's hand at a showdown", (variant) => {
    const limit =
      variant === "flhe" || variant === "flo8" ? { smallBet: 2, bigBet: 4, raiseCaps: [3, 4, 4, 4] } : null;
    const checks = ["1 check", "2 check", "1 check", "2 check", "1 check", "2 check"];
    const played = play({ variant, limit, stacks: [100, 100] }, "2 call", "1 check", ...checks);
    expect(eventsOf(played, "PotWon").every(({ handName }) => handName !== null)).toBe(true);
  });

  it("every code of the notation is its own", () => {
    expect(new Set(VARIANT_NAMES.map((variant) => variants[variant].phhCode)).size).toBe(
      VARIANT_NAMES.length,
    );
  });
});
