import { describe, expect, it } from "@jest/globals";
import { decideAction, evolveHand, openHand, startHand, voidHand } from "../../src/poker/hand.ts";
import { act, deckOf, foldEvents, play, setupOf, stacksOf } from "./hand-in-test.ts";

describe("a hand", () => {
  const given = { stacks: [200, 200, 200], cards: ["AhAd", "KhKd", "QhQd"], board: "2s7d9hJc3c" };

  it("opens with the deck, the blinds and the cards", () => {
    const events = startHand(setupOf(given), deckOf(given));
    expect(events.map(({ type }) => type)).toEqual([
      "HandStarted",
      "DeckShuffled",
      "BlindPosted",
      "BlindPosted",
      "HoleCardsDealt",
    ]);
    expect(events.at(-1)).toEqual({ type: "HoleCardsDealt", seats: [1, 2, 3], count: 2 });
  });

  it("is the fold of its events", () => {
    const { events, hand } = openHand(setupOf(given), deckOf(given));
    expect(foldEvents(null, events)).toEqual(hand);
  });

  it("counts its decisions", () => {
    expect(play(given).hand.actionNo).toBe(0);
    expect(play(given, "3 call", "1 call").hand.actionNo).toBe(2);
  });

  it("changes nothing when it refuses", () => {
    const { hand } = play(given);
    const before = JSON.stringify(hand);
    const decision = decideAction(hand, 3, { action: "check" });
    expect(decision).toMatchObject({
      ok: false,
      reason: "illegal_action",
      legal: { seat: 3, callAmount: 2 },
    });
    expect(JSON.stringify(hand)).toBe(before);
  });

  it("has no pots, no bets and the finishing stacks at its end", () => {
    const played = play(given, "3 fold", "1 raise 10", "2 fold");
    expect(played.hand).toMatchObject({ ended: true, toAct: null, street: "showdown", pots: [] });
    expect(played.hand.seats.map(({ bet }) => bet)).toEqual([0, 0, 0]);
    expect(stacksOf(played)).toEqual([202, 198, 200]);
  });

  it("is won without chips when everybody folds to the only blind", () => {
    const played = play({ variant: "shortdeck", stacks: [100, 100], blinds: [0, 1] }, "1 fold");
    expect(played.hand).toMatchObject({ ended: true, street: "showdown", results: [] });
    expect(stacksOf(played)).toEqual([100, 100]);
  });

  it("TDA 35-C: a void hand gives every chip back", () => {
    const played = play({ ...given, antes: [5, 5, 5] }, "3 raise 50", "1 call", "2 fold", "1 bet 30");
    const hand = foldEvents(played.hand, voidHand(played.hand));
    expect(hand).toMatchObject({ ended: true, toAct: null, pots: [], results: null });
    expect(hand.seats.map(({ stack, bet }) => [stack, bet])).toEqual([
      [200, 0],
      [200, 0],
      [200, 0],
    ]);
  });

  it("a hand that has ended is not voided", () => {
    expect(voidHand(play(given, "3 fold", "1 fold").hand)).toEqual([]);
  });

  it("begins with HandStarted", () => {
    expect(() => evolveHand(null, { type: "HandEnded" })).toThrow("HandEnded before HandStarted");
  });

  it("is dealt from a deck that is large enough", () => {
    expect(() => startHand(setupOf(given), ["Ah", "Ad"])).toThrow("too small");
  });

  it("survives a round trip through JSON", () => {
    const { hand } = play(given, "3 call");
    const copy = JSON.parse(JSON.stringify(hand)) as typeof hand;
    expect(copy).toEqual(hand);
    expect(act({ hand: copy, events: [] }, "1 call").hand).toEqual(act({ hand, events: [] }, "1 call").hand);
  });
});
