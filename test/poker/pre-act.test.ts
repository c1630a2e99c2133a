import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { type TableInTest, tableWith } from "./table-in-test.ts";

type Planned = "check" | "checkFold" | "callThis" | "none";

function plan(table: TableInTest, name: string, action: Planned): TableInTest {
  return table.ask(name, { type: "preAct", hand: table.state.handNo, action });
}

describe("preAct", () => {
  it("is done when the turn comes, and told to nobody else", () => {
    const table = plan(tableWith(["ann", "bob", "cyd"]), "bob", "callThis");
    expect(table.events.map(poker.publicEvent)).toEqual([null]);
    expect(table.you("bob")?.preAct).toBe("callThis");
    expect(table.you("cyd")).not.toHaveProperty("preAct");
    plan(table, "cyd", "check").act("call");
    expect(table.table.hand?.street).toBe("flop");
    expect(table.table.turn?.player).toBe("bob");
    expect(table.you("cyd")).not.toHaveProperty("preAct");
  });

  it("to call or to check is void after a raise", () => {
    const table = tableWith(["ann", "bob", "cyd"]);
    plan(plan(table, "bob", "callThis"), "cyd", "check").act("raise", 6);
    expect(table.table.turn?.player).toBe("bob");
    expect(table.you("cyd")).not.toHaveProperty("preAct");
    expect(table.act("call").table.turn?.player).toBe("cyd");
  });

  it("to check or fold folds against a bet, and holds for one turn", () => {
    const table = plan(tableWith(["ann", "bob", "cyd"]), "bob", "checkFold").act("raise", 6);
    expect(table.seat("bob").status).toBe("folded");
    const free = tableWith(["ann", "bob"]).act("call").act("check");
    plan(free, "ann", "checkFold").act("check");
    expect(free.table.hand?.street).toBe("turn");
    expect(free.act("check").table.turn?.player).toBe("ann");
  });

  it("is taken back, or planned otherwise", () => {
    const table = plan(tableWith(["ann", "bob", "cyd"]), "bob", "callThis");
    expect(plan(table, "bob", "callThis").refusal).toBe("nothing_to_do");
    expect(plan(table, "bob", "none").you("bob")).not.toHaveProperty("preAct");
    expect(plan(table, "bob", "none").refusal).toBe("nothing_to_do");
    expect(table.act("call").table.turn?.player).toBe("bob");
  });

  it("needs a turn ahead and an action that is open", () => {
    const table = tableWith(["ann", "bob", "cyd"]);
    expect(plan(table, "ann", "checkFold").refusal).toBe("no_turn_ahead");
    expect(plan(table, "bob", "check").refusal).toBe("illegal_action");
    expect(plan(table, "cyd", "callThis").refusal).toBe("illegal_action");
    expect(table.ask("bob", { type: "preAct", hand: 7, action: "checkFold" }).refusal).toBe("stale_turn");
    expect(plan(table.join("dan"), "dan", "checkFold").refusal).toBe("not_dealt_in");
    table.act("fold");
    expect(plan(table, "ann", "checkFold").refusal).toBe("no_turn_ahead");
    expect(plan(table.act("fold"), "cyd", "check").refusal).toBe("no_hand");
  });
});

describe("time banks", () => {
  it("fill again every so many hands, up to the whole bank", () => {
    const options = { timeBankRefillSeconds: 25, timeBankRefillHands: 2 };
    const table = tableWith(["ann", "bob"], options);
    const slow = table.table.turn!.player;
    table.strike().wait(40_000).act("fold");
    expect(table.you(slow)?.timeBankSeconds).toBe(20);
    expect(table.strike().you(slow)?.timeBankSeconds).toBe(45);
    expect(table.nextHand().you(slow)?.timeBankSeconds).toBe(45);
    expect(table.nextHand().you(slow)?.timeBankSeconds).toBe(60);
  });
});
