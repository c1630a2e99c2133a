import { describe, expect, it } from "@jest/globals";
import { eventsOf, type Played, play, stacksOf } from "./hand-in-test.ts";

const wins = (played: Played) =>
  eventsOf(played, "PotWon").map(
    ({ seat, chips, half, pot }) => `pot ${pot}: seat ${seat} wins ${chips} (${half})`,
  );

describe("odd chips", () => {
  const checkedDown = ["1 check", "2 check", "3 check"];
  const streets = [...checkedDown, ...checkedDown, ...checkedDown];

  it("TDA 20: the odd chip goes to the first winner left of the button", () => {
    // Seat 3 folds a chip of its own into the pot: 5 for two.
    const played = play(
      { stacks: [200, 200, 200], cards: ["AhKd", "AdKc"], board: "AsKs9h5c3c", antes: [1, 1, 1] },
      "3 fold",
      "1 call",
      "2 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
    );
    expect(wins(played)).toEqual(["pot 0: seat 1 wins 4 (all)", "pot 0: seat 2 wins 3 (all)"]);
  });

  it("RR: several odd chips go one each clockwise from the button", () => {
    // 8 chips for three.
    const played = play(
      {
        stacks: [200, 200, 200, 200],
        cards: ["AhKd", "AdKc", "AcKh"],
        board: "AsKs9h5c3c",
        antes: [0, 0, 0, 2],
      },
      "3 call",
      "4 fold",
      "1 call",
      "2 check",
      ...streets,
    );
    expect(wins(played).map((text) => text.split(" wins ")[1])).toEqual(["3 (all)", "3 (all)", "2 (all)"]);
  });

  it("TDA 20: hi-lo, the odd chip of the pot goes to the high half", () => {
    const played = play(
      {
        variant: "plo8",
        stacks: [200, 200],
        antes: [0, 1],
        anteType: "bigBlind",
        cards: ["KhKdQcJs", "Ah2d9sTs"],
        board: "Kc3s4h8dQd",
      },
      "2 call",
      "1 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
    );
    expect(wins(played)).toEqual(["pot 0: seat 1 wins 3 (high)", "pot 0: seat 2 wins 2 (low)"]);
  });

  it("TDA 20: a quartered low gives its odd chip to the first left of the button", () => {
    const played = play(
      {
        variant: "plo8",
        stacks: [200, 200, 200],
        cards: ["KhKdQcJs", "Ah2d9sTs", "Ac2h9cTc"],
        board: "Kc3s4h8dQd",
      },
      "3 call",
      "1 call",
      "2 check",
      ...streets,
    );
    expect(wins(played)).toEqual([
      "pot 0: seat 1 wins 3 (high)",
      "pot 0: seat 2 wins 2 (low)",
      "pot 0: seat 3 wins 1 (low)",
    ]);
  });
});

describe("hi-lo", () => {
  const toTheRiver = ["2 call", "1 check", "1 check", "2 check", "1 check", "2 check", "1 check", "2 check"];
  const given = { variant: "plo8" as const, stacks: [200, 200] };

  it("no hand of eight or better: the high hand takes all", () => {
    const played = play({ ...given, cards: ["KhKdQcJs", "Ah2d9sTs"], board: "Kc3s9h8dQd" }, ...toTheRiver);
    expect(wins(played)).toEqual(["pot 0: seat 1 wins 4 (all)"]);
  });

  it("one player may win both halves with different cards", () => {
    const played = play({ ...given, cards: ["AhAd2cKs", "QhQd9sTs"], board: "Ac3s4h8dQc" }, ...toTheRiver);
    expect(wins(played)).toEqual(["pot 0: seat 1 wins 2 (high)", "pot 0: seat 1 wins 2 (low)"]);
    expect(played.hand.results).toEqual([
      { seat: 1, chips: 4, handName: "three of a kind, aces / 8-4-3-2-A low" },
    ]);
  });

  it("a side pot without a low goes to its high hand although the main pot has one", () => {
    const played = play(
      {
        variant: "plo8",
        stacks: [100, 100, 40],
        cards: ["KhKdQcJs", "QhQdJcTs", "Ah2d9s9d"],
        board: "Kc3s4h8dTd",
      },
      "3 call",
      "1 call",
      "2 raise 8",
      "3 raise 26",
      "1 call",
      "2 call",
      "1 check",
      "2 bet 74",
      "3 allIn",
      "1 allIn",
    );
    expect(wins(played)).toEqual([
      "pot 0: seat 1 wins 60 (high)",
      "pot 0: seat 3 wins 60 (low)",
      "pot 1: seat 1 wins 120 (all)",
    ]);
  });
});

it("RR 3: suits never break a tie", () => {
  const played = play(
    { stacks: [200, 200], cards: ["AsKs", "AcKc"], board: "QhJhTd2d3s" },
    "2 allIn",
    "1 call",
  );
  expect(stacksOf(played)).toEqual([200, 200]);
});

it("results add up what each winner got and name the hand", () => {
  const played = play(
    { stacks: [300, 200, 100], cards: ["KcKd", "QcQd", "AcAd"], board: "2s7d9h5c3c" },
    "3 allIn",
    "1 allIn",
    "2 allIn",
  );
  expect(played.hand.results).toEqual([
    { seat: 3, chips: 300, handName: "pair of aces" },
    { seat: 1, chips: 200, handName: "pair of kings" },
  ]);
});
