import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import type { PlayerCommand } from "../../src/poker/table-command.ts";
import { id, TableInTest, tableWith } from "./table-in-test.ts";

const by = id("house");

/** What everybody is told of the host's act, where the host is named. */
function announced(table: TableInTest, command: PlayerCommand) {
  table.askAsHost("house", command);
  expect(table.refusal).toBeNull();
  return table.events.map(poker.publicEvent).filter((event) => event !== null && "by" in event);
}

describe("an act of the host is announced with who did it", () => {
  it("during a hand: what is to come at once, and what came of it at the end", () => {
    const table = tableWith(["ann", "bob", "cyd"]);
    expect(announced(table, { type: "setStack", player: id("bob"), chips: 50 })).toEqual([
      { type: "StackQueued", seat: 2, player: "bob", chips: 50, by },
    ]);
    expect(announced(table, { type: "kick", player: id("cyd") })).toEqual([
      { type: "LeaveQueued", seat: 3, player: "cyd", because: "kicked", by },
    ]);
    expect(announced(table, { type: "configure", turnSeconds: 10 })).toEqual([
      { type: "ConfigurationQueued", by, changes: { turnSeconds: 10 } },
    ]);
    expect(table.seat("bob").nextStack).toBe(50);
    expect(table.table).toMatchObject({ config: { turnSeconds: 30 }, pending: { by, turnSeconds: 10 } });
    table.foldRound();
    expect(table.events.map(poker.publicEvent)).toEqual(
      expect.arrayContaining([
        { type: "StackSet", seat: 2, player: "bob", chips: 50, by },
        { type: "PlayerStood", seat: 3, player: "cyd", because: "kicked", by },
        { type: "TableConfigured", by, changes: { turnSeconds: 10 } },
      ]),
    );
    expect(table.seat("bob").nextStack).toBeUndefined();
    expect(table.table.pending).toBeUndefined();
  });

  it("starting, pausing, resuming and handing the office on", () => {
    const table = new TableInTest({ autoStart: false }).join("ann", "bob");
    expect(announced(table, { type: "start" })).toEqual([{ type: "PlayStarted", by }]);
    expect(announced(table, { type: "pause" })).toEqual([{ type: "TablePaused", by }]);
    expect(announced(table, { type: "resume" })).toEqual([{ type: "TableResumed", by }]);
    expect(announced(table, { type: "transferHost", player: id("bob") })).toEqual([
      { type: "HostNamed", player: "bob", by },
    ]);
  });

  it("approving and refusing a seat", () => {
    const table = new TableInTest({ approveSeats: true }).join("ann", "bob");
    expect(announced(table, { type: "approve", player: id("ann") })).toEqual([
      { type: "PlayerSeated", seat: 1, player: "ann", by },
    ]);
    expect(announced(table, { type: "refuse", player: id("bob") })).toEqual([
      { type: "SeatRefused", player: "bob", by },
    ]);
  });

  it("and one of the operator or of nobody names nobody", () => {
    const table = new TableInTest().joinAs("ann", { isHost: true });
    expect(table.events.map(poker.publicEvent)).toContainEqual({
      type: "HostNamed",
      player: "ann",
      by: null,
    });
    table.operate("pause");
    expect(table.events.map(poker.publicEvent)).toEqual([{ type: "TablePaused", by: null }]);
  });
});

describe("what a player planned for the end of the hand", () => {
  it("is in their own view and in nobody else's, and told to nobody", () => {
    const table = tableWith(["ann", "bob", "cyd"], { buyInMax: 400 });
    table.ask("bob", { type: "topUp", chips: 20 }).ask("bob", { type: "sitOut" });
    expect(table.you("bob")?.pending).toEqual({ topUp: 20, sitOut: true });
    expect(table.ask("cyd", { type: "stand" }).events.map(poker.publicEvent)).toEqual([null]);
    expect(table.you("cyd")?.pending).toEqual({ leave: true });
    expect(table.you("ann")?.pending).toBeUndefined();
    expect(JSON.stringify(table.table)).not.toContain("topUp");
    expect(table.foldRound().you("bob")?.pending).toBeUndefined();
  });
});
