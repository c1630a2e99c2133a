import { describe, expect, it } from "@jest/globals";
import { isPayoutsText, prizesOf, sharedPrizes } from "../../../src/poker/tournament/prizes.ts";

describe("payouts", () => {
  it("are percents by place, falling, together 100", () => {
    for (const text of ["", "100", "65,35", "50,50", "50,30,20", "10,10,10,10,10,10,10,10,10,10"])
      expect(isPayoutsText(text)).toBe(true);
    for (const text of ["0", "99", "35,65", "50,30", "50,30,20,", "50, 50", "101,-1", "abc", "50.5,49.5"])
      expect(isPayoutsText(text)).toBe(false);
    expect(isPayoutsText(`${"9,".repeat(10)}10`)).toBe(false);
  });

  it("divide the pool to the last chip, the odd ones to the first", () => {
    expect(prizesOf(1001, 9, "50,30,20")).toEqual([501, 300, 200]);
    expect(prizesOf(7, 5, "")).toEqual([5, 2]);
    expect(prizesOf(1800, 9, "")).toEqual([900, 540, 360]);
    expect(prizesOf(600, 3, "")).toEqual([600]);
  });

  it("give the share of places that nobody can take to the first", () => {
    expect(prizesOf(400, 2, "50,30,20")).toEqual([280, 120]);
  });

  it("go to those who share a place together", () => {
    expect(sharedPrizes([500, 300, 200], { place: 2, players: 2 })).toEqual([250, 250]);
    expect(sharedPrizes([501, 300], { place: 2, players: 3 })).toEqual([100, 100, 100]);
    expect(sharedPrizes([500, 301], { place: 2, players: 2 })).toEqual([151, 150]);
    expect(sharedPrizes([500], { place: 3, players: 1 })).toEqual([0]);
  });
});
