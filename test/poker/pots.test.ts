import { describe, expect, it } from "@jest/globals";
import type { HandSeat } from "../../src/poker/hand-state.ts";
import { makePots, splitChips } from "../../src/poker/pots.ts";
import { eventsOf, play, stacksOf } from "./hand-in-test.ts";

const entrant = (seat: number, totalBet: number, change: Partial<HandSeat> = {}): HandSeat => ({
  seat,
  stack: 0,
  bet: 0,
  totalBet,
  dead: 0,
  status: "in",
  cards: [],
  shown: null,
  answered: null,
  ...change,
});

describe("pots", () => {
  it("equal contributions are one pot", () => {
    expect(makePots([entrant(1, 50), entrant(2, 50)])).toEqual([{ chips: 100, contenders: [1, 2] }]);
  });

  it("a short all-in contests only the main pot", () => {
    expect(makePots([entrant(1, 50), entrant(2, 20, { status: "allIn" }), entrant(3, 50)])).toEqual([
      { chips: 60, contenders: [1, 2, 3] },
      { chips: 60, contenders: [1, 3] },
    ]);
  });

  it("every all-in of its own size makes a pot", () => {
    const seats = [10, 20, 30, 40].map((chips, at) => entrant(at + 1, chips, { status: "allIn" }));
    expect(makePots(seats).map(({ chips }) => chips)).toEqual([40, 30, 20, 10]);
  });

  it("folded chips stay in the layers that they were put into", () => {
    const seats = [
      entrant(1, 30, { status: "folded" }),
      entrant(2, 20, { status: "allIn" }),
      entrant(3, 50),
      entrant(4, 50),
    ];
    expect(makePots(seats)).toEqual([
      { chips: 80, contenders: [2, 3, 4] },
      { chips: 70, contenders: [3, 4] },
    ]);
  });

  it("TDA 21: layers with the same contenders are one pot", () => {
    const seats = [
      entrant(1, 10, { status: "folded" }),
      entrant(2, 25, { status: "folded" }),
      entrant(3, 50),
      entrant(4, 50),
    ];
    expect(makePots(seats)).toEqual([{ chips: 135, contenders: [3, 4] }]);
  });

  it("a layer that only folded players reach falls to the pot below", () => {
    expect(makePots([entrant(1, 50, { status: "folded" }), entrant(2, 20), entrant(3, 20)])).toEqual([
      { chips: 90, contenders: [2, 3] },
    ]);
  });

  it("dead money is in the main pot, whoever paid it", () => {
    expect(
      makePots([entrant(1, 12, { dead: 2 }), entrant(2, 10), entrant(3, 5, { status: "allIn" })]),
    ).toEqual([
      { chips: 17, contenders: [1, 2, 3] },
      { chips: 10, contenders: [1, 2] },
    ]);
  });

  it("bets of the round are not in the pots yet", () => {
    expect(makePots([entrant(1, 30, { bet: 20 }), entrant(2, 10)])).toEqual([
      { chips: 20, contenders: [1, 2] },
    ]);
  });

  it("a folder wins nothing", () => {
    const hand = play(
      { stacks: [200, 200, 50], cards: ["AhAd", "KcKd", "7c2d"], board: "AsJd9h5c3c" },
      "3 allIn",
      "1 call",
      "2 call",
      "1 fold",
    );
    expect(stacksOf(hand)).toEqual([150, 300, 0]);
  });

  it("TDA 21: each pot is won on its own", () => {
    const hand = play(
      { stacks: [300, 200, 100], cards: ["QcQd", "KcKd", "AcAd"], board: "2s7d9h5c3c" },
      "3 allIn",
      "1 allIn",
      "2 allIn",
    );
    expect(eventsOf(hand, "PotWon").map(({ pot, seat, chips }) => [pot, seat, chips])).toEqual([
      [0, 3, 300],
      [1, 2, 200],
    ]);
    expect(stacksOf(hand)).toEqual([100, 200, 300]);
  });
});

describe("shares", () => {
  it("TDA 20: odd chips go one each to the first", () => {
    expect(splitChips(100, 2)).toEqual([50, 50]);
    expect(splitChips(101, 2)).toEqual([51, 50]);
    expect(splitChips(101, 3)).toEqual([34, 34, 33]);
    expect(splitChips(1, 3)).toEqual([1, 0, 0]);
  });
});
