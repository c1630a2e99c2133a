import { describe, expect, it } from "@jest/globals";
import { EMPTY_STORY, type Story, tellOn } from "../../../../../src/demo/page/ui/model/story.ts";
import { poker } from "../../../../../src/poker/poker.ts";
import { type TableInTest, tableWith } from "../../../../poker/table-in-test.ts";

/** The story of what the table's latest step told. */
function heard(table: TableInTest, me: string, story: Story = EMPTY_STORY): Story {
  const events = table.events.flatMap((event) => poker.publicEvent(event) ?? []);
  return tellOn(story, { table: table.table, events, me });
}

describe("the story of a table", () => {
  it("says whose turn it is, and what it costs the reader", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]);
    expect(heard(table, "Ann").turn).toBe("Your turn: 2 to call");
    expect(heard(table, "Bob").turn).toBe("Ann to act");
    const free = table.act("call").act("call");
    expect(heard(free, "Cid").turn).toBe("Your turn: check or bet");
  });

  it("says what happened for the ears and writes it for the eyes", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]);
    const story = heard(table.act("raise", 12), "Bob", heard(table, "Bob"));
    expect(story.happened).toBe("Ann raises to 12");
    const board = heard(table.act("fold").act("call"), "Bob", story);
    expect(board.happened).toMatch(/^Cid calls 10\. Flop: \w+ of \w+, \w+ of \w+, \w+ of \w+$/);
    expect(board.log.at(-1)?.text).toMatch(/^Flop: (\d|10|[JQKA])[♣♦♥♠] /);
  });

  it("says who wins, with which hand", () => {
    const table = tableWith(["Ann", "Bob"]).act("call").act("check");
    while (table.table.turn !== null) table.act("check");
    expect(heard(table, "Ann").happened).toMatch(/(Ann|Bob) wins [24] with [a-z ,]+/);
    const folded = tableWith(["Ann", "Bob"]).act("fold");
    expect(heard(folded, "Ann").happened).toBe("Ann folds. Bob takes 1 back. Bob wins 2");
  });

  it("remembers what a seat did in this betting round, and folds for the hand", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]);
    const raised = heard(table.act("raise", 12), "Ann", heard(table, "Ann"));
    const folded = heard(table.act("fold"), "Ann", raised);
    expect([...folded.actions]).toEqual([
      [1, "Raise"],
      [2, "Fold"],
    ]);
    const nextStreet = heard(table.act("call"), "Ann", folded);
    expect([...nextStreet.actions]).toEqual([[2, "Fold"]]);
  });

  it("tells nothing twice", () => {
    const table = tableWith(["Ann", "Bob"]);
    const events = table.events.flatMap((event) => poker.publicEvent(event) ?? []);
    const once = tellOn(EMPTY_STORY, { table: table.table, events, me: "Ann" });
    const newerView = tellOn(once, { table: { ...table.table }, events, me: "Ann" });
    expect(newerView.log).toEqual(once.log);
  });

  it("knows the name of somebody who left", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).foldRound();
    const before = heard(table, "Ann");
    table.ask("Cid", { type: "stand" });
    expect(heard(table, "Ann", before).happened).toContain("Cid leaves the table");
  });
});
