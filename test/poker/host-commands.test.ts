import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { id, TableInTest, tableWith } from "./table-in-test.ts";

describe("the host", () => {
  it("is the first person with a host's role, and another when that one leaves", () => {
    const table = new TableInTest()
      .join("ann")
      .joinAs("bob", { isHost: true })
      .joinAs("cyd", { isHost: true });
    expect(table.table.host).toBe("bob");
    expect(table.leave("bob").table.host).toBe("cyd");
    expect(table.joinAs("bob", { isHost: true }).table.host).toBe("cyd");
  });

  it("stays the host while away when nobody else has the role", () => {
    const table = new TableInTest().joinAs("ann", { isHost: true }).join("bob").leave("ann");
    expect(table.table.host).toBe("ann");
    expect(table.joinAs("cyd", { isHost: true }).table.host).toBe("cyd");
  });

  it("passes the office on with the role", () => {
    const table = new TableInTest().joinAs("ann", { isHost: true }).joinAs("bob", { isHost: true });
    expect(table.change("ann", { isHost: false }).table.host).toBe("bob");
  });

  it("can transfer it to anybody in the room, who then may run the table", () => {
    const table = new TableInTest({ autoStart: false }).join("ann", "bob");
    expect(table.ask("bob", { type: "start" }).refusal).toBe("not_host");
    expect(table.ask("bob", { type: "transferHost", player: id("bob") }).refusal).toBe("not_host");
    expect(table.askAsHost("ann", { type: "transferHost", player: id("eve") }).refusal).toBe("not_in_room");
    expect(table.askAsHost("ann", { type: "transferHost", player: id("bob") }).table.host).toBe("bob");
    expect(table.askAsHost("ann", { type: "transferHost", player: id("bob") }).refusal).toBe("nothing_to_do");
    expect(table.ask("bob", { type: "start" }).refusal).toBeNull();
  });
});

describe("start", () => {
  it("begins where hands do not begin by themselves, and then they follow one another", () => {
    const table = new TableInTest({ autoStart: false }).join("ann");
    expect(table.askAsHost("ann", { type: "start" }).refusal).toBe("not_enough_players");
    expect(table.join("bob").table.hand).toBeNull();
    table.askAsHost("ann", { type: "start" });
    expect(table.askAsHost("ann", { type: "start" }).refusal).toBe("nothing_to_do");
    expect(table.nextHand().table.hand?.no).toBe(2);
    table.foldRound().leave("bob").strike().join("bob");
    expect(table.table.hand?.no).toBe(3);
  });
});

describe("kick", () => {
  it("removes a player at the end of the hand, chips and all, until the table is closed", () => {
    const table = tableWith(["ann", "bob", "cyd"]).askAsHost("house", { type: "kick", player: id("ann") });
    expect(table.seat("ann").status).toBe("folded");
    expect(table.askAsHost("house", { type: "kick", player: id("ann") }).refusal).toBe("nothing_to_do");
    table.nextHand();
    expect(table.table.seats.map(({ player }) => player)).toEqual(["bob", "cyd"]);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "ann", chips: -200, by: "house" });
    expect(table.ask("ann", { type: "sit" }).refusal).toBe("may_not_play");
    table.leave("ann").join("ann");
    expect(table.table.seats).toHaveLength(2);
    expect(table.closeRoom().join("ann").table.seats).toHaveLength(1);
  });

  it.each(["stand", "role"])("counts although the player was leaving already (%s)", (way) => {
    const table = tableWith(["ann", "bob", "cyd"]);
    if (way === "stand") table.ask("cyd", { type: "stand" });
    else table.change("cyd", { mayPlay: false });
    table.askAsHost("house", { type: "kick", player: id("cyd") });
    const by = id("house");
    const leaving = { seat: 3, player: "cyd", because: "kicked", by };
    expect(table.events.map(poker.publicEvent)).toEqual([{ type: "LeaveQueued", ...leaving }]);
    expect(table.askAsHost("house", { type: "kick", player: id("cyd") }).refusal).toBe("nothing_to_do");
    table.foldRound();
    expect(table.events.map(poker.publicEvent)).toContainEqual({ type: "PlayerStood", ...leaving });
    expect(table.events.flatMap((event) => poker.expels?.(event) ?? [])).toMatchObject([{ player: "cyd" }]);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({ player: "cyd", why: "kicked", by });
    expect(table.change("cyd", { name: "Cyd" }).ask("cyd", { type: "sit" }).refusal).toBe("may_not_play");
  });

  it("is refused for somebody without a seat", () => {
    expect(tableWith(["ann", "bob"]).askAsHost("house", { type: "kick", player: id("eve") }).refusal).toBe(
      "not_seated",
    );
  });
});

describe("setStack", () => {
  it("waits for the end of the hand and is in the ledger with who did it", () => {
    const table = tableWith(["ann", "bob"]);
    table.askAsHost("house", { type: "setStack", player: id("bob"), chips: 50 });
    expect(table.seat("bob").stack).toBe(198);
    table.act("fold");
    expect(table.seat("bob").stack).toBe(50);
    expect(table.state.ledger.entries.at(-1)).toMatchObject({
      player: "bob",
      chips: -151,
      why: "setStack",
      by: "house",
    });
  });

  it("happens at once between hands", () => {
    const table = new TableInTest().join("ann");
    table.askAsHost("house", { type: "setStack", player: id("ann"), chips: 1000 });
    expect(table.seat("ann").stack).toBe(1000);
    expect(table.askAsHost("house", { type: "setStack", player: id("ann"), chips: 1000 }).refusal).toBe(
      "nothing_to_do",
    );
    expect(table.askAsHost("house", { type: "setStack", player: id("eve"), chips: 1 }).refusal).toBe(
      "not_seated",
    );
  });
});
