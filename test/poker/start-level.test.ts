import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { START_MS, tableWith } from "./table-in-test.ts";

describe("blind levels", () => {
  const levels = { levels: "1/2,5/10/1,50/100", levelSeconds: 60 };

  it("TDA 23: begin with the next hand, one at a time", () => {
    const table = tableWith(["ann", "bob", "cyd"], levels);
    const nextAt = new Date(START_MS + 60_000).toISOString();
    expect(table.table.level).toEqual({ no: 1, nextAt });
    table.wait(70_000).foldRound();
    expect(table.table.config.bigBlind).toBe(2);
    table.strike();
    expect(table.table.config).toMatchObject({ smallBlind: 5, bigBlind: 10, ante: 1 });
    const level = { type: "LevelStarted", no: 2, smallBlind: 5, bigBlind: 10, ante: 1 };
    expect(table.events.map(poker.publicEvent)).toContainEqual(level);
    table.wait(600_000).nextHand();
    expect(table.table.level).toEqual({ no: 3, nextAt: null });
    expect(table.wait(600_000).nextHand().table.config.bigBlind).toBe(100);
  });

  it("stand still in a pause, and begin anew when configured", () => {
    const table = tableWith(["ann", "bob"], levels).operate("pause").wait(90_000).operate("resume");
    expect(table.nextHand().table.level?.no).toBe(1);
    table.wait(61_000).nextHand();
    expect(table.table.level?.no).toBe(2);
    table.askAsHost("ann", { type: "configure", levels: "2/4" }).nextHand();
    expect(table.table.level).toEqual({ no: 1, nextAt: null });
    expect(table.table.config.bigBlind).toBe(4);
  });
});

it("blind levels begin with the first one again after the table was closed", () => {
  const table = tableWith(["ann", "bob"], { levels: "1/2,5/10,50/100", levelSeconds: 60, smallBlind: 3 });
  table.wait(60_000).nextHand().wait(60_000).nextHand();
  expect(table.table).toMatchObject({ level: { no: 3 }, config: { bigBlind: 100 } });
  table.closeRoom().wait(86_400_000).join("ann");
  expect(table.table.level).toBeUndefined();
  expect(table.table.config).toMatchObject({ smallBlind: 1, bigBlind: 2, ante: 0 });
  table.join("bob").askAsHost("house", { type: "start" });
  expect(table.table.level).toMatchObject({ no: 1 });
  expect(table.table.config.bigBlind).toBe(2);
});

describe("chooseVariant", () => {
  it("lets the next button choose the game, which then stays", () => {
    const table = tableWith(["ann", "bob", "cyd"], { dealersChoice: true });
    expect(table.ask("bob", { type: "chooseVariant", variant: "plo" }).refusal).toBe("hand_in_play");
    table.foldRound();
    expect(table.table.chooser).toBe("bob");
    expect(table.ask("cyd", { type: "chooseVariant", variant: "plo" }).refusal).toBe("not_your_choice");
    expect(table.ask("bob", { type: "chooseVariant", variant: "nlhe" }).refusal).toBe("nothing_to_do");
    expect(table.ask("bob", { type: "chooseVariant", variant: "plo" }).refusal).toBeNull();
    expect(table.strike().you("ann")?.cards).toHaveLength(4);
    expect(table.table.hand?.button).toBe(2);
    expect(table.table).not.toHaveProperty("chooser");
    expect(table.nextHand().you("ann")?.cards).toHaveLength(4);
  });

  it("is an option, within what the deck can serve", () => {
    const plain = tableWith(["ann", "bob"]).foldRound();
    expect(plain.ask("bob", { type: "chooseVariant", variant: "plo" }).refusal).toBe("not_offered");
    const ten = tableWith(["ann", "bob"], { dealersChoice: true, seats: 10 }).foldRound();
    const chooser = ten.table.chooser ?? "";
    expect(ten.ask(chooser, { type: "chooseVariant", variant: "plo5" }).refusal).toBe("bad_configuration");
  });
});
