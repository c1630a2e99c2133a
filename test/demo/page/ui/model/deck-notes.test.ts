import { describe, expect, it } from "@jest/globals";
import { type DeckNotes, noteDown } from "../../../../../src/demo/page/ui/model/deck-notes.ts";
import { TableInTest } from "../../../../poker/table-in-test.ts";

const dealt = () => new TableInTest({ seed: null }).join("ann", "bob");
const NONE: DeckNotes = new Map();

describe("what a page notes of a deck", () => {
  it("is the promise and the root, told before the own cards", () => {
    const { table } = dealt();
    const notes = noteDown(NONE, { table, you: null, events: [], seq: 7 }, null);
    expect(notes.get(1)).toEqual({
      no: 1,
      promise: table.deckPromise,
      root: table.hand?.deckRoot,
      isBefore: true,
      seats: {},
      board: [],
    });
  });

  it("says so when it was told after the own cards, or after a card of the board", () => {
    const table = dealt();
    expect(
      noteDown(NONE, { table: table.table, you: table.you("ann"), events: [], seq: 7 }, null).get(1)
        ?.isBefore,
    ).toBe(false);
    table.act("call").act("check");
    expect(noteDown(NONE, { table: table.table, you: null, events: [], seq: 7 }, null).get(1)?.isBefore).toBe(
      false,
    );
  });

  it("is told in time as well in one answer with the cards, when nothing happened in between", () => {
    const table = new TableInTest({ seed: null, autoStart: false }).join("ann", "bob");
    const last = { table: table.table, you: table.you("ann"), events: [], seq: 6 };
    table.askAsHost("ann", { type: "start" });
    const told = (seq: number) =>
      noteDown(NONE, { table: table.table, you: table.you("ann"), events: [], seq }, last).get(1)?.isBefore;
    expect([told(7), told(8)]).toEqual([true, false]);
  });

  it("keeps the first root and remembers that another one was told", () => {
    const { table } = dealt();
    const notes = noteDown(NONE, { table, you: null, events: [], seq: 7 }, null);
    const hand = table.hand && { ...table.hand, deckRoot: "0".repeat(64) };
    expect(
      noteDown(notes, { table: { ...table, hand }, you: null, events: [], seq: 7 }, null).get(1),
    ).toMatchObject({
      root: table.hand?.deckRoot,
      otherRoot: "0".repeat(64),
    });
  });

  it("gathers the cards that were seen, and stays the same while nothing is new", () => {
    const table = dealt();
    let notes = noteDown(NONE, { table: table.table, you: null, events: [], seq: 7 }, null);
    notes = noteDown(notes, { table: table.table, you: table.you("ann"), events: [], seq: 7 }, null);
    expect(notes.get(1)?.seats).toEqual({ 1: table.you("ann")?.cards });
    expect(noteDown(notes, { table: table.table, you: table.you("ann"), events: [], seq: 7 }, null)).toBe(
      notes,
    );
    table.act("call").act("check");
    notes = noteDown(notes, { table: table.table, you: table.you("ann"), events: [], seq: 7 }, null);
    expect(notes.get(1)?.board).toEqual(table.table.hand?.board);
  });

  it("is nothing at a table without a deck", () => {
    expect(
      noteDown(NONE, { table: new TableInTest().join("ann").table, you: null, events: [], seq: 7 }, null),
    ).toBe(NONE);
  });
});
