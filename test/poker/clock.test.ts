import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { id, START_MS, TableInTest, tableWith } from "./table-in-test.ts";

function checkedDown(table: TableInTest): TableInTest {
  while (table.table.turn !== null)
    if (table.act(table.table.turn.canCheck ? "check" : "call").refusal !== null) throw new Error("refused");
  return table;
}

describe("the turn's clock", () => {
  it("names its deadline after the turn", () => {
    const table = tableWith(["ann", "bob"]);
    expect(table.table.turn).toMatchObject({ id: "1-0", dueAt: "2030-01-01T00:00:30.000Z" });
    expect(table.deadline).toEqual({
      id: "turn-1-0",
      dueAtMs: START_MS + 30_000,
      command: { type: "deadlinePassed", id: "turn-1-0" },
    });
  });

  it("goes on with the time bank, and the turn keeps its id", () => {
    const table = tableWith(["ann", "bob"]).strike();
    expect(table.events.map(({ type }) => type)).toEqual(["TimeBankStarted"]);
    expect(table.table.turn).toMatchObject({ id: "1-0", dueAt: "2030-01-01T00:01:30.000Z" });
    expect(table.deadline?.id).toBe("turn-1-0-1");
  });

  it("takes from the time bank only what was used", () => {
    const table = tableWith(["ann", "bob"]).strike().wait(12_500).act("call");
    expect(table.you("ann")?.timeBankSeconds).toBe(47.5);
    expect(table.you("bob")?.timeBankSeconds).toBe(60);
  });

  it("TDA 29: checks when that is free, else folds", () => {
    const table = tableWith(["ann", "bob"], { timeBankSeconds: 0 }).act("call").strike();
    expect(table.table.hand?.street).toBe("flop");
    table.act("bet", 2).strike();
    expect(table.table.hand?.results).toEqual([{ player: "bob", chips: 4, handName: null }]);
  });

  it("folds with an empty time bank once that is used up", () => {
    const table = tableWith(["ann", "bob"]).strike().strike();
    expect(table.table.hand?.street).toBe("showdown");
    expect(table.you("ann")?.timeBankSeconds).toBe(0);
  });

  it("gives somebody who is gone the turn's time but no time bank", () => {
    const table = tableWith(["ann", "bob", "cyd"]).leave("ann").strike();
    expect(table.seat("ann").status).toBe("folded");
    expect(table.you("ann")?.timeBankSeconds).toBe(60);
  });

  it("sits a player out after two time-outs in a row", () => {
    const table = tableWith(["ann", "bob"], { timeBankSeconds: 0 }).act("call").act("check");
    table.strike().act("check");
    expect(table.table).toMatchObject({ hand: { street: "turn" }, turn: { player: "bob" } });
    table.strike();
    checkedDown(table);
    expect(table.seat("bob").status).toBe("sittingOut");
    expect(table.seat("ann").status).not.toBe("sittingOut");
  });

  it("counts time-outs anew after an action", () => {
    const table = tableWith(["ann", "bob"], { timeBankSeconds: 0 }).act("call").act("check");
    table.strike().act("check").act("check").act("check").strike();
    checkedDown(table);
    expect(table.seat("bob").status).not.toBe("sittingOut");
  });

  it("does not sit out who was gone: they are dealt in when they are back", () => {
    const table = tableWith(["ann", "bob"], { timeBankSeconds: 0 }).act("call").act("check").leave("bob");
    table.strike().act("check").strike().act("check").strike();
    checkedDown(table.join("bob")).strike();
    expect(table.dealtIn()).toContain("bob");
  });

  it("changes nothing when the action came first, and the action is stale when the clock came first", () => {
    const table = tableWith(["ann", "bob", "cyd"], { timeBankSeconds: 0 });
    const late = table.deadline?.command ?? { type: "stand" };
    table.act("call").take({ from: "clock", command: late });
    expect(table.events).toEqual([]);
    const turn = table.table.turn?.id ?? "";
    table.strike().ask("bob", { type: "act", turn, action: "call" });
    expect(table.refusal).toBe("stale_turn");
  });

  it("gives a turn back that nobody kept the clock of, once", () => {
    const table = tableWith(["ann", "bob"], { timeBankSeconds: 0 }).strike(5_001);
    expect(table.events.map(({ type }) => type)).toEqual(["TurnExtended"]);
    expect(table.table.turn).toMatchObject({ id: "1-0", dueAt: "2030-01-01T00:01:05.001Z" });
    table.strike(60_000);
    expect(table.table.turn).toBeNull();
  });
});

it("the offer of a second board that nobody kept the clock of is given back, once", () => {
  const table = tableWith(["ann", "bob"], { runItTwice: true }).act("allIn").act("call");
  table.ask("ann", { type: "runTwice", agree: true }).strike(5_001);
  expect(table.table.hand?.runTwice).toEqual({ dueAt: "2030-01-01T00:01:05.001Z", agreed: [1] });
  expect(table.events.map(poker.publicEvent)).toEqual([null]);
  table.strike(60_000);
  expect(table.table.hand).toMatchObject({ street: "showdown", pots: [] });
  const kept = tableWith(["ann", "bob"], { runItTwice: true }).act("allIn").act("call").strike(5_000);
  expect(kept.table.hand?.street).toBe("showdown");
});

describe("the next hand", () => {
  it("starts some seconds after the end, while the finished one is on show", () => {
    const table = tableWith(["ann", "bob"]).act("fold");
    expect(table.table).toMatchObject({
      status: "playing",
      turn: null,
      hand: { no: 1, street: "showdown", pots: [], results: [{ player: "bob", chips: 2, handName: null }] },
    });
    expect(table.deadline).toMatchObject({ id: `next-2-${START_MS + 5_000}`, dueAtMs: START_MS + 5_000 });
    expect(table.strike().table.hand).toMatchObject({ no: 2, street: "preflop", results: null });
  });

  it("may be started at once by a host", () => {
    const table = tableWith(["ann", "bob"]).act("fold").askAsHost("house", { type: "start" });
    expect(table.table.hand?.no).toBe(2);
  });
});

describe("a pause", () => {
  it("freezes the turn and gives the remaining time back", () => {
    const table = tableWith(["ann", "bob"]).wait(10_000).operate("pause");
    expect(table.table.status).toBe("paused");
    expect(table.deadline).toBeNull();
    table.wait(3_600_000).operate("resume");
    expect(table.deadline).toMatchObject({ id: "turn-1-0-1", dueAtMs: table.nowMs + 20_000 });
    expect(table.table).toMatchObject({ status: "playing", turn: { id: "1-0" } });
  });

  it("refuses play and starts no hand", () => {
    const table = tableWith(["ann", "bob"]).operate("pause");
    expect(table.act("fold").refusal).toBe("paused");
    expect(table.askAsHost("house", { type: "start" }).refusal).toBe("paused");
    const waiting = new TableInTest().operate("pause").join("ann", "bob");
    expect(waiting.table.hand).toBeNull();
    expect(waiting.operate("resume").table.hand?.no).toBe(1);
  });

  it("holds the next hand back", () => {
    const table = tableWith(["ann", "bob"]).act("fold").wait(2_000).operate("pause").wait(60_000);
    expect(table.deadline).toBeNull();
    expect(table.operate("resume").deadline).toMatchObject({
      id: `next-2-${table.nowMs + 3_000}`,
      dueAtMs: table.nowMs + 3_000,
    });
  });

  it("does not use the time bank up", () => {
    const table = tableWith(["ann", "bob"]).strike().wait(10_000).operate("pause").wait(50_000);
    table.operate("resume").wait(5_000).act("call");
    expect(table.you("ann")?.timeBankSeconds).toBe(45);
  });

  it.each(["stand", "kick", "role"])("touches no hand although somebody leaves in it (%s)", (way) => {
    const table = tableWith(["ann", "bob", "cyd"]).ask("bob", {
      type: "preAct",
      hand: 1,
      action: "checkFold",
    });
    table.wait(10_000).operate("pause").wait(60_000);
    const { hand } = table.state.play ?? {};
    if (way === "stand") table.ask("ann", { type: "stand" });
    else if (way === "role") table.change("ann", { mayPlay: false });
    else table.askAsHost("house", { type: "kick", player: id("ann") });
    expect(table.events.map(({ type }) => type).filter((type) => type !== "PersonChanged")).toEqual([
      "LeaveQueued",
    ]);
    expect(table.state.play?.hand).toBe(hand);
    table.wait(60_000).operate("resume");
    expect(table.table.hand?.results).toEqual([{ player: "cyd", chips: 2, handName: null }]);
    expect(table.table.seats.map(({ player }) => player)).toEqual(["bob", "cyd"]);
  });

  it("gives the turn after one who left in it all of its time", () => {
    const table = tableWith(["ann", "bob", "cyd"]).wait(10_000).operate("pause").wait(60_000);
    table.ask("ann", { type: "stand" }).wait(60_000).operate("resume");
    expect(table.table.turn?.player).toBe("bob");
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 30_000);
  });

  it("puts who is removed in it out of the room at once, and whoever has no cards off the table", () => {
    const table = tableWith(["ann", "bob", "cyd"]).join("dan").operate("pause");
    const kick = (name: string) => table.askAsHost("house", { type: "kick", player: id(name) });
    const expelled = () => table.events.flatMap((event) => poker.expels?.(event) ?? []);
    kick("bob");
    expect(expelled()).toEqual([{ player: "bob", reason: expect.any(String) }]);
    kick("dan");
    expect(expelled()).toEqual([{ player: "dan", reason: expect.any(String) }]);
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann", "bob", "cyd"]);
    expect(
      table.ask("cyd", { type: "stand" }).events.flatMap((event) => poker.expels?.(event) ?? []),
    ).toEqual([]);
  });

  it("keeps the seats of those who are away", () => {
    const table = tableWith(["ann", "bob", "cyd"], { awaySeatSeconds: 60, nextHandSeconds: 600 }).foldRound();
    table.leave("bob").wait(50_000).operate("pause").wait(3_600_000).leave("cyd").wait(3_600_000);
    expect(table.deadline).toBeNull();
    table.operate("resume");
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 10_000);
    table.strike();
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann", "cyd"]);
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 50_000);
  });

  it("is fulfilled already when asked for twice by the operator, and refused to a host", () => {
    const table = tableWith(["ann", "bob"]).operate("resume");
    expect([table.refusal, table.events]).toEqual([null, []]);
    expect(table.askAsHost("ann", { type: "resume" }).refusal).toBe("nothing_to_do");
    expect(table.askAsHost("ann", { type: "pause" }).refusal).toBeNull();
    expect(table.askAsHost("ann", { type: "pause" }).refusal).toBe("nothing_to_do");
    expect(table.operate("pause").events).toEqual([]);
  });
});
