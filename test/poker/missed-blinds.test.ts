import { describe, expect, it } from "@jest/globals";
import { nextPositions } from "../../src/poker/positions.ts";
import { type TableInTest, tableWith } from "./table-in-test.ts";

describe("players who come back", () => {
  function withMissedBlinds(): TableInTest {
    const table = tableWith(["ann", "bob", "cyd", "dan"]).ask("dan", { type: "sitOut" }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "ann" });
    return table;
  }

  it("W 160: wait for the big blind by default", () => {
    const table = withMissedBlinds().ask("dan", { type: "sitIn" }).nextHand();
    expect(table.dealtIn()).not.toContain("dan");
    table.nextHand().nextHand();
    expect(table.positions().big).toBe("dan");
  });

  it("W 160: post both blinds, of which only the big one is live, once they are not between button and big blind", () => {
    const table = withMissedBlinds().ask("dan", { type: "sitIn", post: true }).nextHand();
    expect(table.positions()).toEqual({ button: "cyd", small: "ann", big: "bob" });
    expect(table.dealtIn()).not.toContain("dan");
    table.nextHand();
    expect(table.positions()).toEqual({ button: "ann", small: "bob", big: "cyd" });
    expect(table.state.play?.hand.setup.entrants).toContainEqual({
      seat: 4,
      stack: 200,
      ante: 0,
      blind: 2,
      deadBlind: 1,
    });
    expect(table.you("dan")?.legal).toEqual({
      actions: ["fold", "check", "raise", "allIn"],
      callAmount: 0,
      minRaiseTo: 4,
      maxRaiseTo: 199,
    });
  });

  it("owe only the small blind when only that one passed", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan", "eve"]);
    table.ask("cyd", { type: "sitOut" }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: null, big: "dan" });
    table.ask("cyd", { type: "sitIn", post: true }).nextHand();
    expect(table.table.hand?.button).toBe(3);
    expect(table.state.play?.hand.setup.entrants.find(({ seat }) => seat === 3)).toEqual({
      seat: 3,
      stack: 201,
      ante: 0,
      blind: 0,
      deadBlind: 1,
    });
  });

  it("owe nothing when no blind passed", () => {
    const table = tableWith(["ann", "bob", "cyd", "dan", "eve"]);
    table.ask("ann", { type: "sitOut" }).nextHand();
    expect(table.dealtIn()).not.toContain("ann");
    table.ask("ann", { type: "sitIn" }).nextHand();
    expect(table.dealtIn()).toContain("ann");
  });

  it("W 160: wait for the big blind where only two play, too", () => {
    const table = tableWith(["ann", "bob", "cyd"]);
    expect(table.positions().big).toBe("cyd");
    table.nextHand().ask("bob", { type: "sitOut" }).nextHand();
    expect(table.positions()).toEqual({ button: "ann", small: "ann", big: "cyd" });
    table.ask("bob", { type: "sitIn" }).nextHand();
    expect(table.dealtIn()).toEqual(["ann", "cyd"]);
    table.nextHand();
    expect(table.positions()).toEqual({ button: "cyd", small: "ann", big: "bob" });
  });

  it("W 160: post what was missed where only two play, and one of them may have the button", () => {
    const table = tableWith(["ann", "bob", "cyd"]).nextHand().ask("bob", { type: "sitOut" }).nextHand();
    table.ask("bob", { type: "sitIn", post: true }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "cyd", big: "ann" });
    const bob = table.state.play?.hand.setup.entrants.find(({ seat }) => seat === 2);
    expect(bob).toMatchObject({ blind: 2, deadBlind: 1 });
  });

  it("owe the small blind that was theirs although two go on heads-up", () => {
    const table = tableWith(["ann", "bob", "cyd"]).ask("cyd", { type: "sitOut" }).nextHand();
    expect(table.positions()).toEqual({ button: "bob", small: "bob", big: "ann" });
    table.ask("cyd", { type: "sitIn", post: true }).nextHand();
    const cyd = table.state.play?.hand.setup.entrants.find(({ seat }) => seat === 3);
    expect(cyd).toMatchObject({ blind: 0, deadBlind: 1 });
  });

  it("W 160: are no newcomers because they stood up in between", () => {
    const table = tableWith(["ann", "bob", "cyd"]).nextHand().ask("bob", { type: "stand" }).nextHand();
    table.ask("bob", { type: "sit", seat: 2 }).nextHand();
    expect(table.dealtIn()).toEqual(["ann", "cyd"]);
    expect(table.nextHand().positions().big).toBe("bob");
  });

  it("are dealt in when there is nobody else to play with", () => {
    const table = tableWith(["ann", "bob", "cyd"]).nextHand().ask("bob", { type: "sitOut" }).nextHand();
    table.ask("bob", { type: "sitIn" }).ask("cyd", { type: "sitOut" }).nextHand();
    expect(table.dealtIn().toSorted()).toEqual(["ann", "bob"]);
  });

  it.each([3, 4])("W 160: cannot play %s-handed and leave the blinds to the others", (players) => {
    const names = ["ann", "bob", "cyd", "dan"].slice(0, players);
    const table = tableWith(names);
    const paid = new Map<string, { hands: number; chips: number }>();
    for (let hand = 0; hand < 40; hand++) {
      for (const [at, { blind, deadBlind }] of (table.state.play?.hand.setup.entrants ?? []).entries()) {
        const before = paid.get(table.dealtIn()[at] ?? "") ?? { hands: 0, chips: 0 };
        const chips = before.chips + blind + deadBlind;
        paid.set(table.dealtIn()[at] ?? "", { hands: before.hands + 1, chips });
      }
      table.foldRound();
      if (table.seat("cyd").status === "sittingOut") table.ask("cyd", { type: "sitIn" });
      const { bigBlind, smallBlind } = nextPositions(table.state).positions;
      if (bigBlind === 3 || smallBlind === 3) table.ask("cyd", { type: "sitOut" });
      table.strike();
    }
    expect(paid.get("cyd")?.hands ?? 0).toBeLessThanOrEqual(2);
    expect(paid.get("ann")?.hands).toBeGreaterThan(35);
  });
});
