import { describe, expect, it } from "@jest/globals";
import { ledgerBalance, totalChips } from "../../src/poker/table-state.ts";
import { id, TableInTest, tableWith } from "./table-in-test.ts";

describe("a room that closes", () => {
  it("returns the bets of the hand in progress and cashes everybody out", () => {
    const table = tableWith(["ann", "bob", "cyd"]).act("raise", 50).act("call").closeRoom();
    expect(table.events.map(({ type }) => type)).toContain("HandVoided");
    expect(table.table).toMatchObject({ status: "closed", seats: [], hand: null, turn: null, host: null });
    expect(table.state.ledger.accounts.map(({ boughtIn, cashedOut }) => [boughtIn, cashedOut])).toEqual([
      [200, 200],
      [200, 200],
      [200, 200],
    ]);
    expect(totalChips(table.state)).toBe(0);
    expect(table.deadline).toBeNull();
  });

  it("finds a hand with betting over already dealt to its end", () => {
    const table = tableWith(["ann", "bob"]).act("allIn").act("call");
    expect(table.table.hand).toMatchObject({ street: "showdown", pots: [] });
    const stacks = table.table.seats.map(({ stack }) => stack);
    table.closeRoom();
    expect(table.state.ledger.accounts.map(({ cashedOut }) => cashedOut)).toEqual(stacks);
  });

  it.each(["room", "operator"])("runs an all-in hand out that was offered a second board (%s)", (closing) => {
    const table = tableWith(["ann", "bob", "cyd"], { runItTwice: true });
    table.act("allIn").act("allIn").act("fold");
    expect(table.table.hand?.runTwice).toBeDefined();
    if (closing === "room") table.closeRoom();
    else table.operate("close");
    const types = table.events.map(({ type }) => type);
    expect(types.filter((type) => type === "BoardDealt")).toHaveLength(3);
    expect(types).not.toContain("HandVoided");
    const won = table.events.flatMap((event) => (event.type === "PotWon" ? event.chips : []));
    expect(won.reduce((all, chips) => all + chips, 0)).toBe(402);
    const nets = table.state.ledger.accounts.map(({ boughtIn, cashedOut }) => cashedOut - boughtIn);
    expect(nets.some((net) => net > 0)).toBe(true);
    expect(table.table).toMatchObject({ status: "closed", seats: [], hand: null });
    expect(totalChips(table.state)).toBe(0);
    expect(table.deadline).toBeNull();
  });

  it("forgets what waited for the end of the hand", () => {
    const table = tableWith(["ann", "bob"]).ask("bob", { type: "topUp", chips: 50 });
    table.askAsHost("house", { type: "setStack", player: id("ann"), chips: 5 }).closeRoom();
    expect(table.state.ledger.accounts.map(({ cashedOut }) => cashedOut)).toEqual([200, 200]);
    expect(ledgerBalance(table.state)).toBe(0);
  });

  it("opens again for the next who joins, with other decks and turns", () => {
    const table = tableWith(["ann", "bob"]).closeRoom();
    expect(table.closeRoom().events).toEqual([]);
    table.join("ann");
    expect(table.table).toMatchObject({ status: "waiting", seats: [{ player: "ann", stack: 200 }] });
    table.join("bob").askAsHost("house", { type: "start" });
    expect(table.table.turn?.id).toBe("2-0");
  });

  it("refuses every command meanwhile", () => {
    const table = tableWith(["ann", "bob"]).operate("close");
    expect(table.ask("ann", { type: "sit" }).refusal).toBe("closed");
    expect(table.askAsHost("ann", { type: "start" }).refusal).toBe("closed");
    expect(table.ask("ann", { type: "act", turn: "1-0", action: "fold" }).refusal).toBe("closed");
    for (const order of ["pause", "resume"] as const)
      expect([table.operate(order).refusal, table.events]).toEqual(["closed", []]);
    expect([table.operate("close").refusal, table.events]).toEqual([null, []]);
  });

  it("stays closed by the operator for those who are here, until somebody joins", () => {
    const table = new TableInTest()
      .join("ann", "bob")
      .operate("close")
      .join("ann")
      .change("ann", { name: "A" });
    expect(table.table.status).toBe("closed");
    expect(table.leave("ann").join("ann").table.status).toBe("waiting");
  });
});
