import { describe, expect, it } from "@jest/globals";
import type { Card } from "../../src/poker/card.ts";
import type { DeckName } from "../../src/poker/deck.ts";
import { evaluateHoldem } from "../../src/poker/evaluator.ts";
import { describeRank, handName, lowName } from "../../src/poker/hand-name.ts";
import { omahaLow } from "../../src/poker/low.ts";

function nameOf(text: string, deck: DeckName = "standard"): string {
  return handName(evaluateHoldem(text.split(" ") as Card[], deck), deck);
}

describe("the name of a hand", () => {
  it.each([
    ["Ac Qd 9h 5s 2c", "high card, ace"],
    ["Tc Td 9h 5s 2c", "pair of tens"],
    ["6c 6d 9h 5s 2c", "pair of sixes"],
    ["Kc Kd 4h 4s 2c", "two pair, kings and fours"],
    ["7c 7d 7h 4s 2c", "three of a kind, sevens"],
    ["9c Td Jh Qs Kc", "straight, nine to king"],
    ["Ac 2d 3h 4s 5c", "straight, ace to five"],
    ["Ac Kd Qh Js Tc", "straight, ten to ace"],
    ["2h 4h 6h 8h Ah", "flush, ace high"],
    ["Kc Kd Kh 4s 4c", "full house, kings over fours"],
    ["9c 9d 9h 9s 2c", "four of a kind, nines"],
    ["5h 6h 7h 8h 9h", "straight flush, five to nine"],
    ["Ah 2h 3h 4h 5h", "straight flush, ace to five"],
    ["Ah Kh Qh Jh Th", "royal flush"],
  ])("of %s is: %s", (cards, name) => {
    expect(nameOf(cards)).toBe(name);
  });

  it("says what plays of seven cards", () => {
    expect(nameOf("Kc Kd 4h 4s 2c 2d Qh")).toBe("two pair, kings and fours");
  });

  it("knows the lowest straight of the short deck", () => {
    expect(nameOf("Ac 6d 7h 8s 9c", "short")).toBe("straight, ace to nine");
    expect(nameOf("6c 7d 8h 9s Tc", "short")).toBe("straight, six to ten");
    expect(nameOf("6h 8h Th Qh Ah", "short")).toBe("flush, ace high");
  });

  it("refuses a number that is no value of the deck", () => {
    expect(() => describeRank(0, "standard")).toThrow("0 is no value");
    expect(() => describeRank(1405, "short")).toThrow("1405 is no value");
    expect(describeRank(1404, "short")).toBe("Straight flush");
    expect(describeRank(7462, "standard")).toBe("Straight flush");
  });
});

describe("the name of a low", () => {
  it("lists its ranks from the highest", () => {
    const low = omahaLow(["Ac", "3d", "Kh", "Ks"], ["4c", "6d", "8h", "Js", "Qc"]);
    expect(lowName(low!)).toBe("8-6-4-3-A low");
  });
});
