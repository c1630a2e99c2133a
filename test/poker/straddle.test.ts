import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { type TableInTest, tableWith } from "./table-in-test.ts";

const four = ["ann", "bob", "cyd", "dan"];

describe("straddle", () => {
  it("W 165: of the player left of the big blind is twice it, acts last and sets the minimum raise", () => {
    const table = tableWith(four, { straddle: "utg" }).ask("ann", { type: "straddle", on: true });
    expect(table.you("ann")?.straddles).toBe(true);
    table.nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "dan" });
    expect(table.seat("ann").bet).toBe(4);
    expect(table.table.turn).toMatchObject({ player: "bob", callAmount: 4, minRaiseTo: 8 });
    table.act("call").act("call").act("call");
    expect(table.table.turn).toMatchObject({ player: "ann", canCheck: true });
    expect(table.act("check").table.hand?.street).toBe("flop");
  });

  it("of the button lets the small blind act first (Mississippi)", () => {
    const table = tableWith(four, { straddle: "mississippi" }).ask("bob", { type: "straddle", on: true });
    table.nextHand();
    expect(table.seat("bob").bet).toBe(4);
    expect(table.table.turn?.player).toBe("cyd");
  });

  it("is not posted heads-up, in limit games, or by who cannot pay it", () => {
    const posted = (names: string[], config: object) => {
      const table = tableWith(names, { straddle: "utg", ...config });
      for (const name of names) table.ask(name, { type: "straddle", on: true });
      table.nextHand();
      return Math.max(...table.table.seats.map(({ bet }) => bet));
    };
    expect(posted(four, {})).toBe(4);
    expect(posted(["ann", "bob"], {})).toBe(2);
    expect(posted(four, { variant: "flhe" })).toBe(2);
    expect(posted(four, { buyIn: 3, buyInMin: 3 })).toBe(2);
  });

  it("asks for the ante as well of who owes one, and that is not whom the big blind antes for", () => {
    const straddled = (anteType: "each" | "bigBlind", buyIn: number) => {
      const table = tableWith(four, { straddle: "utg", ante: 2, anteType, buyIn, buyInMin: 1 });
      return table.ask("ann", { type: "straddle", on: true }).nextHand().seat("ann").bet;
    };
    expect(straddled("bigBlind", 4)).toBe(4);
    expect(straddled("each", 7)).toBe(0);
    expect(straddled("each", 8)).toBe(4);
  });

  it("is an option, and a wish that can be taken back", () => {
    const table = tableWith(four);
    expect(table.ask("ann", { type: "straddle", on: true }).refusal).toBe("not_offered");
    expect(table.ask("ann", { type: "straddle", on: false }).refusal).toBe("nothing_to_do");
    expect(table.ask("eve", { type: "straddle", on: true }).refusal).toBe("not_seated");
  });
});

describe("a bomb pot", () => {
  it("has antes, no blinds and no betting before the flop", () => {
    const table = tableWith(["ann", "bob", "cyd"], { bombPotEvery: 2, bombPotBlinds: 5 }).nextHand();
    expect(table.table.hand).toMatchObject({ no: 2, street: "flop", bombPot: true, pots: [{ chips: 30 }] });
    expect(table.table.hand?.board).toHaveLength(3);
    expect(table.table.turn).toMatchObject({ player: "cyd", canCheck: true });
    expect(table.events.map(poker.publicEvent)).toContainEqual({
      type: "HandStarted",
      no: 2,
      button: 2,
      bombPot: true,
    });
    expect(table.nextHand().table.hand).not.toHaveProperty("bombPot");
    expect(table.table.hand?.street).toBe("preflop");
  });

  const five = [...four, "eve"];
  const owedBy = (table: TableInTest, name: string) =>
    table.state.seats.find(({ player }) => player === name)?.owes;

  it("W 160: forgives nobody missed blinds, and who posts them does so in the next hand", () => {
    const table = tableWith(five, { bombPotEvery: 4 }).ask("dan", { type: "sitOut" });
    while (table.state.handNo < 3) table.nextHand();
    expect(owedBy(table, "dan")).toBe("both");
    table.ask("dan", { type: "sitIn", post: true }).nextHand();
    expect(table.table.hand?.bombPot).toBe(true);
    expect(table.dealtIn()).toContain("dan");
    expect(owedBy(table, "dan")).toBe("both");
    table.nextHand();
    const dan = table.state.play?.hand.setup.entrants.find(({ seat }) => seat === 4);
    expect(dan).toMatchObject({ blind: 2, deadBlind: 1 });
    expect(owedBy(table, "dan")).toBe("none");
  });

  it("has no blinds to miss", () => {
    const table = tableWith(five, { bombPotEvery: 2 }).ask("dan", { type: "sitOut" }).nextHand();
    expect(table.state.positions).toEqual({ button: 2, smallBlind: 3, bigBlind: 5 });
    expect(owedBy(table, "dan")).toBe("none");
    expect(table.ask("dan", { type: "sitIn" }).nextHand().dealtIn()).toContain("dan");
  });

  it("is the hand in which somebody who waited for the big blind comes in, when it is theirs", () => {
    const table = tableWith(["ann", "bob", "cyd"], { bombPotEvery: 2 }).join("dan").nextHand();
    expect(table.state.positions?.bigBlind).toBe(4);
    expect([table.dealtIn().includes("dan"), owedBy(table, "dan")]).toEqual([true, "none"]);
  });

  it("is dealt out when the ante is everything", () => {
    const table = tableWith(["ann", "bob"], { bombPotEvery: 1, bombPotBlinds: 100 });
    expect(table.table.hand).toMatchObject({ street: "showdown", pots: [] });
    expect(table.table.seats.reduce((chips, { stack }) => chips + stack, 0)).toBe(400);
  });
});
