import { describe, expect, it } from "@jest/globals";
import { type Flight, flightsOf } from "../../../../../src/demo/page/ui/model/flights.ts";
import { poker } from "../../../../../src/poker/poker.ts";
import { type TableInTest, tableWith } from "../../../../poker/table-in-test.ts";

const inWords = ({ from, to, chips }: Flight) => `${JSON.stringify(from)} ${JSON.stringify(to)} ${chips}`;

function flown(table: TableInTest, step: () => void): string[] {
  const before = table.table.seats;
  step();
  const events = table.events.flatMap((event) => poker.publicEvent(event) ?? []);
  return flightsOf({ seq: 1, events, before }).map(inWords);
}

describe("chips on their way", () => {
  it("go from the stack to the bet", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]);
    expect(flown(table, () => table.act("call"))).toEqual(['{"stack":1} {"bet":1} 2']);
  });

  it("go from all bets to the pot when the round is over", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).act("raise", 6).act("fold");
    expect(flown(table, () => table.act("call"))).toEqual([
      '{"stack":3} {"bet":3} 4',
      '{"bet":1} "pot" 6',
      '{"bet":2} "pot" 1',
      '{"bet":3} "pot" 6',
    ]);
  });

  it("go back and to the winner", () => {
    const table = tableWith(["Ann", "Bob"]);
    expect(flown(table, () => table.act("fold"))).toEqual([
      '{"bet":2} {"stack":2} 1',
      '{"bet":1} "pot" 1',
      '{"bet":2} "pot" 1',
      '"pot" {"stack":2} 2',
    ]);
  });

  it("never carry more to the pot than was bet", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).act("allIn").act("allIn");
    const before = table.table.seats;
    table.act("allIn");
    const events = table.events.flatMap((event) => poker.publicEvent(event) ?? []);
    const toPot = flightsOf({ seq: 1, events, before }).filter(({ to }) => to === "pot");
    expect(toPot.reduce((sum, { chips }) => sum + chips, 0)).toBe(600);
  });
});
