import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { TableInTest, tableWith } from "./table-in-test.ts";

const waitingAt = (table: TableInTest) => table.table.waiting ?? [];

describe("the waiting list", () => {
  it("takes whom a full table would have seated, and seats them in their order", () => {
    const table = new TableInTest({ seats: 2 }).join("ann", "bob", "cyd", "dan");
    expect(table.events.map(poker.publicEvent)).toContainEqual({ type: "PlayerEnlisted", player: "dan" });
    expect(waitingAt(table)).toEqual(["cyd", "dan"]);
    expect(table.ask("cyd", { type: "sit" }).refusal).toBe("table_full");
    table.foldRound().ask("bob", { type: "stand" });
    expect(table.seat("cyd")).toMatchObject({ seat: 2, stack: 200 });
    expect(waitingAt(table)).toEqual(["dan"]);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "cyd", why: "buyIn" });
  });

  it("moves at the end of the hand for somebody who leaves during it", () => {
    const table = new TableInTest({ seats: 2 }).join("ann", "bob", "cyd").ask("bob", { type: "stand" });
    expect(waitingAt(table)).toEqual(["cyd"]);
    table.act("fold");
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann", "cyd"]);
    expect(table.table).not.toHaveProperty("waiting");
  });

  it("forgets who leaves the room, loses the role or wants no seat any more", () => {
    const table = new TableInTest({ seats: 2 }).join("ann", "bob", "cyd", "dan", "eve");
    table.leave("cyd").change("dan", { mayPlay: false }).ask("eve", { type: "unlist" });
    expect(waitingAt(table)).toEqual([]);
    expect(table.ask("eve", { type: "unlist" }).refusal).toBe("nothing_to_do");
  });

  it("is for those who may sit, when there is no seat", () => {
    const table = new TableInTest({ seats: 2, autoSeat: false }).join("ann", "bob", "cyd");
    expect(table.ask("ann", { type: "enlist" }).refusal).toBe("seats_free");
    table.ask("ann", { type: "sit" }).ask("bob", { type: "sit" });
    expect(table.ask("ann", { type: "enlist" }).refusal).toBe("already_seated");
    expect(table.ask("eve", { type: "enlist" }).refusal).toBe("not_in_room");
    expect(table.joinAs("dan", { mayPlay: false }).ask("dan", { type: "enlist" }).refusal).toBe(
      "may_not_play",
    );
    expect(table.ask("cyd", { type: "enlist" }).refusal).toBeNull();
    expect(table.ask("cyd", { type: "enlist" }).refusal).toBe("nothing_to_do");
    table.foldRound().ask("ann", { type: "stand" });
    expect(table.seat("cyd").seat).toBe(1);
  });

  it("is over when there are more seats, or no table", () => {
    const table = new TableInTest({ seats: 2 }).join("ann", "bob", "cyd", "dan").foldRound();
    expect(table.askAsHost("ann", { type: "configure", seats: 3 }).seat("cyd").seat).toBe(3);
    expect(waitingAt(table.operate("close"))).toEqual([]);
  });
});

describe("awaySeatSeconds", () => {
  it("is how long the seat of somebody who left is kept", () => {
    const table = tableWith(["ann", "bob", "cyd"], { awaySeatSeconds: 3 }).foldRound().leave("cyd");
    expect(table.deadline?.dueAtMs).toBe(table.nowMs + 3_000);
    table.strike();
    expect(table.table.seats).toHaveLength(2);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "cyd", why: "away" });
  });
});

describe("movingButton", () => {
  const names = ["ann", "bob", "cyd", "dan"];

  it("goes to the next player where a dead one would stay", () => {
    const dead = tableWith(names);
    const moving = tableWith(names, { movingButton: true });
    for (const table of [dead, moving]) {
      expect(table.positions()).toEqual({ button: "ann", small: "bob", big: "cyd" });
      table.ask("bob", { type: "stand" }).nextHand();
    }
    expect(dead.positions()).toEqual({ button: null, small: "cyd", big: "dan" });
    expect(moving.positions()).toEqual({ button: "cyd", small: "dan", big: "ann" });
  });

  it("lets newcomers in with the big blind", () => {
    const table = tableWith(["ann", "bob", "cyd"], { movingButton: true }).join("dan").nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "dan" });
    table.join("eve").nextHand();
    expect(table.positions()).toEqual({ button: "cyd", small: "dan", big: "eve" });
    expect(table.nextHand().dealtIn()).toHaveLength(5);
  });

  it("W 160: books the small blind that somebody was away for, and gives nobody the big blind twice", () => {
    const table = tableWith([...names, "eve"], { movingButton: true });
    expect(table.positions().big).toBe("cyd");
    table.ask("cyd", { type: "sitOut" }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "dan", big: "eve" });
    table.ask("cyd", { type: "sitIn" }).nextHand();
    expect(table.positions()).toEqual({ button: "dan", small: "eve", big: "ann" });
    expect(table.dealtIn()).not.toContain("cyd");
    table.ask("cyd", { type: "sitIn", post: true }).nextHand();
    const cyd = table.state.play?.hand.setup.entrants.find(({ seat }) => seat === 3);
    expect(cyd).toMatchObject({ blind: 0, deadBlind: 1 });
  });

  it("passes over who comes back to a seat that had been skipped for the button", () => {
    const table = tableWith(["ann", "bob"], { movingButton: true }).join("cyd", "dan", "eve");
    table.ask("ann", { type: "sitOut" }).nextHand();
    expect(table.positions()).toEqual({ button: "eve", small: "bob", big: "cyd" });
    table.ask("ann", { type: "sitIn" }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "dan" });
    expect(table.dealtIn()).toContain("ann");
  });

  it("costs nobody more in blinds than who sits out after each big one and posts to come back", () => {
    const table = tableWith([...names, "eve"], { movingButton: true, buyIn: 400 });
    const paid: Record<string, number> = {};
    for (let hand = 0; hand < 60; hand++) {
      for (const [at, { blind, deadBlind }] of (table.state.play?.hand.setup.entrants ?? []).entries()) {
        const name = table.dealtIn()[at] ?? "";
        paid[name] = (paid[name] ?? 0) + blind + deadBlind;
      }
      const isOut = table.seat("cyd").status === "sittingOut";
      if (table.positions().big === "cyd") table.ask("cyd", { type: "sitOut" });
      table.foldRound();
      if (isOut) table.ask("cyd", { type: "sitIn", post: true });
      table.strike();
    }
    for (const name of names) expect(paid[name]).toBeLessThanOrEqual((paid["cyd"] ?? 0) + 3);
  });

  it("has a player as button and small blind when few are left, too", () => {
    for (const leaver of ["small", "big"] as const) {
      const table = tableWith(["ann", "bob", "cyd"], { movingButton: true }).join("dan");
      table.ask(table.positions()[leaver] ?? "", { type: "stand" }).nextHand();
      const { button, small, big } = table.positions();
      expect(table.dealtIn()).toEqual([small, big, button]);
    }
  });
});
