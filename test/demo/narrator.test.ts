import { describe, expect, it } from "@jest/globals";
import type { EventView, HandView } from "../../src/demo/message.ts";
import { createNarrator } from "../../src/demo/narrator.ts";
import { aSeat, aTable } from "./views.ts";

const seats = [aSeat(1, "alice", { stack: 212 }), aSeat(2, "bob", { stack: 188 })];

function aHand(change: Partial<HandView> = {}): HandView {
  return { no: 7, street: "preflop", button: 1, board: [], pots: [], results: null, ...change };
}

const preflop: readonly EventView[] = [
  { type: "HandStarted", no: 7, button: 1 },
  { type: "BlindPosted", seat: 1, chips: 1, dead: false },
  { type: "BlindPosted", seat: 2, chips: 2, dead: false },
  { type: "HoleCardsDealt" },
  { type: "Called", seat: 1, chips: 1, to: 2, allIn: false },
  { type: "Checked", seat: 2, because: "choice" },
  { type: "BetsGathered" },
];
const flop: readonly EventView[] = [
  { type: "BoardDealt", street: "flop", cards: ["2c", "3d", "4h"] },
  { type: "BetPlaced", seat: 2, chips: 10, to: 10, allIn: false },
  { type: "Called", seat: 1, chips: 10, to: 10, allIn: false },
  { type: "BoardDealt", street: "turn", cards: ["9s"] },
  { type: "Checked", seat: 2, because: "timeout" },
  { type: "Checked", seat: 1, because: "choice" },
  { type: "BoardDealt", street: "river", cards: ["9d"] },
];
const ending: readonly EventView[] = [
  { type: "Checked", seat: 2, because: "choice" },
  { type: "Checked", seat: 1, because: "choice" },
  { type: "CardsShown", seat: 2, cards: ["7c", "6c"] },
  { type: "CardsShown", seat: 1, cards: ["Ah", "Ad"] },
  { type: "PotWon", seat: 1, chips: 24 },
  { type: "HandEnded" },
];
const over = aHand({
  street: "showdown",
  results: [{ player: "alice", chips: 24, handName: "two pair, aces and nines" }],
});

function aListener() {
  const lines: string[] = [];
  const narrator = createNarrator((line) => lines.push(line.replace(/─+$/, "──")));
  const takeLines = () => lines.splice(0);
  return { narrator, takeLines };
}

describe("createNarrator", () => {
  it("tells a street when it is over, and never twice", () => {
    const { narrator, takeLines } = aListener();
    narrator.hearCards("alice", ["Ah", "Ad"]);
    narrator.hearCards("bob", ["7c", "6c"]);

    narrator.hearTable({ events: preflop, table: aTable({ seats, hand: aHand() }) });
    expect(takeLines()).toEqual(["\n── Hand 7 ── button Alice ── nlhe 1/2 ──"]);

    narrator.hearTable({ events: flop, table: aTable({ seats, hand: aHand() }) });
    expect(takeLines()).toEqual([
      "  told     Alice Ah Ad     Bob 7c 6c",
      "  preflop  Alice posts 1, Bob posts 2, Alice calls 1, Bob checks",
      "  flop     [2c 3d 4h] Bob bets 10, Alice calls 10",
      "  turn     [9s] Bob checks (out of time), Alice checks",
    ]);

    narrator.hearTable({ events: ending, table: aTable({ seats, hand: over, turn: null }) });
    expect(takeLines()).toEqual([
      "  river    [9d] Bob checks, Alice checks",
      "  showdown Bob shows 7c 6c, Alice shows Ah Ad",
      "  result   Alice wins 24 with two pair, aces and nines",
      "  stacks   Alice 212       Bob 188",
    ]);
  });

  it("tells a whole hand and the start of the next from one message that catches up", () => {
    const { narrator, takeLines } = aListener();
    const next: EventView = { type: "HandStarted", no: 8, button: 2 };
    const events = [...preflop, ...flop, ...ending, next];
    narrator.hearTable({ events, table: aTable({ seats, hand: aHand({ no: 8 }) }) });
    const lines = takeLines();
    expect(lines).toHaveLength(10);
    expect(lines[7]).toBe("  result   Alice wins 24");
    expect(lines[9]).toContain("Hand 8");
  });

  it("tells what happens at the table besides, and leaves out the cards that nobody was told", () => {
    const { narrator, takeLines } = aListener();
    narrator.hearTable({
      events: [{ type: "ChipsAdded", seat: 2, chips: 50 }],
      table: aTable({ hand: null }),
    });
    expect(takeLines()).toEqual(["  table    Bob buys 50 more"]);
    narrator.hearTable({ events: [...preflop, ...flop], table: aTable({ seats, hand: aHand() }) });
    expect(takeLines()[1]).toBe("  told     Alice --        Bob --");
  });

  it("wraps what is too long for a line", () => {
    const { narrator, takeLines } = aListener();
    const raises = Array.from({ length: 12 }, (_, i): EventView => {
      return { type: "Raised", seat: 1 + (i % 2), chips: 10, to: 10 * (i + 1), allIn: i === 11 };
    });
    narrator.hearTable({ events: [...preflop, ...raises, ...flop], table: aTable({ seats, hand: aHand() }) });
    const told = takeLines()[2]?.split("\n") ?? [];
    expect(told).toHaveLength(4);
    expect(told.every((line) => line.length <= 110)).toBe(true);
    expect(told[1]).toBe(
      "           Alice raises to 30, Bob raises to 40, Alice raises to 50, Bob raises to 60, Alice raises to 70,",
    );
    expect(told[3]).toBe("           Bob raises to 120, all-in");
  });
});
