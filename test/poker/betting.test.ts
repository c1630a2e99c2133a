import { describe, expect, it } from "@jest/globals";
import { timeOut } from "../../src/poker/hand.ts";
import { act, foldEvents, legalOf, play, refusalOf, stacksOf } from "./hand-in-test.ts";

const deep = [10_000, 10_000, 10_000, 10_000, 10_000, 10_000];
const fixedLimit = {
  variant: "flhe" as const,
  blinds: [5, 10],
  limit: { smallBet: 10, bigBet: 20, raiseCaps: [3, 4, 4, 4] },
};

describe("the smallest raise", () => {
  it("TDA 43: is the big blind before the first raise, and `to` is a total", () => {
    const hand = play({ stacks: deep, blinds: [50, 100] });
    expect(legalOf(hand)).toEqual({
      seat: 3,
      actions: ["fold", "call", "raise", "allIn"],
      canCheck: false,
      callAmount: 100,
      minRaiseTo: 200,
      maxRaiseTo: 10_000,
    });
    expect(refusalOf(hand, "3 raise 199")).toBe("illegal_action");
    expect(refusalOf(hand, "3 raise 200")).toBeNull();
  });

  it("TDA 43: is the largest full raise of the round", () => {
    const hand = play({ stacks: deep, blinds: [50, 100] }, "3 raise 500", "4 raise 900");
    expect(legalOf(hand).minRaiseTo).toBe(1300);
  });

  it("TDA 43: does not shrink after a smaller raise than the largest", () => {
    const hand = play({ stacks: deep, blinds: [50, 100] }, "3 raise 600", "4 raise 1100", "5 raise 1700");
    expect(legalOf(hand).minRaiseTo).toBe(2300);
  });

  it("TDA 43: is the big blind again on the flop", () => {
    const hand = play(
      { stacks: deep, blinds: [50, 100] },
      "3 raise 900",
      "4 fold",
      "5 fold",
      "6 fold",
      "1 fold",
      "2 call",
    );
    expect(legalOf(hand)).toMatchObject({ seat: 2, canCheck: true, callAmount: 0, minRaiseTo: 100 });
  });

  it("TDA 43: less than it is allowed only all-in", () => {
    const hand = play({ stacks: [10_000, 10_000, 150], blinds: [50, 100] });
    expect(legalOf(hand)).toMatchObject({ seat: 3, minRaiseTo: 150, maxRaiseTo: 150 });
    expect(refusalOf(hand, "3 raise 149")).toBe("illegal_action");
    expect(act(hand, "3 allIn").events.at(-1)).toEqual({
      type: "Raised",
      seat: 3,
      chips: 150,
      to: 150,
      allIn: true,
    });
  });

  it("an opening all-in below the big blind is called or raised by a full big blind", () => {
    const hand = play(
      { stacks: [140, 10_000, 10_000], blinds: [50, 100] },
      "3 call",
      "1 call",
      "2 check",
      "1 bet 40",
    );
    expect(legalOf(hand)).toMatchObject({ seat: 2, callAmount: 40, minRaiseTo: 140 });
  });

  it("no-limit and pot-limit have no cap", () => {
    const raises = ["3 raise 200", "4 raise 300", "5 raise 400", "6 raise 500", "1 raise 600", "2 raise 700"];
    expect(legalOf(play({ stacks: deep, blinds: [50, 100] }, ...raises)).minRaiseTo).toBe(800);
    expect(legalOf(play({ variant: "plo", stacks: deep, blinds: [50, 100] }, ...raises)).minRaiseTo).toBe(
      800,
    );
  });
});

describe("reopening the betting", () => {
  const checkedToFirst = (stacks: readonly number[]) =>
    play({ stacks, blinds: [50, 100] }, "3 call", "4 call", "5 call", "1 call", "2 check");

  it("TDA 47-A ex. 1: short all-ins add up to a full raise for the player who faces both", () => {
    const dealt = checkedToFirst([9000, 225, 9000, 300, 9000]);
    const facing = ["1 bet 100", "2 allIn", "3 call", "4 allIn", "5 call"].reduce(act, dealt);
    expect(legalOf(facing)).toMatchObject({ seat: 1, callAmount: 100, minRaiseTo: 300 });
  });

  it("TDA 47-A ex. 1: a player who acted after the first short all-in and faces only the second may not raise", () => {
    const dealt = checkedToFirst([9000, 225, 9000, 300, 9000]);
    const facing = ["1 bet 100", "2 allIn", "3 call", "4 allIn", "5 call", "1 call"].reduce(act, dealt);
    expect(legalOf(facing)).toEqual({
      seat: 3,
      actions: ["fold", "call"],
      canCheck: false,
      callAmount: 75,
      minRaiseTo: null,
      maxRaiseTo: null,
    });
  });

  it("TDA 47 ex. 2: the smallest raise stays the last full one", () => {
    const dealt = checkedToFirst([9000, 600, 750, 900, 9000]);
    const facing = ["1 bet 300", "2 allIn", "3 allIn", "4 allIn"].reduce(act, dealt);
    expect(legalOf(facing)).toMatchObject({ seat: 5, callAmount: 800, minRaiseTo: 1100 });
  });

  it("TDA 47 ex. 3-A: the big blind with its option left may raise over a short all-in", () => {
    const hand = play({ stacks: [9000, 9000, 9000, 150], blinds: [50, 100] }, "3 call", "4 allIn", "1 call");
    expect(legalOf(hand)).toMatchObject({ seat: 2, callAmount: 50, minRaiseTo: 250 });
    expect(legalOf(act(hand, "2 call"))).toMatchObject({ seat: 3, callAmount: 50, minRaiseTo: null });
  });

  it("a player who checked may not raise a bet below the minimum", () => {
    const hand = play(
      { stacks: [9000, 140, 9000], blinds: [50, 100] },
      "3 call",
      "1 call",
      "2 check",
      "1 check",
      "2 bet 40",
      "3 call",
    );
    expect(legalOf(hand)).toMatchObject({ seat: 1, callAmount: 40, minRaiseTo: null });
  });

  it("nobody is offered a raise that no opponent could answer", () => {
    const hand = play({ stacks: [9000, 300, 200], blinds: [50, 100] }, "3 allIn", "1 fold");
    expect(legalOf(hand)).toMatchObject({
      seat: 2,
      callAmount: 100,
      minRaiseTo: null,
      actions: ["fold", "call"],
    });
  });
});

describe("fixed limit", () => {
  const stacks = [1000, 1000, 1000, 1000];

  it("bets and raises have one size, twice as large from the turn on", () => {
    const preflop = play({ ...fixedLimit, stacks }, "3 call", "4 call", "1 call");
    expect(legalOf(preflop)).toMatchObject({ seat: 2, minRaiseTo: 20, maxRaiseTo: 20 });
    const flop = act(preflop, "2 check");
    expect(legalOf(flop)).toMatchObject({ minRaiseTo: 10, maxRaiseTo: 10 });
    const turn = ["1 check", "2 check", "3 check", "4 check"].reduce(act, flop);
    expect(legalOf(turn)).toMatchObject({ minRaiseTo: 20, maxRaiseTo: 20 });
    expect(act(turn, "1 bet").events.at(-1)).toMatchObject({ type: "BetPlaced", to: 20 });
  });

  it("TDA 48: four bets a round, the blind counted", () => {
    const capped = play({ ...fixedLimit, stacks }, "3 raise", "4 raise", "1 raise");
    expect(legalOf(capped)).toMatchObject({ seat: 2, callAmount: 30, minRaiseTo: null });
    const flop = ["2 call", "3 call", "4 call", "1 bet", "2 raise", "3 raise", "4 raise"].reduce(act, capped);
    expect(legalOf(flop)).toMatchObject({ seat: 1, callAmount: 30, minRaiseTo: null });
  });

  it("TDA 48: heads-up at the end of a tournament there is no cap when the setup says so", () => {
    const uncapped = { ...fixedLimit.limit, raiseCaps: [99, 99, 99, 99] };
    const raises = ["2 raise", "1 raise", "2 raise", "1 raise", "2 raise", "1 raise"];
    const hand = play({ ...fixedLimit, blinds: [10, 5], limit: uncapped, stacks: [1000, 1000] }, ...raises);
    expect(legalOf(hand).minRaiseTo).toBe(80);
  });

  it("TDA 47-B: an all-in of less than half a raise does not reopen; the next player completes it", () => {
    const hand = play({ ...fixedLimit, stacks: [1000, 1000, 1000, 14] }, "3 call", "4 allIn");
    expect(legalOf(hand)).toMatchObject({ seat: 1, callAmount: 9, minRaiseTo: 20 });
    const asked = ["1 call", "2 call"].reduce(act, hand);
    expect(legalOf(asked)).toMatchObject({ seat: 3, callAmount: 4, minRaiseTo: null });
  });

  it("TDA 47-B: an all-in of half a raise or more is a full one", () => {
    const hand = play({ ...fixedLimit, stacks: [1000, 1000, 1000, 15] }, "3 call", "4 allIn");
    expect(legalOf(hand)).toMatchObject({ seat: 1, callAmount: 10, minRaiseTo: 25 });
    expect(legalOf(["1 call", "2 call"].reduce(act, hand))).toMatchObject({ seat: 3, minRaiseTo: 25 });
  });

  it("W 129: completing a short all-in counts as one bet, the all-in itself does not", () => {
    const hand = play(
      { ...fixedLimit, stacks: [1000, 1000, 1000, 14] },
      "3 call",
      "4 allIn",
      "1 raise",
      "2 raise",
    );
    expect(legalOf(hand)).toMatchObject({ seat: 3, minRaiseTo: 40 });
    expect(legalOf(act(hand, "3 raise"))).toMatchObject({ seat: 1, minRaiseTo: null });
  });
});

describe("pot limit", () => {
  const plo = { variant: "plo" as const, blinds: [50, 100] };

  it("the largest raise is the pot after a call", () => {
    const hand = play({ ...plo, stacks: deep });
    expect(legalOf(hand)).toMatchObject({
      minRaiseTo: 200,
      maxRaiseTo: 350,
      actions: ["fold", "call", "raise"],
    });
    expect(refusalOf(hand, "3 raise 351")).toBe("illegal_action");
    expect(refusalOf(hand, "3 allIn")).toBe("illegal_action");
    expect(legalOf(act(hand, "3 raise 350")).maxRaiseTo).toBe(1200);
  });

  it("TDA 54: before the flop a short blind counts in full", () => {
    expect(legalOf(play({ ...plo, stacks: [20, 9000, 9000, 9000] })).maxRaiseTo).toBe(350);
    expect(legalOf(play({ ...plo, stacks: [9000, 30, 9000, 9000] })).maxRaiseTo).toBe(350);
  });

  it("TDA 54: before the flop a dead small blind counts", () => {
    const given = { ...plo, blinds: [100], stacks: deep.slice(0, 3) };
    expect(legalOf(play({ ...given, deadSmallBlind: 50 })).maxRaiseTo).toBe(350);
    expect(legalOf(play(given)).maxRaiseTo).toBe(300);
  });

  it("TDA 54: after the flop the real pot counts", () => {
    const hand = play({ ...plo, stacks: [20, 9000, 9000, 9000] }, "3 call", "4 call", "2 check");
    expect(legalOf(hand)).toMatchObject({ seat: 2, maxRaiseTo: 320 });
  });

  it("the posted blinds count where the setup says so", () => {
    const hand = play({ ...plo, stacks: [20, 9000, 9000, 9000], potLimitCounts: "postedBlinds" });
    expect(legalOf(hand).maxRaiseTo).toBe(320);
  });
});

describe("a short big blind", () => {
  it("the others still owe the full big blind", () => {
    const hand = play({ stacks: [9000, 30, 9000], blinds: [50, 100] });
    expect(legalOf(hand)).toMatchObject({ seat: 3, callAmount: 100, minRaiseTo: 200 });
    expect(legalOf(act(hand, "3 call"))).toMatchObject({ seat: 1, callAmount: 50 });
  });

  it("nobody is asked for more than an opponent can match", () => {
    const hand = play({ stacks: [60, 30, 9000], blinds: [50, 100] });
    expect(legalOf(hand)).toMatchObject({ seat: 3, callAmount: 60 });
  });
});

describe("who may act", () => {
  const dealt = play({ stacks: [200, 200, 200] });

  it("out of turn is refused with the legal actions of the one to act", () => {
    expect(refusalOf(dealt, "1 call")).toBe("not_your_turn");
    expect(refusalOf(dealt, "7 call")).toBe("not_your_turn");
  });

  it("a check facing a bet, a bet facing a bet and a wrong `to` are refused", () => {
    for (const action of [
      "3 check",
      "3 bet 4",
      "3 call 3",
      "3 raise",
      "3 raise 4.5",
      "3 fold 0",
      "3 allIn 199",
    ]) {
      expect(refusalOf(dealt, action)).toBe("illegal_action");
    }
  });

  it("a `to` that says what happens anyway is no fault", () => {
    expect(refusalOf(dealt, "3 call 2")).toBeNull();
    expect(refusalOf(dealt, "3 allIn 200")).toBeNull();
  });

  it("folding is allowed when checking is free", () => {
    const flop = ["3 call", "1 call", "2 check"].reduce(act, dealt);
    expect(legalOf(flop).actions).toContain("fold");
    expect(act(flop, "1 fold").hand.seats[0]?.status).toBe("folded");
  });

  it("TDA 29: out of time is a check when checking is free, else a fold", () => {
    expect(timeOut(dealt.hand)[0]).toEqual({ type: "Folded", seat: 3, because: "timeout" });
    const free = ["3 call", "1 call"].reduce(act, dealt);
    expect(timeOut(free.hand)[0]).toEqual({ type: "Checked", seat: 2, because: "timeout" });
  });

  it("nobody is out of time when nobody is to act", () => {
    const over = ["3 fold", "1 fold"].reduce(act, dealt);
    expect(timeOut(over.hand)).toEqual([]);
    expect(refusalOf(over, "2 check")).toBe("not_your_turn");
  });
});

describe("the uncalled part of a bet", () => {
  it("TDA 15-B: goes back before pots are made", () => {
    const hand = play({ stacks: [500, 500, 80] }, "3 fold", "1 allIn", "2 fold");
    expect(hand.events.slice(-4)).toEqual([
      { type: "BetReturned", seat: 1, chips: 498 },
      { type: "BetsGathered" },
      { type: "PotWon", pot: 0, board: 0, half: "all", seat: 1, chips: 4, handName: null },
      { type: "HandEnded" },
    ]);
    expect(stacksOf(hand)).toEqual([502, 498, 80]);
  });

  it("TDA 15-B: an all-in larger than any stack is only worth the second largest", () => {
    const hand = play({ stacks: [500, 300, 900] }, "3 allIn", "1 allIn", "2 allIn");
    expect(hand.events).toContainEqual({ type: "BetReturned", seat: 3, chips: 400 });
  });
});

it("a fold of the events is the hand", () => {
  const { hand, events } = play(
    { stacks: [200, 200, 200] },
    "3 raise 10",
    "1 call",
    "2 fold",
    "1 check",
    "3 bet 20",
  );
  expect(foldEvents(null, events)).toEqual(hand);
});
