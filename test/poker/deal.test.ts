import { describe, expect, it } from "@jest/globals";
import { TableInTest, tableWith } from "./table-in-test.ts";

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
    const deckOf = (seed: string | null, waitMs: number): unknown => {
      const table = new TableInTest({ seed }).wait(waitMs).join("ann", "bob");
      return table.state.play?.hand.deck;
    };
    expect(deckOf("one", 0)).toEqual(deckOf("one", 1));
    expect(deckOf("one", 0)).not.toEqual(deckOf("two", 0));
    expect(deckOf(null, 6_000)).toEqual(deckOf(null, 6_000));
    expect(deckOf(null, 6_000)).not.toEqual(deckOf(null, 6_001));
  });
});
