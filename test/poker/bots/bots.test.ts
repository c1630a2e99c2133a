import { describe, expect, it } from "@jest/globals";
import { poker } from "../../../src/poker/poker.ts";
import type { TableConfig } from "../../../src/poker/table-config.ts";
import { ledgerBalance } from "../../../src/poker/table-state.ts";
import { TableInTest } from "../table-in-test.ts";

const BOT = "house:bot-1";

/** One human with bots of all strengths. */
function withBots(config: Partial<TableConfig> = {}): TableInTest {
  const table = new TableInTest(config).joinAs("ann", { isHost: true });
  for (const strength of ["random", "tight", "equity"] as const)
    table.askAsHost("ann", { type: "addBot", strength });
  return table;
}

/** Everybody plays, ann by calling, until so many hands are over. */
function playHands(table: TableInTest, hands: number): void {
  const last = table.state.handNo + hands;
  for (let steps = 0; table.state.handNo < last; steps++) {
    if (steps > 200 * hands) throw new Error("the hands do not end");
    if (poker.house?.turn(table.state) != null) table.bot();
    else if (table.table.turn?.player === "ann") table.act(table.table.turn.canCheck ? "check" : "call");
    else table.strike();
    if (table.refusal !== null) throw new Error(`refused: ${table.refusal}`);
    expect(ledgerBalance(table.state)).toBe(0);
  }
}

function untilBotActs(table: TableInTest): void {
  while (poker.house?.turn(table.state) == null)
    if (table.table.turn === null) table.strike();
    else table.act("fold");
}

describe("bots of the house", () => {
  it("let a table start with one human", () => {
    const table = new TableInTest().joinAs("ann", { isHost: true });
    expect(table.table.hand).toBeNull();
    table.askAsHost("ann", { type: "addBot" });
    expect(table.table.hand?.no).toBe(1);
    expect(table.dealtIn().toSorted()).toEqual(["ann", BOT]);
  });

  it("are marked as bots for everybody to see", () => {
    const table = withBots().askAsHost("ann", { type: "addBot", strength: "tight", name: "  Marvin\u0007 " });
    expect(table.seat(BOT)).toMatchObject({
      name: "Bot Blaise",
      bot: true,
      strength: "random",
      connected: true,
    });
    expect(table.seat("house:bot-4")).toMatchObject({ name: "Marvin", bot: true, strength: "tight" });
    expect(table.seat("ann")).not.toHaveProperty("bot");
  });

  it("come and go by a host's word alone", () => {
    const table = new TableInTest({ minPlayers: 3 }).join("ann");
    expect(table.ask("ann", { type: "addBot" }).refusal).toBe("not_host");
    table.askAsHost("ann", { type: "addBot" });
    expect(table.ask("ann", { type: "removeBot", player: table.seat(BOT).player }).refusal).toBe("not_host");
    expect(table.askAsHost("ann", { type: "removeBot", player: table.seat("ann").player }).refusal).toBe(
      "no_such_bot",
    );
    table.askAsHost("ann", { type: "removeBot", player: table.seat(BOT).player });
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann"]);
  });

  it("find no chair at a full table", () => {
    const table = new TableInTest({ seats: 2 }).join("ann", "bob");
    expect(table.askAsHost("ann", { type: "addBot" }).refusal).toBe("table_full");
  });

  it.each(["nlhe", "flhe", "plo", "plo5", "plo8", "flo8", "shortdeck"] as const)(
    "play %s by the rules, and no chip is lost",
    (variant) => {
      const table = withBots({ variant, seed: `bots-${variant}` });
      playHands(table, 15);
      expect(table.state.handNo).toBeGreaterThan(15);
    },
  );

  it("answer the offer of two boards", () => {
    const table = withBots({ runItTwice: true, seed: "twice", buyIn: 40 });
    for (let steps = 0; table.state.runOutVote === null; steps++) {
      if (steps > 3000) throw new Error("nobody was all-in");
      if (poker.house?.turn(table.state) != null) table.bot();
      else if (table.table.turn !== null) table.act(table.you("ann")?.legal?.actions.at(-1) ?? "call");
      else table.strike();
    }
    while (poker.house?.turn(table.state)?.id.startsWith("house-vote") === true) table.bot();
    const annIsIn = table.state.play?.hand.seats.some(
      ({ seat, status }) => seat === 1 && status !== "folded",
    );
    if (annIsIn === true) table.ask("ann", { type: "runTwice", agree: true });
    expect(table.table.hand?.board2).toHaveLength(5);
  });

  it("think for a while, and longer about some turns than about others", () => {
    const table = withBots({ botSeconds: 2, seed: "thoughts" });
    const thoughts: number[] = [];
    for (let turns = 0; turns < 30; ) {
      const turn = poker.house?.turn(table.state) ?? null;
      if (turn === null) {
        if (table.table.turn !== null) table.act("fold");
        else table.strike();
        continue;
      }
      thoughts.push(turn.dueAtMs - table.nowMs);
      table.bot();
      turns++;
    }
    expect(Math.min(...thoughts)).toBeGreaterThanOrEqual(500);
    expect(Math.max(...thoughts)).toBeLessThanOrEqual(2000);
    expect(new Set(thoughts).size).toBeGreaterThan(10);
  });

  it("think no longer than the clock allows", () => {
    const table = withBots({ botSeconds: 30, turnSeconds: 1 });
    untilBotActs(table);
    expect(poker.house?.turn(table.state)?.dueAtMs).toBeLessThan(poker.deadline(table.state)?.dueAtMs ?? 0);
  });

  it("do nothing while the table is paused", () => {
    const table = withBots();
    untilBotActs(table);
    table.operate("pause");
    expect(poker.house?.turn(table.state)).toBeNull();
    table.wait(60_000).operate("resume");
    expect(poker.house?.turn(table.state)?.dueAtMs).toBeGreaterThan(table.nowMs - 2000);
  });

  it("buy in again when they are broke", () => {
    const table = withBots();
    table.askAsHost("ann", { type: "setStack", player: table.seat(BOT).player, chips: 0 });
    playHands(table, 1);
    expect(table.seat(BOT).stack).toBeGreaterThan(150);
    expect(table.state.ledger.accounts.find(({ player }) => player === BOT)?.boughtIn).toBe(400);
  });

  it("make room for people, one for each who waits, at the end of the hand", () => {
    const table = new TableInTest({ seats: 3, minPlayers: 3, seed: "room" }).joinAs("ann", { isHost: true });
    table.askAsHost("ann", { type: "addBot" }).askAsHost("ann", { type: "addBot" }).join("bob");
    expect(table.table.waiting).toEqual(["bob"]);
    playHands(table, 1);
    const players = table.table.seats.map(({ player }) => player).toSorted();
    expect(players).toEqual(["ann", "bob", BOT]);
  });

  it("play the hand to its end and no other when nobody is in the room", () => {
    const table = withBots({ nextHandSeconds: 1 }).leave("ann");
    for (let steps = 0; table.table.status !== "waiting"; steps++) {
      if (steps > 100) throw new Error("they go on for ever");
      if (poker.house?.turn(table.state) != null) table.bot();
      else table.strike();
    }
    expect(table.state.handNo).toBe(1);
    expect(poker.house?.turn(table.state)).toBeNull();
    table.join("ann");
    expect(table.state.handNo).toBe(2);
  });

  it("stand up when the table is closed", () => {
    const table = withBots().closeRoom();
    expect(table.table.seats).toEqual([]);
    expect(ledgerBalance(table.state)).toBe(0);
  });

  it("have no private view that the shell would send", () => {
    expect(poker.players(withBots().state)).toEqual(["ann"]);
  });
});
