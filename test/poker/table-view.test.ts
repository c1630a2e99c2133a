import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import type { PublicTableEvent } from "../../src/poker/public-event.ts";
import { VARIANT_NAMES, type VariantName } from "../../src/poker/variant.ts";
import { id, START_MS, TableInTest, tableWith } from "./table-in-test.ts";

const MESSAGE_LIMIT_BYTES = 4096;
const ROOM_ID = "6373b1e8e8e7b1f1e5c8a1b2";

function messageBytes(table: unknown, events: readonly (PublicTableEvent | null)[]): number {
  const message = { v: 1, game: "poker", room: ROOM_ID, seq: 1_234_567, kind: "table", events, table };
  return Buffer.byteLength(JSON.stringify(message));
}

describe("the public table", () => {
  it("tells how hands start where that is not as usual", () => {
    const { config } = new TableInTest({ autoSeat: false, autoStart: false, minPlayers: 3 }).table;
    expect(config).toMatchObject({ autoSeat: false, autoStart: false, minPlayers: 3 });
    expect(Object.keys(new TableInTest().table.config)).not.toContain("autoSeat");
  });

  it("has the fields of the contract", () => {
    const table = new TableInTest({ seed: "secret", ante: 1 }).joinAs("ann", { isHost: true }).join("bob");
    expect(table.table).toEqual({
      status: "playing",
      config: {
        variant: "nlhe",
        seats: 9,
        smallBlind: 1,
        bigBlind: 2,
        ante: 1,
        anteType: "each",
        buyIn: 200,
        buyInMin: 40,
        buyInMax: 400,
        turnSeconds: 30,
        timeBankSeconds: 60,
        nextHandSeconds: 5,
      },
      seats: [
        {
          seat: 1,
          player: "ann",
          name: "ann",
          stack: 198,
          bet: 1,
          status: "in",
          connected: true,
          cards: null,
        },
        {
          seat: 2,
          player: "bob",
          name: "bob",
          stack: 197,
          bet: 2,
          status: "in",
          connected: true,
          cards: null,
        },
      ],
      hand: {
        no: 1,
        street: "preflop",
        button: 1,
        board: [],
        deckRoot: expect.stringMatching(/^[\dA-F]{64}$/),
        pots: [{ chips: 2, contenders: ["bob", "ann"] }],
        results: null,
      },
      turn: {
        id: "1-0",
        player: "ann",
        seat: 1,
        canCheck: false,
        callAmount: 1,
        minRaiseTo: 4,
        maxRaiseTo: 199,
        dueAt: new Date(START_MS + 30_000).toISOString(),
      },
      host: "ann",
      deckPromise: expect.stringMatching(/^[\dA-F]{64}$/),
    });
  });

  it("shows the cards of a showdown and of no one else", () => {
    const table = tableWith(["ann", "bob", "cyd"]).act("fold").act("allIn");
    expect(table.table.seats.map(({ cards }) => cards)).toEqual([null, null, null]);
    table.act("call");
    expect(table.table.hand).toMatchObject({ street: "showdown", pots: [] });
    expect(table.seat("ann").cards).toBeNull();
    expect(table.seat("bob").cards).toHaveLength(2);
    expect(table.seat("bob").cards).toEqual(table.you("bob")?.cards);
    for (const { handName } of table.table.hand?.results ?? []) expect(handName).toEqual(expect.any(String));
  });

  it("tells each player their own cards and bets, and legal actions on their turn", () => {
    const table = tableWith(["ann", "bob"]);
    expect(table.you("ann")).toMatchObject({ seat: 1, totalBet: 1, stack: 199 });
    expect(table.you("ann")?.cards).toHaveLength(2);
    expect(table.you("ann")?.legal?.actions).toEqual(["fold", "call", "raise", "allIn"]);
    expect(table.you("bob")?.legal).toBeNull();
    expect(table.you("eve")).toBeNull();
    table.act("raise", 10).act("call");
    expect(table.you("ann")).toMatchObject({ totalBet: 10, stack: 190 });
  });

  it("keeps the seed and the deck to itself", () => {
    const table = tableWith(["ann", "bob"], { seed: "very secret" });
    const deal = table.events.find(({ type }) => type === "DeckShuffled");
    expect(deal === undefined ? undefined : poker.publicEvent(deal)).toBeNull();
    expect(JSON.stringify(table.table)).not.toContain("very secret");
    expect(JSON.stringify(table.events.map(poker.publicEvent))).not.toMatch(/"[2-9TJQKA][cdhs]"/);
  });
});

// All-in, or as much of it as the betting limit allows.
function betAll(table: TableInTest): void {
  const { turn } = table.table;
  const actions = turn === null ? [] : (table.you(turn.player)?.legal?.actions ?? []);
  if (actions.includes("allIn")) table.act("allIn");
  else if (actions.includes("raise")) table.act("raise", turn?.maxRaiseTo ?? 0);
  else if (actions.includes("bet")) table.act("bet", turn?.maxRaiseTo ?? 0);
  else table.act(turn?.canCheck === true ? "check" : "call");
  if (table.refusal !== null) throw new Error(`refused: ${table.refusal}`);
}

describe("a table of nine with long ids and names", () => {
  function fullTable(variant: VariantName, nameOf: (seat: number) => string): TableInTest {
    const ids = Array.from({ length: 9 }, (_, at) => id(`user-${at}-`.padEnd(32, "0123456789abcdef")));
    const table = new TableInTest({
      variant,
      autoStart: false,
      smallBlind: 50,
      bigBlind: 100,
      buyIn: 20_000,
      buyInMin: 4_000,
      buyInMax: 40_000,
    });
    for (const [seat, player] of ids.entries()) {
      table.joinAs(player, { name: nameOf(seat) });
      table.askAsHost("house", { type: "setStack", player, chips: 2_000 + seat * 1_301 });
    }
    return table.askAsHost("house", { type: "start" });
  }

  it.each(VARIANT_NAMES)("fits into a message through an all-in showdown of everybody in %s", (variant) => {
    const table = fullTable(variant, (seat) => `Player number ${seat} of this table`.padEnd(32, "x"));
    const sizes: number[] = [];
    for (let hand = 0; hand < 12; hand++) {
      while (table.table.turn !== null) {
        betAll(table);
        sizes.push(messageBytes(table.table, []));
      }
      for (const { player, seat } of table.table.seats)
        table.askAsHost("house", { type: "setStack", player, chips: 2_000 + seat * 1_301 });
      table.strike();
      sizes.push(messageBytes(table.table, []));
    }
    expect(Math.max(...sizes)).toBeLessThan(MESSAGE_LIMIT_BYTES);
  });

  it("fits with the events of the showdown in no-limit hold'em, and names of any script", () => {
    for (const character of ["x", "Ж", "漢", "😀", '"']) {
      const table = fullTable("nlhe", () => character.repeat(32));
      let largest = 0;
      while (table.table.turn !== null) {
        betAll(table);
        largest = Math.max(largest, messageBytes(table.table, []));
      }
      expect(table.table.hand?.street).toBe("showdown");
      expect(largest).toBeLessThan(MESSAGE_LIMIT_BYTES);
      const events = table.events.map(poker.publicEvent).filter((event) => event !== null);
      if (character === "x") expect(messageBytes(table.table, events)).toBeLessThan(MESSAGE_LIMIT_BYTES);
    }
  });

  it("fits with every option switched on, a waiting list and two boards", () => {
    const table = fullTable("plo", (seat) => `Player number ${seat} of this table`.padEnd(32, "x"));
    for (let at = 9; at < 20; at++) table.join(`user-${at}-`.padEnd(32, "0123456789abcdef"));
    const options = {
      autoMuck: false,
      rabbitHunt: true,
      timeBankRefillSeconds: 15,
      timeBankRefillHands: 25,
      awaySeatSeconds: 900,
      movingButton: true,
      straddle: "mississippi" as const,
      bombPotEvery: 100,
      bombPotBlinds: 10,
      runItTwice: true,
      sevenDeuce: 1000,
      dealersChoice: true,
      levels: "50/100,100/200/25,200/400/50",
      levelSeconds: 1200,
    };
    table
      .askAsHost("house", { type: "configure", ...options })
      .foldRound()
      .strike();
    let largest = 0;
    for (let hand = 0; hand < 4; hand++) {
      while (table.table.turn !== null) {
        betAll(table);
        largest = Math.max(largest, messageBytes(table.table, []));
      }
      for (const player of table.dealtIn()) {
        table.ask(id(player), { type: "runTwice", agree: true });
        largest = Math.max(largest, messageBytes(table.table, []));
      }
      for (const { player, seat } of table.table.seats)
        table.askAsHost("house", { type: "setStack", player, chips: 2_000 + seat * 1_301 });
      table.strike();
    }
    expect(largest).toBeGreaterThan(2500);
    expect(largest).toBeLessThan(MESSAGE_LIMIT_BYTES);
  });

  it.each(VARIANT_NAMES)("fits with a bomb pot on two boards in %s, with other options", (variant) => {
    const table = fullTable(variant, (seat) => `Player number ${seat} of this table`.padEnd(32, "x"));
    const bomb = { bombPotEvery: 1, bombPotBlinds: 3, bombPotBoards: 2 as const };
    const others = { rabbitHunt: true, sevenDeuce: 1000, levels: "50/100,100/200/25", levelHands: 100 };
    table.askAsHost("house", { type: "configure", ...bomb, ...others });
    const sizes: number[] = [];
    for (let hand = 0; hand < 8; hand++) {
      while (table.table.turn !== null) {
        betAll(table);
        sizes.push(messageBytes(table.table, []));
      }
      for (const { player, seat } of table.table.seats)
        table.askAsHost("house", { type: "setStack", player, chips: 2_000 + seat * 1_301 });
      table.strike();
      sizes.push(messageBytes(table.table, []));
    }
    expect(Math.max(...sizes)).toBeLessThan(MESSAGE_LIMIT_BYTES);
  });

  it("fits through a tournament, places and prizes included", () => {
    const ids = Array.from({ length: 9 }, (_, at) => `user-${at}-`.padEnd(32, "0123456789abcdef"));
    const table = new TableInTest({ mode: "sitAndGo", payouts: "30,20,15,10,8,7,5,5", levelHands: 3 });
    for (const [seat, player] of ids.entries())
      table.joinAs(player, { name: `Player number ${seat} of this table`.padEnd(32, "x") });
    for (let at = 9; at < 14; at++) table.join(`user-${at}-`.padEnd(32, "0123456789abcdef"));
    let largest = 0;
    while (table.state.tournament?.phase !== "cleared") {
      if (table.table.turn === null) table.strike();
      else betAll(table);
      largest = Math.max(largest, messageBytes(table.table, []));
    }
    expect(largest).toBeGreaterThan(2000);
    expect(largest).toBeLessThan(MESSAGE_LIMIT_BYTES);
  });

  it("has a state of less than 12 KB, and of 7 KB with short ids", () => {
    const long = fullTable("plo5", (seat) => `Player number ${seat} of this table`.padEnd(32, "x"));
    expect(Buffer.byteLength(JSON.stringify(long.state))).toBeLessThan(12_000);
    const short = tableWith(["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida"]);
    expect(Buffer.byteLength(JSON.stringify(short.state))).toBeLessThan(7_000);
  });
});
