import { describe, expect, it } from "@jest/globals";
import { tableWith } from "./table-in-test.ts";

describe("the next hand's setup", () => {
  it("asks an ante of each, or of the big blind for everybody", () => {
    const antes = (anteType: "each" | "bigBlind"): readonly number[] | undefined =>
      tableWith(["ann", "bob", "cyd"], { ante: 2, anteType }).state.play?.hand.setup.entrants.map(
        ({ ante }) => ante,
      );
    expect(antes("each")).toEqual([2, 2, 2]);
    expect(antes("bigBlind")).toEqual([0, 2, 0]);
  });

  it("TDA 48: fixed limit has a bet and three raises a street, the big blind counted before the flop", () => {
    const table = tableWith(["ann", "bob", "cyd"], { variant: "flhe" });
    expect(table.state.play?.hand.setup.limit).toEqual({
      smallBet: 2,
      bigBet: 4,
      raiseCaps: [3, 4, 4, 4],
    });
    table.act("raise", 4).act("raise", 6).act("raise", 8);
    expect(table.you("ann")?.legal).toMatchObject({ actions: ["fold", "call"], minRaiseTo: null });
  });

  it.each([
    ["plo", 4],
    ["plo5", 5],
    ["shortdeck", 2],
  ] as const)("deals %s", (variant, cards) => {
    const table = tableWith(["ann", "bob"], { variant });
    expect(table.you("ann")?.cards).toHaveLength(cards);
    const deck = table.state.play?.hand.deck ?? [];
    expect(deck.length + 2 * cards).toBe(variant === "shortdeck" ? 36 : 52);
  });

  it("shuffles the same deck for the same seed and hand, and by the room's entropy without a seed", () => {
    const cardsOf = (seed: string | null, waitMs: number): unknown => {
      const table = tableWith(["ann", "bob"], { seed }).act("fold").wait(waitMs);
      return table.strike().state.play?.hand;
    };
    expect(cardsOf("one", 0)).toEqual(cardsOf("one", 0));
    expect(cardsOf("one", 0)).not.toEqual(cardsOf("two", 0));
    expect(cardsOf(null, 6_000)).not.toEqual(cardsOf(null, 6_001));
  });
});
