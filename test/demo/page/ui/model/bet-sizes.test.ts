import { describe, expect, it } from "@jest/globals";
import { betSizes, clampBet, potOf, steppedBet } from "../../../../../src/demo/page/ui/model/bet-sizes.ts";
import { tableWith } from "../../../../poker/table-in-test.ts";

const NAMES = ["ann", "bob", "cid", "dan"];

/** The sizes for whoever is to act. */
function sizesOf(table: ReturnType<typeof tableWith>) {
  const player = table.table.turn?.player ?? "";
  const legal = table.you(player)?.legal;
  if (legal == null) throw new Error("nobody is to act");
  return betSizes(table.table, legal, table.seat(player).bet);
}

const totals = (table: ReturnType<typeof tableWith>) =>
  sizesOf(table)?.presets.map(({ label, to }) => `${label} ${to}`);

describe("bet sizes", () => {
  it("are of the pot after a call", () => {
    const table = tableWith(NAMES);
    // Blinds 1 and 2 lie there, two are to call: the pot would be 5.
    expect(totals(table)).toEqual(["Min 4", "½ pot 5", "¾ pot 6", "Pot 7", "All-in 200"]);
  });

  it("count what lies before the player towards the total", () => {
    const table = tableWith(NAMES).act("raise", 8).act("fold");
    // The small blind has 1 in: 7 to call make a pot of 18.
    expect(totals(table)).toEqual(["Min 14", "½ pot 17", "¾ pot 22", "Pot 26", "All-in 200"]);
  });

  it("end with the pot in pot limit", () => {
    const table = tableWith(NAMES, { variant: "plo" });
    expect(totals(table)).toEqual(["Min 4", "½ pot 5", "¾ pot 6", "Pot 7"]);
  });

  it("keep their keys when others are left out", () => {
    const keys = (table: ReturnType<typeof tableWith>) =>
      sizesOf(table)?.presets.map(({ key, label }) => `${key} ${label}`);
    const raised = tableWith(NAMES, { buyInMax: 400 }).act("raise", 100);
    expect(keys(raised)).toEqual(["1 Min", "5 All-in"]);
    expect(keys(tableWith(NAMES, { variant: "plo" }))).toEqual(["1 Min", "2 ½ pot", "3 ¾ pot", "4 Pot"]);
  });

  it("are one in fixed limit", () => {
    expect(totals(tableWith(NAMES, { variant: "flhe" }))).toEqual(["Min 4"]);
  });

  it("are none when nobody may raise", () => {
    const table = tableWith(["ann", "bob"]).act("allIn");
    expect(sizesOf(table)).toBeNull();
  });

  it("every preset is a raise that the table takes", () => {
    for (const { to } of sizesOf(tableWith(NAMES))?.presets ?? [])
      expect(tableWith(NAMES).act("raise", to).refusal).toBeNull();
  });
});

describe("a size", () => {
  const sizes = { min: 6, max: 47, step: 5, presets: [] };

  it("stays within its limits", () => {
    expect([clampBet(sizes, 2), clampBet(sizes, 12.4), clampBet(sizes, 99)]).toEqual([6, 12, 47]);
    expect(clampBet(sizes, Number.NaN)).toBe(6);
  });

  it("steps over whole steps and reaches both ends", () => {
    const up = [6, 10, 45, 47].map((to) => steppedBet(sizes, to, 1));
    const down = [47, 45, 10, 6].map((to) => steppedBet(sizes, to, -1));
    expect(up).toEqual([10, 15, 47, 47]);
    expect(down).toEqual([45, 40, 6, 6]);
  });
});

describe("the pot", () => {
  it("is what was gathered and what lies before the seats", () => {
    const table = tableWith(NAMES).act("call").act("call").act("call").act("check");
    expect(potOf(table.act("bet", 6).table)).toBe(14);
  });
});
