import { describe, expect, it } from "@jest/globals";
import { ledgerBalance, totalChips } from "../../src/poker/table-state.ts";
import { id, TableInTest, tableWith } from "./table-in-test.ts";

const allIn = () => tableWith(["ann", "bob"], { runItTwice: true }).act("allIn").act("call");
const agree = (table: TableInTest, name: string, yes = true) =>
  table.ask(name, { type: "runTwice", agree: yes });

describe("runTwice", () => {
  it("deals two boards of one deck when everybody in agrees", () => {
    const table = allIn();
    expect(table.table).toMatchObject({ turn: null, hand: { street: "preflop", runTwice: { agreed: [] } } });
    expect(table.table.seats.every(({ cards }) => cards?.length === 2)).toBe(true);
    agree(table, "ann");
    expect(table.table.hand?.runTwice?.agreed).toEqual([1]);
    expect(agree(table, "ann").refusal).toBe("nothing_to_do");
    agree(table, "bob");
    const { board = [], board2 = [] } = table.table.hand ?? {};
    expect(new Set([...board, ...board2]).size).toBe(10);
    expect(table.table.hand).toMatchObject({ street: "showdown", pots: [] });
    expect(table.table.hand).not.toHaveProperty("runTwice");
    expect(totalChips(table.state)).toBe(400);
  });

  it("deals one board when one does not agree, or when time is over", () => {
    for (const table of [agree(allIn(), "bob", false), agree(allIn(), "ann").strike()]) {
      expect(table.table.hand?.board).toHaveLength(5);
      expect(table.table.hand).not.toHaveProperty("board2");
    }
  });

  it("waits during a pause", () => {
    const table = agree(allIn(), "ann").operate("pause");
    const before = table.table.hand?.runTwice?.dueAt ?? "";
    expect(agree(table, "bob").refusal).toBe("paused");
    const after = table.wait(60_000).operate("resume").table.hand?.runTwice?.dueAt ?? "";
    expect(Date.parse(after) - Date.parse(before)).toBe(60_000);
  });

  it("is asked as well when a seat for the waiting list begins a hand that the blinds have all-in", () => {
    const table = new TableInTest({ seats: 2, runItTwice: true }).join("ann", "bob", "cyd").foldRound();
    table.askAsHost("house", { type: "setStack", player: id("ann"), chips: 1 });
    table.leave("bob").strike();
    expect(table.table.status).toBe("waiting");
    table.strike();
    expect(table.dealtIn().toSorted()).toEqual(["ann", "cyd"]);
    expect(table.table).toMatchObject({ turn: null, hand: { no: 2, runTwice: { agreed: [] } } });
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 30_000);
    expect(table.strike().table.hand).toMatchObject({ street: "showdown", pots: [] });
  });

  it("is asked of those in the hand, where the table offers it", () => {
    expect(agree(tableWith(["ann", "bob"]).act("allIn").act("call"), "ann").refusal).toBe("no_run_out");
    expect(agree(allIn().join("cyd"), "cyd").refusal).toBe("not_dealt_in");
    expect(agree(allIn().closeRoom().join("ann"), "ann").refusal).toBe("no_run_out");
  });
});

describe("sevenDeuce", () => {
  /** The first deck that gives ann seven and deuce. */
  function withSevenDeuce(config: object = {}): TableInTest {
    for (let seed = 0; seed < 3_000; seed++) {
      const table = tableWith(["ann", "bob", "cyd"], { sevenDeuce: 10, seed: `seed ${seed}`, ...config });
      const ranks = table.you("ann")?.cards.map(([rank]) => rank) ?? [];
      if (ranks.includes("7") && ranks.includes("2")) return table;
    }
    throw new Error("no seven and deuce");
  }

  it("is paid by everybody to who wins with it, and shown", () => {
    const table = withSevenDeuce().act("raise", 6).act("fold").act("fold");
    expect(table.table.seats.map(({ stack }) => stack)).toEqual([223, 189, 188]);
    expect(table.seat("ann").cards).toHaveLength(2);
    expect(table.events).toContainEqual({
      type: "BountyPaid",
      seat: 1,
      player: "ann",
      from: [
        { seat: 2, chips: 10 },
        { seat: 3, chips: 10 },
      ],
    });
    expect(ledgerBalance(table.state)).toBe(0);
  });

  it("takes no more than a player has, and nothing where it is not offered", () => {
    const poor = withSevenDeuce({ sevenDeuce: 1_000 }).act("raise", 6).act("fold").act("fold");
    expect(poor.table.seats.map(({ stack }) => stack)).toEqual([600, 0, 0]);
    const off = withSevenDeuce({ sevenDeuce: 0 }).act("raise", 6).act("fold").act("fold");
    expect(off.table.seats.map(({ stack }) => stack)).toEqual([203, 199, 198]);
  });
});
