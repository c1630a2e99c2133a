import { describe, expect, it } from "@jest/globals";
import { inSeatOrder, parsePhhAction, setupOfPhh, stackedDeck, variantOfPhh } from "../../src/poker/phh.ts";

describe("an action of the notation", () => {
  it.each([
    ["d dh p1 AhKd", { kind: "dealHole", player: 0, cards: ["Ah", "Kd"] }],
    ["d dh p10 ????", { kind: "dealHole", player: 9, cards: null }],
    ["d db 2c7d9h", { kind: "dealBoard", cards: ["2c", "7d", "9h"] }],
    ["p3 f", { kind: "fold", player: 2, isTimeOut: false }],
    ["p3 f # out of time", { kind: "fold", player: 2, isTimeOut: true }],
    ["p3 f # I had it", { kind: "fold", player: 2, isTimeOut: false }],
    ["p2 cc", { kind: "checkOrCall", player: 1, isTimeOut: false }],
    ["p2 cbr 225", { kind: "betOrRaise", player: 1, to: 225 }],
    ["p2 cbr 3.50", { kind: "betOrRaise", player: 1, to: 3.5 }],
    ["p2 sm", { kind: "showOrMuck", player: 1, cards: null }],
    ["p2 sm ????", { kind: "showOrMuck", player: 1, cards: null }],
    ["p2 sm AsAc", { kind: "showOrMuck", player: 1, cards: ["As", "Ac"] }],
  ])("%s", (text, action) => {
    expect(parsePhhAction(text)).toEqual(action);
  });

  it.each([
    "",
    "p1",
    "p0 f",
    "p1 sd",
    "p1 pb",
    "p2 cbr",
    "p2 cbr -4",
    "p2 cbr 4 5",
    "d db",
    "d db 2x",
    "d dh 1 AhKd",
    "x f",
    "p1 f 3",
  ])("%p is none of hold'em or Omaha", (text) => {
    expect(parsePhhAction(text)).toBeNull();
  });
});

describe("a hand of the notation", () => {
  const phh = {
    variant: "NT",
    antes: [0, 0, 0],
    blinds_or_straddles: [1, 2, 0],
    starting_stacks: [50, 60, 70],
    actions: [],
    min_bet: 2,
  };

  it("is one of our variants or none", () => {
    expect(variantOfPhh("FO/8")).toBe("flo8");
    expect(variantOfPhh("F2L3D")).toBeNull();
  });

  it("lists the players from the button's left", () => {
    expect(setupOfPhh(phh, "nlhe")).toEqual({
      no: 1,
      variant: "nlhe",
      entrants: [
        { seat: 1, stack: 50, ante: 0, blind: 1, deadBlind: 0 },
        { seat: 2, stack: 60, ante: 0, blind: 2, deadBlind: 0 },
        { seat: 3, stack: 70, ante: 0, blind: 0, deadBlind: 0 },
      ],
      button: 3,
      bigBlind: 2,
      lastBlindSeat: 2,
      preflopMinRaise: 2,
      anteType: "each",
      limit: null,
    });
  });

  it("heads-up lists blinds and antes the other way round", () => {
    expect(inSeatOrder([1, 2])).toEqual([2, 1]);
    const setup = setupOfPhh(
      { ...phh, antes: [0, 2], blinds_or_straddles: [1, 2], starting_stacks: [50, 60] },
      "nlhe",
    );
    expect(setup.entrants.map(({ blind, ante }) => [blind, ante])).toEqual([
      [2, 2],
      [1, 0],
    ]);
    expect(setup).toMatchObject({ lastBlindSeat: 1, button: 2, anteType: "bigBlind" });
  });

  it("a negative blind is dead, a third blind is a straddle", () => {
    const setup = setupOfPhh({ ...phh, blinds_or_straddles: [1, 2, -1] }, "nlhe");
    expect(setup.entrants[2]).toMatchObject({ blind: 0, deadBlind: 1 });
    expect(setupOfPhh({ ...phh, blinds_or_straddles: [1, 2, 4] }, "nlhe")).toMatchObject({
      bigBlind: 2,
      lastBlindSeat: 3,
      preflopMinRaise: 4,
    });
  });

  it("a stacked deck deals the hole cards one round at a time, then the board", () => {
    const deck = stackedDeck(
      "nlhe",
      [
        ["Ah", "Ad"],
        ["Kh", "Kd"],
      ],
      ["2c", "3c", "4c"],
    );
    expect(deck.slice(0, 7)).toEqual(["Ah", "Kh", "Ad", "Kd", "2c", "3c", "4c"]);
    expect(new Set(deck).size).toBe(52);
  });
});
