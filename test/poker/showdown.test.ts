import { describe, expect, it } from "@jest/globals";
import { type Played, play } from "./hand-in-test.ts";

const shows = ({ events }: Played) =>
  events.flatMap((event) => {
    if (event.type === "CardsShown") return [`${event.seat} shows ${event.cards.join("")}`];
    return event.type === "CardsMucked" ? [`${event.seat} mucks`] : [];
  });
const streetsOf = ({ events }: Played) =>
  events.flatMap((event) => (event.type === "BoardDealt" ? [event.street] : []));

const given = { stacks: [200, 200, 200], board: "2s7d9hJc3c" };
const checked = ["1 check", "2 check", "3 check"];
const toTheRiver = ["3 call", "1 call", "2 check", ...checked, ...checked];

describe("the order of showing", () => {
  it("TDA 17-A: without a bet on the river the first left of the button shows first", () => {
    const played = play({ ...given, cards: ["KhKd", "QhQd", "AhAd"] }, ...toTheRiver, ...checked);
    expect(shows(played)).toEqual(["1 shows KhKd", "2 mucks", "3 shows AhAd"]);
  });

  it("TDA 17-A: the last aggressor of the river shows first, then clockwise", () => {
    const river = ["1 check", "2 bet 10", "3 call", "1 call"];
    const played = play({ ...given, cards: ["AhAd", "QhQd", "KhKd"] }, ...toTheRiver, ...river);
    expect(shows(played)).toEqual(["2 shows QhQd", "3 shows KhKd", "1 shows AhAd"]);
  });

  it("TDA 17-A: an aggressor of an earlier round has no part in it", () => {
    const flop = ["1 check", "2 check", "3 bet 10", "1 call", "2 call"];
    const cards = ["KhKd", "QhQd", "AhAd"];
    const played = play({ ...given, cards }, "3 call", "1 call", "2 check", ...flop, ...checked, ...checked);
    expect(shows(played)[0]).toBe("1 shows KhKd");
  });

  it("cash: whoever is beaten by a hand already shown mucks", () => {
    const river = ["1 check", "2 bet 10", "3 call", "1 call"];
    const played = play({ ...given, cards: ["KhKd", "AhAd", "QhQd"] }, ...toTheRiver, ...river);
    expect(shows(played)).toEqual(["2 shows AhAd", "3 mucks", "1 mucks"]);
  });

  it("a tie is shown", () => {
    const played = play({ ...given, cards: ["AhKd", "AdKh", "QhTd"] }, ...toTheRiver, ...checked);
    expect(shows(played)).toEqual(["1 shows AhKd", "2 shows AdKh", "3 mucks"]);
  });

  it("hi-lo: a low that is not beaten is shown although the high is", () => {
    const played = play(
      { variant: "plo8", stacks: [200, 200], cards: ["KhKdQcJs", "Ah2d9sTs"], board: "Kc3s4h8dQd" },
      "2 call",
      "1 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
    );
    expect(shows(played)).toEqual(["1 shows KhKdQcJs", "2 shows Ah2d9sTs"]);
  });

  it("TDA 17-B: the last player left wins without showing", () => {
    const played = play({ ...given, cards: ["KhKd", "QhQd", "AhAd"] }, "3 fold", "1 fold");
    expect(shows(played)).toEqual([]);
    expect(played.hand.results).toEqual([{ seat: 2, chips: 2, handName: null }]);
    expect(played.hand.seats.map(({ shown }) => shown)).toEqual([null, null, null]);
  });
});

describe("all-in", () => {
  it("TDA 16: hands are face up before the rest of the board", () => {
    const played = play(
      { stacks: [200, 200], cards: ["KhKd", "AhAd"], board: "2s7d9hJc3c" },
      "2 allIn",
      "1 call",
    );
    expect(played.events.slice(-10).map(({ type }) => type)).toEqual(
      [
        "Called",
        "BetsGathered",
        "CardsShown",
        "CardsShown",
        "BoardDealt",
        "BoardDealt",
        "BoardDealt",
        "PotWon",
        "HandEnded",
      ].toSpliced(0, 0, "Raised"),
    );
    expect(streetsOf(played)).toEqual(["flop", "turn", "river"]);
  });

  it("TDA 16: who is beaten may not muck against an all-in player", () => {
    const river = ["1 check", "2 check", "3 allIn", "1 call", "2 fold"];
    const cards = ["KhKd", "QhQd", "AhAd"];
    const played = play({ ...given, stacks: [200, 200, 50], cards }, ...toTheRiver, ...river);
    expect(shows(played)).toEqual(["1 shows KhKd", "3 shows AhAd"]);
  });

  it("one player with chips left against all-ins: no more betting", () => {
    const played = play(
      { ...given, stacks: [200, 40, 50], cards: ["KhKd", "QhQd", "AhAd"] },
      "3 allIn",
      "1 call",
      "2 allIn",
    );
    expect(played.hand.ended).toBe(true);
    expect(shows(played)).toEqual(["1 shows KhKd", "2 shows QhQd", "3 shows AhAd"]);
  });

  it("two players with chips left bet on beside the all-in", () => {
    const played = play({ ...given, stacks: [200, 200, 50] }, "3 allIn", "1 call", "2 call");
    expect(played.hand).toMatchObject({ street: "flop", toAct: 1 });
    expect(played.hand.pots).toEqual([{ chips: 150, contenders: [1, 2, 3] }]);
  });
});

it("TDA 12: cards speak: the best five are found for the player", () => {
  const played = play(
    { ...given, board: "ThJhQhKhAh", cards: ["2c2d", "3h4d", "9h9d"] },
    ...toTheRiver,
    ...checked,
  );
  expect(played.hand.results?.map(({ seat, chips, handName }) => [seat, chips, handName])).toEqual([
    [1, 2, "royal flush"],
    [2, 2, "royal flush"],
    [3, 2, "royal flush"],
  ]);
});
