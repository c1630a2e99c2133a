import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { playedConfig } from "../../src/poker/table-config.ts";
import { TableInTest, tableWith } from "./table-in-test.ts";

const blinds = { type: "configure", smallBlind: 5, bigBlind: 10 } as const;

describe("configure", () => {
  it("between hands is in force at once, is announced and costs the table no chips", () => {
    const table = new TableInTest().join("ann").askAsHost("ann", { ...blinds, rabbitHunt: true });
    const changes = { smallBlind: 5, bigBlind: 10, rabbitHunt: true };
    expect(table.events.map(poker.publicEvent)).toEqual([{ type: "TableConfigured", by: "ann", changes }]);
    expect(table.table.config).toMatchObject(changes);
    expect(table.join("bob").positions()).toMatchObject({ small: "ann", big: "bob" });
    expect(table.seat("bob").bet).toBe(10);
  });

  it("during a hand waits for its end, and several are taken together", () => {
    const table = tableWith(["ann", "bob"]).askAsHost("ann", blinds);
    table.askAsHost("ann", { type: "configure", ante: 1, smallBlind: 4 });
    expect(table.table.config).toMatchObject({ smallBlind: 1, ante: 0 });
    table.act("fold");
    expect(table.table.config).toMatchObject({ smallBlind: 4, bigBlind: 10, ante: 1 });
    expect(table.events.filter(({ type }) => type === "TableConfigured")).toHaveLength(1);
    expect(table.strike().table.hand?.pots).toMatchObject([{ chips: 2 }]);
  });

  it("is a host's, and has to change something", () => {
    const table = tableWith(["ann", "bob"]);
    expect(table.ask("ann", blinds).refusal).toBe("not_host");
    const asItIs = { type: "configure", seats: 9, autoMuck: true } as const;
    expect(table.askAsHost("ann", asItIs).refusal).toBe("nothing_to_do");
    expect(table.askAsHost("ann", { type: "configure" }).refusal).toBe("nothing_to_do");
    expect(table.askAsHost("ann", blinds).askAsHost("ann", blinds).refusal).toBe("nothing_to_do");
  });

  it.each([
    [{ smallBlind: 3 }, ["smallBlind"]],
    [{ buyIn: 30 }, ["buyIn"]],
    [{ buyInMax: 100 }, ["buyIn"]],
    [{ seats: 3, minPlayers: 4 }, ["minPlayers"]],
    [{ variant: "plo5", seats: 10 }, ["seats"]],
  ] as const)("refuses %j", (changes, paths) => {
    const table = new TableInTest().join("ann");
    const input = { from: "player", player: table.state.seats[0]!.player, isHost: true } as const;
    const command = { type: "configure", ...changes } as const;
    const decision = poker.decide(
      table.state,
      { ...input, command },
      { nowMs: 0, entropy: new Uint8Array(256) },
    );
    const faults = decision.ok ? [] : (decision.rejection.details?.["faults"] as { path: string }[]);
    expect(faults.map(({ path }) => path)).toEqual(paths);
  });

  it("keeps the seats that are taken, and takes no newcomer beyond the seats to come", () => {
    const table = tableWith(["ann", "bob", "cyd"]);
    expect(table.askAsHost("ann", { type: "configure", seats: 2 }).refusal).toBe("seats_occupied");
    expect(table.askAsHost("ann", { type: "configure", seats: 3 }).refusal).toBeNull();
    expect(table.join("dan").ask("dan", { type: "sit" }).refusal).toBe("table_full");
    expect(table.foldRound().table.config.seats).toBe(3);
  });

  it("may change the game, into short deck with its ante and back", () => {
    const table = tableWith(["ann", "bob"]).askAsHost("ann", { type: "configure", variant: "shortdeck" });
    table.nextHand();
    expect(table.table.config).toMatchObject({ variant: "shortdeck", ante: 2 });
    expect(table.table.hand?.pots).toMatchObject([{ chips: 4 }]);
    table.askAsHost("ann", { type: "configure", variant: "plo5" }).nextHand();
    expect(table.table.config).toMatchObject({ variant: "plo5", ante: 0 });
    expect(table.you("ann")?.cards).toHaveLength(5);
    expect(playedConfig(table.state.config)).toBe(table.state.config);
  });

  it("lets a waiting table deal when that is enough players now", () => {
    const table = new TableInTest({ minPlayers: 3 }).join("ann", "bob");
    expect(table.table.status).toBe("waiting");
    expect(table.askAsHost("ann", { type: "configure", minPlayers: 2 }).table.status).toBe("playing");
  });

  it("makes time banks longer and shorter for everybody", () => {
    const table = new TableInTest().join("ann");
    table.askAsHost("ann", { type: "configure", timeBankSeconds: 75 });
    expect(table.you("ann")?.timeBankSeconds).toBe(75);
    expect(
      table.askAsHost("ann", { type: "configure", timeBankSeconds: 0 }).you("ann")?.timeBankSeconds,
    ).toBe(0);
  });

  it("in force when the table closes is kept", () => {
    const table = tableWith(["ann", "bob"]).askAsHost("ann", blinds).closeRoom();
    expect(table.table.config.bigBlind).toBe(10);
  });
});

describe("autoMuck", () => {
  it("switched off, everybody shows at a showdown", () => {
    const table = tableWith(["ann", "bob"], { seed: "seven", autoMuck: false }).act("call");
    while (table.table.turn !== null) table.act("check");
    expect(table.table.seats.every(({ cards }) => cards?.length === 2)).toBe(true);
    expect(table.table.config.autoMuck).toBe(false);
  });
});

describe("rabbit", () => {
  it("shows the board that would have come, and changes no chip", () => {
    const table = tableWith(["ann", "bob"], { rabbitHunt: true }).act("call").act("check");
    expect(table.ask("ann", { type: "rabbit" }).refusal).toBe("hand_in_play");
    const { deck } = table.state.play!.hand;
    table.act("fold").ask("ann", { type: "rabbit" });
    expect(table.table.hand).toMatchObject({ rabbit: deck.slice(0, 2), board: expect.any(Array) });
    expect(table.table.hand?.board).toHaveLength(3);
    expect(table.table.seats.map(({ stack }) => stack)).toEqual([202, 198]);
    expect(table.ask("bob", { type: "rabbit" }).refusal).toBe("nothing_to_do");
    expect(table.join("cyd").ask("cyd", { type: "rabbit" }).refusal).toBe("not_dealt_in");
    expect(table.strike().table.hand).not.toHaveProperty("rabbit");
  });

  it("is an option", () => {
    expect(tableWith(["ann", "bob"]).foldRound().ask("ann", { type: "rabbit" }).refusal).toBe("not_offered");
  });
});
