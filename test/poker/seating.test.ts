import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { id, TableInTest, tableWith } from "./table-in-test.ts";

function emptyTable(): TableInTest {
  return new TableInTest({ autoSeat: false, autoStart: false, seats: 3 });
}

describe("people who join the room", () => {
  it("are seated on the first free seat with the buy-in", () => {
    const table = new TableInTest().join("ann");
    expect(table.table.seats).toEqual([
      {
        seat: 1,
        player: "ann",
        name: "ann",
        stack: 200,
        bet: 0,
        status: "waiting",
        connected: true,
        cards: null,
      },
    ]);
    expect(table.table.status).toBe("waiting");
  });

  it("start the first hand in the same decision as they make enough", () => {
    const table = new TableInTest().join("ann", "bob");
    expect(table.events.map(({ type }) => type)).toContain("HandStarted");
    expect(table.table.status).toBe("playing");
    expect(table.table.hand?.no).toBe(1);
  });

  it("start nothing before the table's own minimum of players is there", () => {
    const table = new TableInTest({ minPlayers: 3 }).join("ann", "bob");
    expect(table.table.hand).toBeNull();
    expect(table.join("cyd").table.hand?.no).toBe(1);
  });

  it("watch when their role may not play, when seats are not given, and when there is none left", () => {
    expect(new TableInTest().joinAs("ann", { mayPlay: false }).table.seats).toEqual([]);
    expect(new TableInTest({ autoSeat: false }).join("ann").table.seats).toEqual([]);
    expect(new TableInTest({ seats: 2 }).join("ann", "bob", "cyd").table.seats).toHaveLength(2);
  });

  it("change nothing by joining again", () => {
    const table = new TableInTest().join("ann").join("ann");
    expect(table.events).toEqual([]);
  });

  it("are seated when their role becomes a player's, and stand up when it no longer is", () => {
    const table = new TableInTest().joinAs("ann", { mayPlay: false }).change("ann", { mayPlay: true });
    expect(table.seat("ann").stack).toBe(200);
    table.change("ann", { mayPlay: false });
    expect(table.table.seats).toEqual([]);
  });

  it("have a name of 32 characters and 64 bytes at most, without control characters, or that of their id", () => {
    const table = new TableInTest().joinAs("ann", { name: "A\u0000nn" }).joinAs("bob", { name: "\n" });
    table.joinAs("cyd", { name: "C".repeat(40) }).joinAs("dan", { name: "😀".repeat(40) });
    expect(table.table.seats.map(({ name }) => name)).toEqual([
      "Ann",
      "bob",
      "C".repeat(32),
      "😀".repeat(16),
    ]);
    expect(table.change("ann", { name: "Anna" }).seat("ann").name).toBe("Anna");
  });
});

describe("people who leave the room", () => {
  it("keep their seat in the hand and their time to act", () => {
    const table = tableWith(["ann", "bob", "cyd"]);
    const { dueAt } = table.table.turn ?? {};
    table.leave("ann");
    expect(table.seat("ann")).toMatchObject({ connected: false, status: "in" });
    expect(table.table.turn).toMatchObject({ player: "ann", dueAt });
  });

  it("are not dealt in while they are away, and are again when they are back", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan"]).leave("ann").nextHand();
    expect(table.dealtIn()).toEqual(["cyd", "dan", "bob"]);
    table.join("ann").nextHand();
    expect(table.seat("ann").connected).toBe(true);
    expect(table.dealtIn()).toHaveLength(4);
  });

  it("leave the table waiting when too few remain", () => {
    const table = tableWith(["ann", "bob"]).leave("bob").nextHand();
    expect(table.table.status).toBe("waiting");
    expect(table.table.hand?.results).toEqual([{ player: "bob", chips: 2, handName: null }]);
    expect(table.join("bob").table).toMatchObject({ status: "playing", hand: { no: 2, results: null } });
  });

  it("lose the seat after ten minutes between hands and get their chips", () => {
    const table = new TableInTest().join("ann").leave("ann");
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 600_000);
    table.strike();
    expect(table.table.seats).toEqual([]);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "ann", chips: -200, why: "away" });
    expect(table.join("ann").seat("ann").stack).toBe(200);
  });

  it("keep the seat when they are back in time", () => {
    const table = new TableInTest().join("ann").leave("ann");
    const stale = table.deadline?.command ?? { type: "stand" };
    table.join("ann").take({ from: "clock", command: stale });
    expect(table.events).toEqual([]);
    expect(table.deadline).toBeNull();
  });

  it("are forgotten when they only watched", () => {
    const table = new TableInTest().joinAs("ann", { mayPlay: false }).leave("ann").leave("ann");
    expect(table.state.people).toEqual([]);
    expect(table.ask("ann", { type: "sit" }).refusal).toBe("not_in_room");
  });
});

describe("sit", () => {
  it("takes the seat asked for with the buy-in asked for", () => {
    const table = emptyTable().join("ann").ask("ann", { type: "sit", seat: 3, buyIn: 55 });
    expect(table.seat("ann")).toMatchObject({ seat: 3, stack: 55 });
    expect(table.you("ann")).toEqual({
      player: "ann",
      seat: 3,
      cards: [],
      totalBet: 0,
      stack: 55,
      timeBankSeconds: 60,
      legal: null,
    });
  });

  it("is refused with the reason", () => {
    const table = emptyTable().join("ann", "bob", "cyd", "dan").joinAs("eve", { mayPlay: false });
    const refusalOf = (name: string, seat: number, buyIn = 100): string | null =>
      table.ask(name, { type: "sit", seat, buyIn }).refusal;
    expect(refusalOf("ann", 1)).toBeNull();
    expect(refusalOf("ann", 2)).toBe("already_seated");
    expect(refusalOf("bob", 1)).toBe("seat_taken");
    expect(refusalOf("bob", 0)).toBe("no_such_seat");
    expect(refusalOf("bob", 4)).toBe("no_such_seat");
    expect(refusalOf("bob", 2, 39)).toBe("buy_in_out_of_range");
    expect(refusalOf("bob", 2, 401)).toBe("buy_in_out_of_range");
    expect(refusalOf("eve", 2)).toBe("may_not_play");
    expect(refusalOf("fay", 2)).toBe("not_in_room");
    expect(refusalOf("bob", 2)).toBeNull();
    expect(refusalOf("cyd", 3)).toBeNull();
    expect(refusalOf("dan", 1)).toBe("table_full");
    expect(table.ask("dan", { type: "sit" }).refusal).toBe("table_full");
  });
});

describe("stand", () => {
  it("between hands empties the seat and cashes out", () => {
    const table = emptyTable().join("ann").ask("ann", { type: "sit" }).ask("ann", { type: "stand" });
    expect(table.table.seats).toEqual([]);
    expect(table.state.ledger.accounts).toEqual([
      { player: "ann", name: "ann", boughtIn: 200, cashedOut: 200, leftWith: 200, kicked: false },
    ]);
    expect(table.ask("ann", { type: "stand" }).refusal).toBe("not_seated");
  });

  it("on one's turn folds at once and leaves at the end of the hand", () => {
    const table = tableWith(["ann", "bob", "cyd"]).ask("ann", { type: "stand" });
    expect(table.seat("ann").status).toBe("folded");
    expect(table.table.turn?.player).toBe("bob");
    expect(table.ask("ann", { type: "stand" }).refusal).toBe("nothing_to_do");
    expect(table.ask("ann", { type: "sitIn" }).refusal).toBe("in_hand");
    table.act("fold");
    expect(table.table.seats.map(({ player }) => player)).toEqual(["bob", "cyd"]);
    expect(table.table.hand?.results).toEqual([{ player: "cyd", chips: 2, handName: null }]);
  });

  it("before one's turn folds when the turn comes, and not out of turn", () => {
    const table = tableWith(["ann", "bob", "cyd"]).ask("cyd", { type: "stand" }).act("call");
    expect(table.seat("cyd").status).toBe("in");
    table.act("call");
    expect(table.table.hand?.street).toBe("flop");
    expect(table.seat("cyd").status).toBe("folded");
    expect(table.table.turn?.player).toBe("bob");
    table.foldRound();
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann", "bob"]);
  });

  it("all-in plays the hand out and takes what was won", () => {
    const table = tableWith(["ann", "bob"]).act("allIn").ask("ann", { type: "stand" }).act("call");
    const won = table.table.hand?.results?.find(({ player }) => player === "ann")?.chips ?? 0;
    expect(table.table.seats.map(({ player }) => player)).toEqual(["bob"]);
    expect(table.state.ledger.accounts[0]).toMatchObject({ player: "ann", cashedOut: won });
  });

  it("takes the chips along that were won meanwhile", () => {
    const table = tableWith(["ann", "bob"]).ask("bob", { type: "stand" }).act("fold");
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "bob", chips: -201, why: "choice" });
  });

  it("does not pocket winnings: who returns brings back what they left with", () => {
    const table = tableWith(["ann", "bob"]);
    table.askAsHost("house", { type: "setStack", player: id("ann"), chips: 900 }).act("fold");
    table.ask("ann", { type: "stand" });
    expect(table.ask("ann", { type: "sit", buyIn: 400 }).refusal).toBe("buy_in_out_of_range");
    expect(table.ask("ann", { type: "sit" }).refusal).toBeNull();
    expect(table.seat("ann").stack).toBe(900);
  });

  it("leaves the chair to another without mixing up who won the hand on show", () => {
    const table = tableWith(["ann", "bob"], { seats: 2 }).act("fold").ask("bob", { type: "stand" });
    table.join("cyd");
    expect(table.seat("cyd")).toMatchObject({ seat: 2, status: "waiting", cards: null });
    expect(table.table.hand?.results).toEqual([{ player: "bob", chips: 2, handName: null }]);
    expect(table.you("cyd")?.cards).toEqual([]);
    expect(poker.players(table.state)).toEqual(["ann", "cyd"]);
  });
});

describe("sitOut and sitIn", () => {
  it("keep the seat without being dealt in", () => {
    const table = tableWith(["ann", "bob", "cyd"]).ask("bob", { type: "sitOut" });
    expect(table.seat("bob").status).toBe("in");
    expect(table.ask("bob", { type: "sitOut" }).refusal).toBe("nothing_to_do");
    table.nextHand();
    expect(table.seat("bob").status).toBe("sittingOut");
    expect(table.dealtIn()).not.toContain("bob");
    expect(table.ask("bob", { type: "sitOut" }).refusal).toBe("nothing_to_do");
    expect(table.ask("ann", { type: "sitIn" }).refusal).toBe("nothing_to_do");
    expect(table.ask("eve", { type: "sitIn" }).refusal).toBe("not_seated");
  });

  it("leave the hand in progress to its player, also on their turn", () => {
    const table = tableWith(["ann", "bob", "cyd"]).ask("ann", { type: "sitOut" });
    expect(table.table.turn?.player).toBe("ann");
    table.act("raise", 6).act("call").act("fold");
    expect(table.table.turn?.player).toBe("bob");
    table.act("check").act("bet", 4).act("fold");
    expect(table.table.hand?.results).toMatchObject([{ player: "ann" }]);
    expect(table.seat("ann").status).toBe("sittingOut");
    expect(table.strike().dealtIn()).not.toContain("ann");
  });

  it("take a planned sitting out back", () => {
    const table = tableWith(["ann", "bob", "cyd"])
      .ask("cyd", { type: "sitOut" })
      .ask("cyd", { type: "sitIn" });
    table.act("call").act("call");
    expect(table.table.turn?.player).toBe("cyd");
    expect(table.foldRound().seat("cyd").status).not.toBe("sittingOut");
  });

  it("start the game again when it waited for them", () => {
    const table = tableWith(["ann", "bob"]).ask("ann", { type: "sitOut" }).nextHand();
    expect(table.table.status).toBe("waiting");
    expect(table.ask("ann", { type: "sitIn" }).table.status).toBe("playing");
  });
});

describe("topUp", () => {
  it("adds chips between hands, never above the maximum", () => {
    const table = new TableInTest().join("ann").ask("ann", { type: "topUp", chips: 200 });
    expect(table.seat("ann").stack).toBe(400);
    expect(table.ask("ann", { type: "topUp", chips: 1 }).refusal).toBe("over_maximum");
    expect(table.ask("eve", { type: "topUp", chips: 1 }).refusal).toBe("not_seated");
  });

  it("waits for the end of the hand, and then adds what the maximum allows", () => {
    const table = tableWith(["ann", "bob"]).ask("bob", { type: "topUp", chips: 202 });
    expect(table.seat("bob").stack).toBe(198);
    expect(table.ask("bob", { type: "topUp", chips: 1 }).refusal).toBe("over_maximum");
    table.act("fold");
    expect(table.seat("bob").stack).toBe(400);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "bob", chips: 199, why: "topUp" });
  });

  it("that waited is not added to a stack that was lost meanwhile, unless it is a buy-in", () => {
    for (const [chips, after] of [
      [39, 0],
      [40, 40],
    ] as const) {
      const table = tableWith(["ann", "bob"]).act("allIn");
      for (const name of ["ann", "bob"]) table.ask(name, { type: "topUp", chips });
      table.act("call");
      const stacks = table.table.seats.map(({ stack }) => stack);
      expect(stacks).toContain(400);
      expect(stacks).toContain(after);
    }
  });

  it("of nothing is a buy-in", () => {
    const table = new TableInTest().join("ann");
    table.askAsHost("house", { type: "setStack", player: id("ann"), chips: 0 });
    expect(table.seat("ann").status).toBe("sittingOut");
    expect(table.ask("ann", { type: "topUp", chips: 39 }).refusal).toBe("buy_in_out_of_range");
    expect(table.ask("ann", { type: "topUp", chips: 40 }).seat("ann").status).toBe("waiting");
  });
});
