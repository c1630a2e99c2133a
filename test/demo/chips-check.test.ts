import { describe, expect, it } from "@jest/globals";
import { createChipsCheck } from "../../src/demo/chips-check.ts";
import { aSeat, aTable } from "./views.ts";

const hand = { no: 1, street: "flop", button: 1, board: [], results: null };

describe("createChipsCheck", () => {
  it("counts stacks, bets and pots", () => {
    const check = createChipsCheck(200);
    check.see(1, aTable());
    const seats = [aSeat(1, "alice", { stack: 150, bet: 30 }), aSeat(2, "bob", { stack: 170, bet: 30 })];
    check.see(2, aTable({ seats, hand: { ...hand, pots: [{ chips: 20 }] } }));
    expect(check.faults).toEqual([]);
    expect(check.totals()).toEqual({ sightings: 2, boughtIn: 400, onTable: 400 });
  });

  it("finds a missing chip and a chip too many", () => {
    const check = createChipsCheck(200);
    check.see(3, aTable({ seats: [aSeat(1, "alice", { stack: 199 }), aSeat(2, "bob")] }));
    check.see(4, aTable({ seats: [aSeat(1, "alice", { stack: 201 }), aSeat(2, "bob")] }));
    expect(check.faults).toEqual([
      "version 3: 399 chips on the table, 400 bought in",
      "version 4: 401 chips on the table, 400 bought in",
    ]);
  });

  it("waits for the version of a purchase before it judges", () => {
    const check = createChipsCheck(200);
    const broke = aTable({ seats: [aSeat(1, "alice", { stack: 0 }), aSeat(2, "bob", { stack: 400 })] });
    const richer = aTable({ seats: [aSeat(1, "alice", { stack: 200 }), aSeat(2, "bob", { stack: 400 })] });
    const purchase = check.buy("alice", 200);
    check.see(8, broke);
    check.see(9, richer);
    expect(check.totals().sightings).toBe(0);
    purchase.got(9);
    check.see(7, broke);
    expect(check.faults).toEqual([]);
    expect(check.totals()).toEqual({ sightings: 3, boughtIn: 600, onTable: 600 });
  });

  it("forgets a refused purchase", () => {
    const check = createChipsCheck(200);
    check.buy("alice", 200).refused();
    check.see(1, aTable());
    expect(check.faults).toEqual([]);
  });
});
