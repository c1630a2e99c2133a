import { expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import type { TableState } from "../../src/poker/table-state.ts";
import { recordedTable } from "./history/table-with-records.ts";
import { TableInTest } from "./table-in-test.ts";

/** As schema 1 had it: the log of the hand in one list. */
function older({ play, ...state }: TableState): unknown {
  if (play === null) return { ...state, play };
  const { pages, ...log } = play.log;
  return { ...state, play: { ...play, log: { ...log, events: pages.flat() } } };
}

it("a table of schema 1 is read in the middle of its hand, and the hand goes on", () => {
  const table = recordedTable(["ann", "bob", "cyd"]);
  table.act("raise", 6).act("call").act("fold").act("check").act("check");
  expect(table.state.play!.log.pages.length).toBeGreaterThan(1);
  expect(poker.schema).toBe(2);
  expect(poker.migrate?.(older(table.state), 1)).toEqual(table.state);
});

it("a table of schema 1 without a hand stays as it is", () => {
  const { state } = new TableInTest().join("ann");
  expect(poker.migrate?.(older(state), 1)).toEqual(state);
});
