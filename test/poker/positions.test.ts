import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import type { Input } from "../../src/game/game.ts";
import { clockwiseAfter, isBetween } from "../../src/poker/clockwise.ts";
import type { TableCommand } from "../../src/poker/table-command.ts";
import { anyStep, peopleComing } from "./random-inputs.ts";
import { TableInTest, tableWith } from "./table-in-test.ts";

describe("button and blinds", () => {
  it("TDA 34-B: heads-up the button posts the small blind, acts first before the flop and last after", () => {
    const table = tableWith(["ann", "bob"]);
    expect(table.positions()).toEqual({ button: "ann", small: "ann", big: "bob" });
    expect(table.table.turn?.player).toBe("ann");
    table.act("call").act("check");
    expect(table.table.turn?.player).toBe("bob");
  });

  it("move one player on with every hand", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan"]);
    expect(table.positions()).toEqual({ button: "ann", small: "bob", big: "cyd" });
    table.nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "dan" });
    table.nextHand();
    expect(table.positions()).toEqual({ button: "cyd", small: "dan", big: "ann" });
  });

  it("deal the first seat left of the button first and the button last", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan"]).nextHand();
    expect(table.dealtIn()).toEqual(["cyd", "dan", "ann", "bob"]);
  });

  it("TDA 32: the small blind is dead when the last big blind is gone, then the button is", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan", "eve"]);
    expect(table.positions().big).toBe("cyd");
    table.ask("cyd", { type: "stand" }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: null, big: "dan" });
    expect(table.state.play?.hand.setup.deadSmallBlind).toBe(1);
    table.nextHand();
    expect(table.state.positions?.button).toBe(3);
    expect(table.positions()).toEqual({ button: null, small: "dan", big: "eve" });
    expect(table.dealtIn()).toEqual(["dan", "eve", "ann", "bob"]);
  });

  it.each(["ann", "bob", "cyd"])(
    "nobody has the big blind twice running when %s leaves three players",
    (leaver) => {
      const table = tableWith(["ann", "bob", "cyd"]);
      const before = table.positions().big;
      table.ask(leaver, { type: "stand" }).nextHand();
      const { button, small, big } = table.positions();
      expect(big).not.toBe(before);
      expect(small).toBe(button);
      expect(table.dealtIn()).toHaveLength(2);
    },
  );

  it("give two players the big blind in turns, after a wait too", () => {
    const table = tableWith(["ann", "bob"]);
    table.nextHand();
    expect(table.positions().big).toBe("ann");
    table.foldRound().leave("ann").strike();
    expect(table.table.status).toBe("waiting");
    table.join("ann");
    expect(table.table.status).toBe("playing");
    expect(table.positions().big).toBe("bob");
  });

  it.each(["ann", "bob", "cyd"])(
    "TDA 34-B: nobody has the big blind twice running when %s leaves three players and the table waits",
    (leaver) => {
      const table = tableWith(["ann", "bob", "cyd"]);
      const before = table.positions().big;
      const [waiter = ""] = ["ann", "bob", "cyd"].filter((name) => name !== leaver);
      table.ask(leaver, { type: "stand" }).ask(waiter, { type: "sitOut" }).foldRound().strike();
      expect(table.table.status).toBe("waiting");
      const { button, small, big } = table.ask(waiter, { type: "sitIn" }).positions();
      expect(big).not.toBe(before);
      expect(small).toBe(button);
      expect(table.dealtIn()).toEqual([big, button]);
    },
  );

  it("nobody has the big blind twice running when a wait brings somebody before it", () => {
    const config = { autoSeat: false, autoStart: false, minPlayers: 3 };
    const table = new TableInTest(config).join("ann", "bob", "cyd", "dan");
    for (const [at, name] of ["ann", "bob", "cyd"].entries())
      table.ask(name, { type: "sit", seat: [1, 3, 5][at] });
    table.askAsHost("house", { type: "start" });
    expect(table.positions()).toEqual({ button: "ann", small: "bob", big: "cyd" });
    table.ask("ann", { type: "sitOut" }).foldRound().strike();
    expect(table.table.status).toBe("waiting");
    table.ask("dan", { type: "sit", seat: 2 });
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "dan" });
  });

  it("deal a third player in at once, with the button rather than without a blind to follow", () => {
    const table = tableWith(["ann", "bob"]);
    expect(table.positions()).toEqual({ button: "ann", small: "ann", big: "bob" });
    table.join("cyd").ask("cyd", { type: "sit", seat: 3 }).nextHand();
    expect(table.positions()).toEqual({ button: "ann", small: "bob", big: "cyd" });
  });

  it("make a third player between the two the button", () => {
    const table = new TableInTest({ autoSeat: false, autoStart: false }).join("ann", "bob", "cyd");
    table.ask("ann", { type: "sit", seat: 1 }).ask("bob", { type: "sit", seat: 5 });
    table.askAsHost("house", { type: "start" });
    expect(table.positions()).toEqual({ button: "ann", small: "ann", big: "bob" });
    table.ask("cyd", { type: "sit", seat: 3 }).nextHand();
    expect(table.positions()).toEqual({ button: "cyd", small: "bob", big: "ann" });
  });

  it("short deck: the button moves to the next player, alone posts a blind, and everybody antes", () => {
    const table = tableWith(["ann", "bob", "cyd"], { variant: "shortdeck" });
    expect(table.state.play?.hand.setup.entrants).toEqual([
      { seat: 2, stack: 200, ante: 2, blind: 0, deadBlind: 0 },
      { seat: 3, stack: 200, ante: 2, blind: 0, deadBlind: 0 },
      { seat: 1, stack: 200, ante: 2, blind: 2, deadBlind: 0 },
    ]);
    expect(table.table.turn?.player).toBe("bob");
    table.ask("bob", { type: "sitOut" }).nextHand();
    expect(table.table.hand?.button).toBe(3);
    expect(table.table.config.ante).toBe(2);
  });
});

describe("players who come to a game in progress", () => {
  it("W 155: wait for the big blind", () => {
    const table = tableWith(["ann", "bob", "cyd"]).join("dan").nextHand();
    expect(table.positions().big).toBe("dan");
    table.join("eve").nextHand();
    expect(table.dealtIn()).toContain("eve");
    expect(table.positions().big).toBe("eve");
  });

  it("are not dealt in before it comes to them", () => {
    const table = new TableInTest({ autoSeat: false, autoStart: false }).join("ann", "bob", "cyd", "dan");
    for (const [at, name] of ["ann", "cyd", "dan"].entries())
      table.ask(name, { type: "sit", seat: [1, 5, 6][at] });
    table.askAsHost("house", { type: "start" });
    table.ask("bob", { type: "sit", seat: 3 }).nextHand();
    expect(table.positions()).toEqual({ button: "cyd", small: "dan", big: "ann" });
    expect(table.dealtIn()).not.toContain("bob");
    expect(table.seat("bob").status).toBe("waiting");
    table.nextHand();
    expect(table.positions()).toEqual({ button: "dan", small: "ann", big: "bob" });
  });

  it("may post a big blind to play at once", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan"]).join("eve");
    table.ask("eve", { type: "sitIn", post: true });
    table.nextHand();
    expect(table.positions().big).toBe("dan");
    expect(table.state.play?.hand.setup.entrants).toContainEqual({
      seat: 5,
      stack: 200,
      ante: 0,
      blind: 2,
      deadBlind: 0,
    });
  });

  it("W 155: wait even so while they sit between button and big blind", () => {
    const table = new TableInTest({ autoSeat: false, autoStart: false }).join(
      "ann",
      "bob",
      "cyd",
      "dan",
      "eve",
    );
    for (const [at, name] of ["ann", "bob", "cyd", "dan"].entries())
      table.ask(name, { type: "sit", seat: [1, 3, 5, 7][at] });
    table.askAsHost("house", { type: "start" });
    expect(table.positions()).toEqual({ button: "ann", small: "bob", big: "cyd" });
    table.ask("eve", { type: "sit", seat: 6 }).ask("eve", { type: "sitIn", post: true });
    table.ask("dan", { type: "stand" }).ask("cyd", { type: "stand" });
    table.nextHand();
    expect(table.positions().big).toBe("eve");
  });
});

describe("whatever happens between hands", () => {
  // Configuring would make it another game.
  const isConfiguring = (input: Input<TableCommand>) =>
    input.from === "player" && input.command.type === "configure";

  it.each([
    ["with a dead button", false],
    ["with a moving one, all of them players", true],
  ])(
    "button, small and big blind are neighbours in that order and no big blind comes twice running, %s",
    (_, movingButton) => {
      fc.assert(
        fc.property(peopleComing, fc.array(anyStep, { minLength: 150, maxLength: 200 }), (people, steps) => {
          const table = new TableInTest({ timeBankSeconds: 0, movingButton });
          for (const { waitMs, make } of [...people, ...steps]) {
            const { positions } = table.state;
            const input = make(table.state);
            if (isConfiguring(input)) continue;
            table.wait(waitMs).take(input);
            const taken = table.events.find((event) => event.type === "PositionsTaken");
            if (taken === undefined) continue;
            const { button, smallBlind, bigBlind } = taken.positions;
            if (smallBlind === null || bigBlind === null) throw new Error("no blinds");
            expect(taken.dealtIn).toEqual(clockwiseAfter(button, taken.dealtIn));
            expect(taken.dealtIn).toContain(bigBlind);
            expect(bigBlind).not.toBe(positions?.bigBlind);
            if (movingButton) expect(taken.dealtIn).toEqual(expect.arrayContaining([button, smallBlind]));
            const isHeadsUp = taken.dealtIn.length === 2;
            expect(smallBlind === button).toBe(isHeadsUp);
            const gap = taken.dealtIn.filter(
              (seat) => isBetween(button, seat, bigBlind) && seat !== smallBlind,
            );
            expect(gap).toEqual([]);
            if (!isHeadsUp) expect(isBetween(button, smallBlind, bigBlind)).toBe(true);
          }
        }),
        { numRuns: 40, seed: 7 },
      );
    },
  );
});
