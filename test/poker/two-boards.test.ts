import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { ledgerBalance } from "../../src/poker/table-state.ts";
import { eventsOf, type Given, legalOf, play, stacksOf } from "./hand-in-test.ts";
import { recordedTable } from "./history/table-with-records.ts";
import { type TableInTest, tableWith } from "./table-in-test.ts";

const checks = (seats: readonly number[]): readonly string[] => seats.map((seat) => `${seat} check`);

/** Flops, turns and rivers as they come: first board, second board. */
const given: Given = {
  stacks: [105, 100, 100],
  blinds: [0, 0, 0],
  antes: [5, 5, 5],
  bigBlind: 2,
  lastBlindSeat: null,
  preflopMinRaise: 2,
  cards: ["AhAd", "KhKd", "7h2d"],
  board: "2s8d9hKs4d8sJcTc3c5d",
  boards: 2,
};

describe("a hand with two boards", () => {
  it("deals every street to both before it is bet on", () => {
    const flop = play(given, ...checks([1, 2, 3]));
    expect(flop.hand).toMatchObject({ street: "flop", toAct: 1 });
    expect(flop.hand.boards).toEqual([
      ["2s", "8d", "9h"],
      ["Ks", "4d", "8s"],
    ]);
    expect(eventsOf(flop, "BoardDealt").map(({ street, board }) => [street, board])).toEqual([
      ["flop", 0],
      ["flop", 1],
    ]);
    expect(legalOf(flop).actions).toContain("bet");
    const turn = play(given, ...checks([1, 2, 3, 1, 2, 3]));
    expect(turn.hand.boards.map((board) => board.at(-1))).toEqual(["Jc", "Tc"]);
  });

  it("RR: splits the pot between the boards, the odd chip to the first", () => {
    const end = play(given, ...checks([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]));
    expect(eventsOf(end, "PotWon").map(({ board, seat, chips }) => [board, seat, chips])).toEqual([
      [0, 1, 8],
      [1, 2, 7],
    ]);
    expect(stacksOf(end)).toEqual([108, 102, 95]);
  });

  it("names what was shown on both, and lets muck who is beaten on both", () => {
    const end = play(given, ...checks([1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]));
    expect(eventsOf(end, "CardsShown").map(({ seat, handName }) => [seat, handName])).toEqual([
      [1, "pair of aces"],
      [2, "pair of kings / three of a kind, kings"],
    ]);
    expect(eventsOf(end, "CardsMucked").map(({ seat }) => seat)).toEqual([3]);
  });

  it("halves each half again in hi-lo", () => {
    const cards = ["AhAd2c3c", "KhKdQcQs"];
    const hilo: Given = {
      ...given,
      variant: "plo8",
      stacks: [50, 50],
      antes: [10, 10],
      blinds: [0, 0],
      cards,
      board: "4s5d9hKs9d9sJc6c7sTd",
    };
    const end = play(hilo, ...checks([1, 2, 1, 2, 1, 2, 1, 2]));
    const won = eventsOf(end, "PotWon").map(({ board, half, seat, chips }) => [board, half, seat, chips]);
    expect(won).toEqual([
      [0, "high", 1, 5],
      [0, "low", 1, 5],
      [1, "all", 2, 10],
    ]);
  });

  it("runs both out when betting is over, and is not asked for another", () => {
    const end = play({ ...given, runouts: "ask" }, ...checks([1, 2, 3]), "1 bet 100", "2 allIn", "3 fold");
    expect(end.hand).toMatchObject({ ended: true, awaitingRunOut: false });
    expect(end.hand.boards.map((board) => board.length)).toEqual([5, 5]);
    expect(stacksOf(end).reduce((sum, chips) => sum + chips)).toBe(305);
  });
});

const bomb = { bombPotEvery: 1, bombPotBoards: 2, rabbitHunt: true } as const;

function checkDown(table: TableInTest): TableInTest {
  while (table.table.turn !== null) table.act("check");
  return table;
}

describe("a bomb pot with two boards", () => {
  it("shows both to everybody, and nobody what is not dealt", () => {
    const table = tableWith(["ann", "bob", "cyd"], bomb);
    expect(table.table.hand).toMatchObject({ bombPot: true, street: "flop" });
    const { board = [], board2 = [] } = table.table.hand ?? {};
    expect([board.length, board2.length, new Set([...board, ...board2]).size]).toEqual([3, 3, 6]);
    const told = table.events.map(poker.publicEvent);
    expect(told).toContainEqual({ type: "BoardDealt", street: "flop", cards: board });
    expect(told).toContainEqual({ type: "BoardDealt", street: "flop", board: 1, cards: board2 });
    for (const card of table.state.play?.hand.deck ?? [])
      expect(JSON.stringify([table.table, told, table.you("ann")])).not.toContain(`"${card}"`);
    checkDown(table);
    expect(table.table.hand?.board2).toHaveLength(5);
    expect(ledgerBalance(table.state)).toBe(0);
  });

  it("has one where the deck has no cards for two", () => {
    const names = ["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida"];
    const nine = tableWith(names, { ...bomb, variant: "plo5", seats: 9 });
    expect(nine.table.hand).toMatchObject({ bombPot: true });
    expect(nine.table.hand).not.toHaveProperty("board2");
    const eight = tableWith(names.slice(0, 8), { ...bomb, variant: "plo5", seats: 9 });
    expect(eight.table.hand?.board2).toHaveLength(3);
  });

  it("shows the rabbits of both boards as they would have come", () => {
    const table = tableWith(["ann", "bob"], bomb);
    const [turn, turn2, river, river2] = table.state.play?.hand.deck ?? [];
    table.act("bet", 4).act("fold").ask("ann", { type: "rabbit" });
    expect(table.table.hand).toMatchObject({ rabbit: [turn, river], rabbit2: [turn2, river2] });
  });

  it("is in the history with both boards in every format", () => {
    const table = recordedTable(["ann", "bob"], bomb);
    checkDown(table);
    const { board = [], board2 = [] } = table.table.hand ?? {};
    expect(JSON.parse(table.view(1, "ann", "summary"))).toMatchObject({ board, secondBoard: board2 });
    const text = table.view(1, "ann", "txt");
    expect(text).toContain(`*** FIRST FLOP *** [${board.slice(0, 3).join(" ")}]`);
    expect(text).toContain(`*** SECOND RIVER *** [${board2.slice(0, 4).join(" ")}] [${board2[4]}]`);
    expect(text).toContain(`SECOND Board [${board2.join(" ")}]`);
    const replay = JSON.parse(table.view(1, "ann", "replay")) as { steps: { hand: object }[] };
    expect(replay.steps.at(-1)?.hand).toMatchObject({ board, board2 });
    const phh = table.view(1, "ann", "phh");
    expect(phh).toContain("_boards = 2");
    expect(phh).not.toContain("_runout_count");
  });
});
