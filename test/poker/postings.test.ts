import { describe, expect, it } from "@jest/globals";
import { act, eventsOf, legalOf, type Played, play, stacksOf } from "./hand-in-test.ts";

const postedBy = (played: Played) => [
  ...eventsOf(played, "AntePosted").map(({ seat, chips }) => `${seat} ante ${chips}`),
  ...eventsOf(played, "BlindPosted").map(
    ({ seat, chips, dead }) => `${seat} ${dead ? "dead" : "blind"} ${chips}`,
  ),
];
const potOf = ({ hand }: Played) => hand.pots.reduce((sum, { chips }) => sum + chips, 0);

describe("blinds", () => {
  it("TDA 34-B: heads-up the button is the small blind, first before the flop and last after", () => {
    const hand = play({ stacks: [200, 200] });
    expect(postedBy(hand)).toEqual(["1 blind 2", "2 blind 1"]);
    expect(legalOf(hand)).toMatchObject({ seat: 2, callAmount: 1 });
    const flop = ["2 call", "1 check"].reduce(act, hand);
    expect(flop.hand.street).toBe("flop");
    expect(legalOf(flop).seat).toBe(1);
  });

  it("TDA 32: with a dead small blind the big blind still acts last", () => {
    const hand = play({ stacks: [200, 200, 200], blinds: [2] });
    expect(legalOf(hand).seat).toBe(2);
    expect(legalOf(["2 call", "3 call"].reduce(act, hand))).toMatchObject({ seat: 1, canCheck: true });
  });

  it("a short blind posts what it has and is all-in", () => {
    const hand = play({ stacks: [200, 1, 200] });
    expect(postedBy(hand)).toEqual(["1 blind 1", "2 blind 1"]);
    expect(hand.hand.seats[1]).toMatchObject({ stack: 0, bet: 1, status: "allIn" });
  });

  it("when nobody can act the hand runs to its end at once", () => {
    const hand = play({ stacks: [1, 2], blinds: [2, 1], cards: ["AhAd", "7c2d"], board: "KsQdJh8c3c" });
    expect(hand.hand).toMatchObject({ ended: true, toAct: null, street: "showdown" });
    expect(stacksOf(hand)).toEqual([2, 1]);
  });

  it("the small blind is not asked when the big blind is all-in for less", () => {
    const hand = play({ stacks: [200, 1, 200], cards: ["AhAd", "7c2d"], board: "KsQdJh8c3c" }, "3 fold");
    expect(hand.hand.ended).toBe(true);
    expect(stacksOf(hand)).toEqual([201, 0, 200]);
  });
});

describe("missed blinds and newcomers", () => {
  it("W 160: both missed blinds are posted, only the big blind is live, with an option to raise", () => {
    const hand = play({
      stacks: [200, 200, 200, 200],
      blinds: [1, 2, 0, 2],
      deadBlinds: [0, 0, 0, 1],
      lastBlindSeat: 2,
    });
    expect(postedBy(hand)).toEqual(["1 blind 1", "2 blind 2", "4 blind 2", "4 dead 1"]);
    expect(potOf(hand)).toBe(1);
    const asked = act(hand, "3 call");
    expect(legalOf(asked)).toMatchObject({ seat: 4, canCheck: true, callAmount: 0, minRaiseTo: 4 });
    expect(stacksOf(["4 check", "1 fold", "2 raise 4", "3 fold", "4 fold"].reduce(act, asked))).toEqual([
      199, 206, 198, 197,
    ]);
  });

  it("a dead small blind alone does not count towards a call", () => {
    const hand = play({ stacks: [200, 200, 200], deadBlinds: [0, 0, 1] });
    expect(legalOf(hand)).toMatchObject({ seat: 3, callAmount: 2 });
    expect(hand.hand.seats[2]).toMatchObject({ bet: 0, totalBet: 1, dead: 1 });
  });
});

describe("straddles", () => {
  const straddled = { stacks: [400, 400, 400, 400], blinds: [1, 2, 4] };

  it("W 165: the straddler acts last before the flop", () => {
    const hand = play(straddled);
    expect(legalOf(hand).seat).toBe(4);
    const option = ["4 call", "1 call", "2 call"].reduce(act, hand);
    expect(legalOf(option)).toMatchObject({ seat: 3, canCheck: true, minRaiseTo: 8 });
  });

  it("W 165: it sets a new minimum for the first raise, and the flop is the big blind's again", () => {
    const hand = play({ ...straddled, bigBlind: 2 });
    expect(legalOf(hand)).toMatchObject({ callAmount: 4, minRaiseTo: 8 });
    const flop = ["4 call", "1 fold", "2 fold", "3 check"].reduce(act, hand);
    expect(legalOf(flop)).toMatchObject({ seat: 3, minRaiseTo: 2 });
  });

  it("W 165: it is no raise: fixed limit still has all its raises", () => {
    const limit = { smallBet: 4, bigBet: 8, raiseCaps: [3, 4, 4, 4] };
    const raises = ["4 raise 8", "1 raise 12", "2 raise 16"];
    const hand = play({ ...straddled, variant: "flhe", limit }, ...raises);
    expect(legalOf(hand)).toMatchObject({ seat: 3, callAmount: 12, minRaiseTo: null });
    expect(
      legalOf(play({ ...straddled, variant: "flhe", limit }, "4 raise 8", "1 raise 12")).minRaiseTo,
    ).toBe(16);
  });

  it("a second straddle doubles the first and acts last", () => {
    const hand = play({ stacks: [400, 400, 400, 400, 400], blinds: [1, 2, 4, 8], bigBlind: 2 });
    expect(legalOf(hand)).toMatchObject({ seat: 5, callAmount: 8, minRaiseTo: 16 });
    expect(legalOf(["5 call", "1 call", "2 call", "3 call"].reduce(act, hand)).seat).toBe(4);
  });

  it("a short straddle leaves the price where it was", () => {
    const hand = play({ ...straddled, stacks: [400, 400, 3, 400] });
    expect(legalOf(hand)).toMatchObject({ seat: 4, callAmount: 4, minRaiseTo: 8 });
  });
});

describe("antes", () => {
  it("an ante of each is dead money and makes pots for who cannot pay it", () => {
    const hand = play({ stacks: [200, 200, 3], antes: [5, 5, 5] });
    expect(postedBy(hand)).toEqual(["1 ante 5", "2 ante 5", "3 ante 3", "1 blind 1", "2 blind 2"]);
    expect(hand.hand.pots).toEqual([
      { chips: 9, contenders: [1, 2, 3] },
      { chips: 4, contenders: [1, 2] },
    ]);
    expect(legalOf(hand)).toMatchObject({ seat: 1, callAmount: 1 });
  });

  it("TDA 15-B: nobody antes what no opponent can match", () => {
    expect(postedBy(play({ stacks: [200, 3], blinds: [0, 0], antes: [5, 5] }))).toEqual([
      "1 ante 3",
      "2 ante 3",
    ]);
  });

  it("TDA RP-11: a short stack pays the big blind before the big-blind ante", () => {
    const hand = play({ stacks: [200, 3, 200], antes: [0, 2, 0], anteType: "bigBlind" });
    expect(postedBy(hand)).toEqual(["2 ante 1", "1 blind 1", "2 blind 2"]);
    expect(hand.events.map(({ type }) => type).slice(2, 5)).toEqual([
      "BlindPosted",
      "BlindPosted",
      "AntePosted",
    ]);
  });

  it("the ante first where the setup says so", () => {
    const hand = play({ stacks: [200, 3, 200], antes: [0, 2, 0], anteType: "bigBlind", paidFirst: "ante" });
    expect(postedBy(hand)).toEqual(["2 ante 2", "1 blind 1", "2 blind 1"]);
  });

  it("TDA RP-11: the big-blind ante is the same for two players, and does not count towards a call", () => {
    const hand = play({ stacks: [200, 200], antes: [2, 0], anteType: "bigBlind" });
    expect(postedBy(hand)).toEqual(["1 ante 2", "1 blind 2", "2 blind 1"]);
    expect(legalOf(hand)).toMatchObject({ seat: 2, callAmount: 1 });
    expect(hand.hand.seats[0]).toMatchObject({ bet: 2, totalBet: 4, dead: 2 });
  });

  it("TDA RP-11: everybody can win the big-blind ante, also for less than its size", () => {
    const cards = ["AhAd", "KcKd", "7c2d"];
    const given = {
      stacks: [200, 200, 1],
      antes: [0, 2, 0],
      anteType: "bigBlind" as const,
      board: "QsJd9h5c3c",
    };
    const hand = play(
      { ...given, cards: cards.toReversed() },
      "3 allIn",
      "1 call",
      "2 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
      "1 check",
      "2 check",
    );
    expect(eventsOf(hand, "PotWon")[0]).toMatchObject({ pot: 0, seat: 3, chips: 5 });
  });

  it("antes without blinds: the first left of the button acts first", () => {
    const hand = play({
      stacks: [200, 200, 200],
      blinds: [],
      antes: [1, 1, 1],
      bigBlind: 2,
      preflopMinRaise: 2,
    });
    expect(legalOf(hand)).toMatchObject({
      seat: 1,
      canCheck: true,
      minRaiseTo: 2,
      actions: ["fold", "check", "bet", "allIn"],
    });
  });
});
