import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { factsAt, id, START_MS, TableInTest, tableWith } from "./table-in-test.ts";

describe("act", () => {
  it("is refused with the reason", () => {
    const waiting = new TableInTest().join("ann");
    expect(waiting.ask("ann", { type: "act", turn: "1-0", action: "fold" }).refusal).toBe("no_hand");
    const table = tableWith(["ann", "bob", "cyd"]).join("dan");
    const refusalOf = (name: string, turn: string): string | null =>
      table.ask(name, { type: "act", turn, action: "call" }).refusal;
    expect(refusalOf("ann", "1-1")).toBe("stale_turn");
    expect(refusalOf("bob", "1-0")).toBe("not_your_turn");
    expect(refusalOf("eve", "1-0")).toBe("not_seated");
    expect(refusalOf("ann", "1-0")).toBeNull();
    expect(refusalOf("ann", "1-0")).toBe("stale_turn");
  });

  it("is stale when its hand is over", () => {
    const table = tableWith(["ann", "bob"]).act("fold");
    expect(table.ask("ann", { type: "act", turn: "1-0", action: "fold" }).refusal).toBe("stale_turn");
    expect(table.ask("ann", { type: "act", turn: "2-0", action: "fold" }).refusal).toBe("no_hand");
  });

  it("by the rules only, and says which actions are legal", () => {
    const { state } = tableWith(["ann", "bob"]);
    const check = { type: "act", turn: "1-0", action: "check" } as const;
    const input = { from: "player", player: id("ann"), isHost: false, command: check } as const;
    expect(poker.decide(state, input, factsAt(START_MS))).toEqual({
      ok: false,
      rejection: {
        kind: "illegal",
        reason: "illegal_action",
        message: "The rules do not allow that action now.",
        details: {
          legal: {
            actions: ["fold", "call", "raise", "allIn"],
            callAmount: 1,
            minRaiseTo: 4,
            maxRaiseTo: 200,
          },
        },
      },
    });
  });

  it("gives every turn of the room another id", () => {
    const table = tableWith(["ann", "bob"]);
    const ids = new Set<string>();
    for (let turns = 0; turns < 20; turns++) {
      if (table.table.turn === null) table.strike();
      ids.add(table.table.turn?.id ?? "none");
      table.act(table.table.turn?.canCheck === true ? "check" : "call");
    }
    expect(ids.size).toBe(20);
  });

  it("is the clock's alone where a deadline passes", () => {
    const table = tableWith(["ann", "bob"]);
    const command = { type: "deadlinePassed", id: "turn-1-0" } as const;
    table.take({ from: "player", player: id("bob"), isHost: true, command });
    expect(table.refusal).toBe("not_for_players");
  });
});
