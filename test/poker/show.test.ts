import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { type TableInTest, tableWith } from "./table-in-test.ts";

const cardsOf = (table: TableInTest, name: string) => [...(table.you(name)?.cards ?? [])];

/** Checked to a showdown of two; returns who mucked. */
function showdown(before: (table: TableInTest) => void = () => undefined) {
  const table = tableWith(["ann", "bob"], { seed: "king" });
  before(table);
  table.act("call");
  while (table.table.turn !== null) table.act("check");
  return table;
}

describe("show", () => {
  it("after a hand won by folds shows one card, then the other", () => {
    const table = tableWith(["ann", "bob", "cyd"]).foldRound();
    const [first, second] = cardsOf(table, "cyd");
    table.ask("cyd", { type: "show", cards: [second!] });
    expect(table.seat("cyd").cards).toEqual([second]);
    expect(table.events.map(poker.publicEvent)).toEqual([{ type: "CardsShown", seat: 3, cards: [second] }]);
    table.ask("cyd", { type: "show" });
    expect(table.seat("cyd").cards).toEqual([first, second]);
    expect(table.ask("cyd", { type: "show" }).refusal).toBe("nothing_to_do");
  });

  it("is open to who folded, and to nobody who had no cards", () => {
    const table = tableWith(["ann", "bob", "cyd"]).join("dan").foldRound();
    expect(table.ask("ann", { type: "show" }).seat("ann").cards).toHaveLength(2);
    expect(table.ask("dan", { type: "show" }).refusal).toBe("not_dealt_in");
    expect(table.ask("bob", { type: "show", cards: cardsOf(table, "ann") }).refusal).toBe("not_your_cards");
  });

  it("is over with the next hand", () => {
    const table = tableWith(["ann", "bob"]).foldRound().ask("ann", { type: "show" }).strike();
    expect(table.table.seats.map(({ cards }) => cards)).toEqual([null, null]);
  });

  it("during a hand tells nobody anything before its end", () => {
    const table = tableWith(["ann", "bob", "cyd"]).act("fold").ask("ann", { type: "show" });
    expect(table.events.map(poker.publicEvent)).toEqual([null]);
    expect(table.seat("ann").cards).toBeNull();
    expect(table.ask("ann", { type: "show" }).refusal).toBe("nothing_to_do");
    table.act("fold");
    expect(table.seat("ann").cards).toEqual(cardsOf(table, "ann"));
    expect(table.seat("cyd").cards).toBeNull();
  });

  it("at a showdown replaces the muck, with the name of the hand", () => {
    const plain = showdown();
    const loser = plain.table.seats.find(({ cards }) => cards === null)?.player;
    expect(loser).toBeDefined();
    const table = showdown((before) => before.ask(loser!, { type: "show" }));
    expect(table.table.seats.every(({ cards }) => cards?.length === 2)).toBe(true);
    expect(table.events.map(({ type }) => type)).not.toContain("CardsMucked");
    const names = table.events.flatMap((event) => (event.type === "CardsShown" ? [event.handName] : []));
    expect(names).toEqual([expect.any(String), expect.any(String)]);
    expect(table.table.hand?.results).toEqual(plain.table.hand?.results);
  });

  it("at a showdown may be of one card", () => {
    const loser = showdown().table.seats.find(({ cards }) => cards === null)?.player ?? "";
    let card = "";
    const table = showdown((before) => {
      const cards = cardsOf(before, loser).slice(0, 1);
      card = cards[0]!;
      before.ask(loser, { type: "show", cards });
    });
    expect(table.seat(loser).cards).toEqual([card]);
  });
});
