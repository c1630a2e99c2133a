import { describe, expect, it } from "@jest/globals";
import { runOut } from "../../src/poker/hand.ts";
import { eventsOf, foldEvents, type Given, type Played, play, stacksOf } from "./hand-in-test.ts";

const given: Given = {
  stacks: [200, 200],
  cards: ["KhKd", "AhAd"],
  board: "2s7d9hJc3cKs4d8sTc5d",
  runouts: "ask",
};
const allIn = ["2 allIn", "1 call"];

const ran = ({ hand, events }: Played, times: 1 | 2): Played => {
  const run = runOut(hand, times);
  return { hand: foldEvents(hand, run), events: [...events, ...run] };
};

describe("a hand that asks how often to run it out", () => {
  it("waits with all hands face up and nobody to act", () => {
    const waiting = play(given, ...allIn);
    expect(waiting.hand).toMatchObject({
      awaitingRunOut: true,
      toAct: null,
      ended: false,
      street: "preflop",
    });
    expect(eventsOf(waiting, "CardsShown").map(({ seat }) => seat)).toEqual([1, 2]);
  });

  it("runs it once", () => {
    const once = ran(play(given, ...allIn), 1);
    expect(once.hand.boards).toEqual([["2s", "7d", "9h", "Jc", "3c"]]);
    expect(stacksOf(once)).toEqual([0, 400]);
  });

  it("runs it twice from the same deck without putting cards back, each pot split between the boards", () => {
    const twice = ran(play(given, ...allIn), 2);
    expect(twice.hand.boards).toEqual([
      ["2s", "7d", "9h", "Jc", "3c"],
      ["Ks", "4d", "8s", "Tc", "5d"],
    ]);
    expect(eventsOf(twice, "PotWon").map(({ board, seat, chips }) => [board, seat, chips])).toEqual([
      [0, 2, 200],
      [1, 1, 200],
    ]);
    expect(twice.hand).toMatchObject({ ended: true, awaitingRunOut: false });
  });

  it("the second board shares what was dealt before the all-in", () => {
    const flop = ["2 call", "1 check", "1 check", "2 allIn", "1 call"];
    const twice = ran(play({ ...given, board: "2s7d9hJc3cKs4d" }, ...flop), 2);
    expect(twice.hand.boards).toEqual([
      ["2s", "7d", "9h", "Jc", "3c"],
      ["2s", "7d", "9h", "Ks", "4d"],
    ]);
  });

  it("the odd chip goes to the first board", () => {
    const odd = ran(
      play(
        { ...given, stacks: [200, 200, 5], blinds: [1, 2], cards: ["KhKd", "AhAd", "7c2d"] },
        "3 fold",
        "1 allIn",
        "2 call",
      ),
      2,
    );
    expect(eventsOf(odd, "PotWon").map(({ chips }) => chips)).toEqual([200, 200]);
    const ante = { ...given, antes: [0, 1], anteType: "bigBlind" as const, stacks: [200, 201] };
    expect(
      eventsOf(ran(play(ante, ...allIn), 2), "PotWon").map(({ board, chips }) => [board, chips]),
    ).toEqual([
      [0, 201],
      [1, 200],
    ]);
  });

  it("every pot is split between the boards", () => {
    const three = play(
      { ...given, stacks: [300, 200, 100], cards: ["QcQd", "KhKd", "AhAd"] },
      "3 allIn",
      "1 allIn",
      "2 allIn",
    );
    expect(
      eventsOf(ran(three, 2), "PotWon").map(({ pot, board, seat, chips }) => [pot, board, seat, chips]),
    ).toEqual([
      [0, 0, 3, 150],
      [0, 1, 2, 150],
      [1, 0, 2, 100],
      [1, 1, 2, 100],
    ]);
  });

  it("does not ask when the board is complete, nor when the hand is won by folds", () => {
    const river = ["2 call", "1 check", "1 check", "2 check", "1 check", "2 check", "1 bet 198", "2 allIn"];
    expect(play(given, ...river).hand.ended).toBe(true);
    expect(play(given, "2 allIn", "1 fold").hand).toMatchObject({ ended: true, awaitingRunOut: false });
  });

  it("does not ask when the deck has not the cards for a second board", () => {
    const stacks = Array.from({ length: 9 }, () => 2);
    const calls = ["3 call", "4 call", "5 call", "6 call", "7 call", "8 call", "9 call", "1 call"];
    const { hand } = play({ variant: "plo5", stacks, runouts: "ask" }, ...calls);
    expect(hand).toMatchObject({ ended: true });
    expect(hand.boards).toHaveLength(1);
  });

  it("asks when the blinds have everybody all-in", () => {
    expect(play({ ...given, stacks: [2, 1] }).hand.awaitingRunOut).toBe(true);
  });
});

it("a hand that does not ask deals the board once, and cannot be run out again", () => {
  const { runouts: _asks, ...once } = given;
  const { hand } = play(once, ...allIn);
  expect(hand.ended).toBe(true);
  expect(runOut(hand, 2)).toEqual([]);
});
