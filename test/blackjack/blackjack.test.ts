import { describe, expect, it } from "@jest/globals";
import { blackjack } from "../../src/blackjack/blackjack.ts";
import type { Card } from "../../src/blackjack/card.ts";
import { turnId } from "../../src/blackjack/table-state.ts";
import { ann, bob, openTable, type Table } from "./table-in-test.ts";

const turn = ({ state }: Table) => turnId(state);
const stackOf = ({ state }: Table, player: string) =>
  state.seats.find((seat) => seat.player === player)?.stack;
const outcomes = ({ state }: Table) => state.round?.results?.map(({ outcome, paid }) => `${outcome} ${paid}`);

/** Ann alone has bet 10, and the cards are ann, dealer, ann, dealer, and so on. */
function annBets(...cards: readonly Card[]): Table {
  const table = openTable();
  table.joins(ann);
  table.stack(...cards);
  expect(table.does(ann, { type: "bet", chips: 10 })).toBeNull();
  return table;
}

describe("a round of blackjack", () => {
  it("pays three to two for a blackjack at once", () => {
    const table = annBets("Ah", "9c", "Kd", "9d");
    expect(outcomes(table)).toEqual(["blackjack 25"]);
    expect(stackOf(table, "ann")).toBe(215);
    expect(table.state.houseWon).toBe(-15);
  });

  it("gives the bet back for a blackjack against a blackjack, and takes every other hand", () => {
    expect(outcomes(annBets("Ah", "As", "Kd", "Ks"))).toEqual(["push 10"]);
    expect(outcomes(annBets("Th", "As", "Kd", "Ks"))).toEqual(["lose 0"]);
  });

  it("lets the dealer draw to 17 and stand on it", () => {
    const table = annBets("Th", "Tc", "8d", "2d", "3s", "2s");
    expect(table.does(ann, { type: "stand", turn: turn(table) })).toBeNull();
    expect(table.state.round?.dealer).toEqual(["Tc", "2d", "3s", "2s"]);
    expect(outcomes(table)).toEqual(["win 20"]);
  });

  it("takes the bet of a hand over 21 and lets the dealer draw nothing", () => {
    const table = annBets("Th", "Tc", "6d", "2d", "9s");
    expect(table.does(ann, { type: "hit", turn: turn(table) })).toBeNull();
    expect(outcomes(table)).toEqual(["lose 0"]);
    expect(table.state.round?.dealer).toEqual(["Tc", "2d"]);
  });

  it("counts an ace as one when eleven would be too much", () => {
    const table = annBets("Ah", "Tc", "6d", "9d", "9s");
    table.does(ann, { type: "hit", turn: turn(table) });
    expect(blackjack.publicView(table.state).seats[0]).toMatchObject({
      cards: ["Ah", "6d", "9s"],
      total: 16,
    });
  });

  it("doubles for one card more, with the first two cards and the chips for it", () => {
    const table = annBets("6h", "Tc", "5d", "7d", "Ts");
    expect(table.does(ann, { type: "double", turn: turn(table) })).toBeNull();
    expect(outcomes(table)).toEqual(["win 40"]);
    expect(stackOf(table, "ann")).toBe(220);
    const hit = annBets("2h", "Tc", "3d", "7d", "4s");
    hit.does(ann, { type: "hit", turn: turn(hit) });
    expect(hit.does(ann, { type: "double", turn: turn(hit) })).toBe("illegal_action");
  });

  it("gives the turn to one after the other, and to nobody for a turn that is over", () => {
    const table = openTable();
    table.joins(ann);
    table.joins(bob);
    table.stack("Th", "9h", "Tc", "7d", "8d", "6d", "2s");
    table.does(ann, { type: "bet", chips: 10 });
    expect(table.state.round?.phase).toBe("betting");
    table.does(bob, { type: "bet", chips: 20 });
    const first = turn(table);
    expect(table.does(bob, { type: "hit", turn: first })).toBe("not_your_turn");
    expect(table.does(ann, { type: "stand", turn: first })).toBeNull();
    expect(table.does(ann, { type: "stand", turn: first })).toBe("stale_turn");
    expect(blackjack.publicView(table.state).turn?.player).toBe("bob");
  });
});

describe("the clock of blackjack", () => {
  it("deals without those who have not bet", () => {
    const table = openTable();
    table.joins(ann);
    table.joins(bob);
    table.stack("Th", "Tc", "8d", "7d");
    table.does(ann, { type: "bet", chips: 10 });
    table.passes();
    expect(table.state.round?.hands.map(({ player }) => player)).toEqual(["ann"]);
    table.passes();
    expect(table.events[0]).toMatchObject({ type: "HandStood", because: "timeout" });
    expect(outcomes(table)).toEqual(["win 20"]);
  });

  it("waits for nobody who left", () => {
    const table = openTable();
    table.joins(ann);
    table.joins(bob);
    table.does(ann, { type: "bet", chips: 10 });
    table.give({ from: "room", notice: { type: "playerLeft", player: bob } });
    expect(table.state.round?.phase).not.toBe("betting");
  });

  it("stands still in a pause, and runs on under another name", () => {
    const table = annBets("Th", "Tc", "6d", "7d");
    const before = blackjack.deadline(table.state)!;
    table.nowMs += 5000;
    expect(table.does(ann, { type: "pause" })).toBe("not_host");
    expect(table.does(ann, { type: "pause" }, true)).toBeNull();
    expect(blackjack.deadline(table.state)).toBeNull();
    expect(table.does(ann, { type: "stand", turn: turn(table) })).toBe("paused");
    table.nowMs += 100_000;
    table.does(ann, { type: "resume" }, true);
    const after = blackjack.deadline(table.state)!;
    expect(after.dueAtMs).toBe(table.nowMs + 15_000);
    expect(after.id).not.toBe(before.id);
  });
});

describe("the seats of blackjack", () => {
  it("are for those whose role may play", () => {
    const table = openTable({ seats: 1 });
    table.joins(bob, { mayPlay: false });
    expect(table.does(bob, { type: "sit" })).toBe("may_not_play");
    table.joins(ann);
    expect(table.state.seats).toMatchObject([{ player: "ann", stack: 200 }]);
    table.joins(bob);
    expect(table.does(bob, { type: "sit" })).toBe("table_full");
    expect(table.does(bob, { type: "sit", seat: 9 })).toBe("no_such_seat");
    expect(table.does(ann, { type: "sit" })).toBe("already_seated");
  });

  it("of somebody who left is given to who wants it, and their chips are cashed out", () => {
    const table = openTable({ seats: 1 });
    table.joins(ann);
    table.give({ from: "room", notice: { type: "playerLeft", player: ann } });
    table.joins(bob);
    expect(table.state.seats).toMatchObject([{ player: "bob" }]);
    expect(table.state.ledger).toEqual({ boughtIn: 400, cashedOut: 200 });
  });

  it("are left between rounds only", () => {
    const table = annBets("Th", "Tc", "6d", "7d");
    expect(table.does(ann, { type: "leave" })).toBe("in_round");
    expect(table.does(ann, { type: "rebuy" })).toBe("not_broke");
    table.does(ann, { type: "stand", turn: turn(table) });
    expect(table.does(ann, { type: "leave" })).toBeNull();
    expect(table.state.seats).toEqual([]);
  });

  it("take bets within the limits", () => {
    const table = openTable();
    table.joins(ann);
    for (const chips of [4, 101]) expect(table.does(ann, { type: "bet", chips })).toBe("bet_out_of_range");
    expect(table.does(bob, { type: "bet", chips: 10 })).toBe("not_seated");
  });

  it("are cleared when the room is closed, and bets go back", () => {
    const table = annBets("Th", "Tc", "6d", "7d");
    table.give({ from: "room", notice: { type: "roomClosed" } });
    expect(table.state).toMatchObject({ seats: [], ledger: { boughtIn: 200, cashedOut: 200 }, houseWon: 0 });
    expect(table.does(ann, { type: "sit" })).toBe("closed");
    const orders = ["pause", "resume", "close"] as const;
    expect(orders.map((order) => table.give({ from: "operator", order }))).toEqual([
      "closed",
      "closed",
      null,
    ]);
    table.joins(ann);
    expect(table.state).toMatchObject({ isClosed: false, seats: [{ player: "ann" }] });
  });
});

describe("the dealer's second card", () => {
  it("is in no view and no public event before the players are done", () => {
    const table = annBets("Th", "Tc", "6d", "7d");
    const told = () =>
      JSON.stringify([
        blackjack.publicView(table.state),
        blackjack.privateView(table.state, ann),
        table.events.map(blackjack.publicEvent),
      ]);
    expect(told()).toContain("Tc");
    expect(told()).not.toContain("7d");
    table.does(ann, { type: "stand", turn: turn(table) });
    expect(told()).toContain("7d");
  });
});
