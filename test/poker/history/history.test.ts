import { describe, expect, it } from "@jest/globals";
import { evolveTable } from "../../../src/poker/evolve-table.ts";
import type { HandEvent } from "../../../src/poker/hand-event.ts";
import { history } from "../../../src/poker/history/history.ts";
import { id } from "../table-in-test.ts";
import { recordedTable, type TableWithRecords } from "./table-with-records.ts";

const CARD = /[2-9TJQKA][shdc]/g;

/** Ann raises, Bob calls and shows first, Cyd folds; Ann wins unless she mucks. */
function playedToShowdown(): TableWithRecords {
  const table = recordedTable(["ann", "bob", "cyd"]);
  table.act("raise", 6).act("call").act("fold");
  for (let checks = 0; checks < 6; checks++) table.act("check");
  return table;
}

const parsed = (text: string): unknown => JSON.parse(text);

describe("the record of a hand", () => {
  it("is made when the hand is over, once", () => {
    const table = recordedTable(["ann", "bob", "cyd"]);
    table.act("raise", 6).act("fold");
    expect([...table.hands.keys()]).toEqual([]);
    table.act("fold");
    expect([...table.hands.keys()]).toEqual([1]);
    table.strike();
    table.wait(100).ask("ann", { type: "sitOut" });
    expect(table.kept.filter(({ of }) => of === "hands")).toHaveLength(1);
  });

  it("has the cards that were dealt and no other", () => {
    const table = playedToShowdown();
    const { hand } = table.state.play!;
    const dealt = [...hand.seats.flatMap(({ cards }) => cards), ...hand.boards.flat()];
    const text = table.hands.get(1)!;
    expect(new Set(text.match(CARD))).toEqual(new Set(dealt));
    expect(hand.deck.filter((card) => text.includes(card))).toEqual([]);
  });

  it("says that a hand was called off when the room closed", () => {
    const table = recordedTable(["ann", "bob"]);
    table.act("raise", 20).closeRoom();
    expect(parsed(table.view(1, "ann"))).toMatchObject({
      voided: true,
      results: [],
      seats: [{ net: 0 }, { net: 0 }],
      events: expect.arrayContaining([{ type: "HandVoided" }]),
    });
    expect(table.view(1, "ann", "txt")).toContain("Hand cancelled");
  });

  it("is made again when cards were shown after the hand", () => {
    const table = recordedTable(["ann", "bob"]).act("fold");
    const seat = table.state.play!.hand.seats.find(({ cards }) => cards.length === 2)!;
    const before = table.state;
    const event: HandEvent = {
      type: "CardsShown",
      seat: seat.seat,
      cards: seat.cards.slice(0, 1),
      handName: null,
    };
    const [again] = history.kept(before, event, evolveTable(before, event));
    expect(again).toMatchObject({ of: "hands", no: 1 });
    const view = (format: string) =>
      history.handView(again!.record, { room: "r", player: id("zoe") }, format)!.text;
    const [shown, hidden] = seat.cards;
    for (const format of ["summary", "json", "replay", "phh", "txt"]) {
      expect(view(format)).toContain(shown);
      expect(view(format)).not.toContain(hidden);
    }
    expect(view("phh")).toContain(`${shown}??`);
  });
});

describe("a finished hand", () => {
  it("shows a reader their own cards and the shown ones", () => {
    const table = playedToShowdown();
    const [bob, cyd, ann] = table.record(1).seats.map(({ cards }) => cards);
    const cardsIn = (reader: string) => {
      const { seats } = parsed(table.view(1, reader)) as { seats: { cards: string[] | null }[] };
      return seats.map(({ cards }) => cards);
    };
    const annsShown = table.record(1).seats[2]!.shown;
    expect(cardsIn("zoe")).toEqual([bob, null, annsShown]);
    expect(cardsIn("cyd")).toEqual([bob, cyd, annsShown]);
    expect(cardsIn("ann")).toEqual([bob, null, ann]);
  });

  it("has what everybody won and lost, and the events as they were told", () => {
    const table = playedToShowdown();
    const hand = parsed(table.view(1, "zoe")) as Record<string, unknown>;
    expect(hand).toMatchObject({
      no: 1,
      startedAt: "2030-01-01T00:00:00.000Z",
      variant: "nlhe",
      smallBlind: 1,
      bigBlind: 2,
      button: 1,
      voided: false,
    });
    expect((hand["seats"] as { net: number }[]).reduce((sum, { net }) => sum + net, 0)).toBe(0);
    expect(hand["events"]).toEqual(expect.arrayContaining([{ type: "BetsGathered" }, { type: "HandEnded" }]));
    expect(parsed(table.view(1, "zoe", "summary"))).not.toHaveProperty("events");
  });

  it("replays step by step to what the table showed at the end", () => {
    const table = playedToShowdown();
    const { steps } = parsed(table.view(1, "ann", "replay")) as {
      steps: { event: { type: string }; seats: object[]; hand: object; toAct: number | null }[];
    };
    expect(steps[0]).toMatchObject({
      event: { type: "HandStarted", no: 1 },
      hand: { board: [], results: null },
    });
    const dealt = steps.find(({ event }) => event.type === "HoleCardsDealt")!;
    expect(dealt).toMatchObject({ toAct: 1, seats: [{ bet: 1, cards: null }, { bet: 2 }, { bet: 0 }] });
    expect(steps.at(-1)!.hand).toEqual(JSON.parse(JSON.stringify(table.table.hand)));
    expect(steps.filter(({ event }) => event.type === "BoardDealt")).toHaveLength(3);
  });

  it("is PHH with the unknown cards unknown", () => {
    const table = playedToShowdown();
    const [bob, cyd] = table.record(1).seats.map(({ cards }) => cards.join(""));
    expect(table.view(1, "zoe", "phh")).toContain(`"d dh p1 ${bob}", "d dh p2 ????"`);
    expect(table.view(1, "cyd", "phh")).toContain(`"d dh p2 ${cyd}"`);
  });

  it("is not known in other formats", () => {
    const table = playedToShowdown();
    expect(history.handView(table.record(1), { room: "r", player: id("ann") }, "pdf")).toBeNull();
  });
});

describe("a hand as text", () => {
  it("reads like those of the online rooms", () => {
    const table = recordedTable(["ann", "bob", "cyd"]);
    table.act("raise", 6).act("call").act("fold").act("check").act("bet", 10).act("fold");
    const flop = table.record(1).events.flatMap((event) => (event.type === "BoardDealt" ? event.cards : []));
    const own = table.record(1).seats[2]!.cards;
    expect(table.view(1, "ann", "txt").split("\n")).toEqual([
      "Croupier Hand #1: Hold'em No Limit (1/2) - 2030/01/01 00:00:00 UTC",
      "Table 'room-1' 9-max Seat #1 is the button",
      "Seat 1: ann (200 in chips)",
      "Seat 2: bob (200 in chips)",
      "Seat 3: cyd (200 in chips)",
      "bob: posts small blind 1",
      "cyd: posts big blind 2",
      "*** HOLE CARDS ***",
      `Dealt to ann [${own.join(" ")}]`,
      "ann: raises 4 to 6",
      "bob: calls 5",
      "cyd: folds",
      `*** FLOP *** [${flop.join(" ")}]`,
      "bob: checks",
      "ann: bets 10",
      "bob: folds",
      "Uncalled bet (10) returned to ann",
      "ann collected 14 from pot",
      "*** SUMMARY ***",
      "Total pot 14 | Rake 0",
      `Board [${flop.join(" ")}]`,
      "Seat 1: ann (button) collected (14)",
      "Seat 2: bob (small blind) folded on the Flop",
      "Seat 3: cyd (big blind) folded before Flop",
      "",
    ]);
    expect(table.view(1, "zoe", "txt")).not.toContain("Dealt to");
  });

  it("tells all-ins, time-outs and the showdown", () => {
    const allIn = recordedTable(["ann", "bob"]).act("allIn").act("call").view(1, "zoe", "txt");
    expect(allIn).toMatch(
      /ann: raises 198 to 200 and is all-in\nbob: calls 198 and is all-in\nbob: shows \[/,
    );
    expect(allIn).toMatch(/\*\*\* RIVER \*\*\* .*\n\*\*\* SHOW DOWN \*\*\*\n\w+ collected/);
    const late = recordedTable(["ann", "bob"]).strike().strike().view(1, "zoe", "txt");
    expect(late).toContain("ann has timed out\nann: folds\n");
    const shown = playedToShowdown().view(1, "zoe", "txt");
    expect(shown).toMatch(/\*\*\* SHOW DOWN \*\*\*\nbob: shows \[.. ..\] \(.+\)\nann: (shows|mucks)/);
  });

  it("gives nobody two lines, and no two players one name", () => {
    const table = recordedTable([]);
    table
      .joinAs("ann", { name: "Sam\u2028Seat 9: X" })
      .joinAs("bob", { name: "Sam" })
      .joinAs("cyd", { name: "Sam" });
    table.askAsHost("house", { type: "start" }).act("fold").act("fold");
    const text = table.view(1, "zoe", "txt");
    expect(text).toContain("Seat 1: Sam Seat 9: X (200 in chips)");
    expect(text).toContain("Seat 2: Sam #2 (200 in chips)");
    expect(text).toContain("Seat 3: Sam #3 (200 in chips)");
  });
});
