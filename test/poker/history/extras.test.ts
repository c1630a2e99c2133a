import { describe, expect, it } from "@jest/globals";
import { recordedTable, type TableWithRecords } from "./table-with-records.ts";

describe("the record of a hand after which something happened", () => {
  it("has the rabbit that somebody asked for, in every format", () => {
    const table = recordedTable(["ann", "bob"], { rabbitHunt: true }).act("call");
    table.act("check").act("bet", 4).act("fold");
    expect(JSON.parse(table.view(1, "ann"))).not.toHaveProperty("rabbit");
    const rabbit = table.state.play?.hand.deck.slice(0, 2) ?? [];
    table.ask("ann", { type: "rabbit" });
    for (const format of ["summary", "json", "replay"])
      expect(JSON.parse(table.view(1, "eve", format))).toMatchObject({ rabbit });
    expect(table.view(1, "eve", "txt")).toContain(`Rabbit: [${rabbit.join(" ")}] would have come`);
    expect(table.view(1, "eve", "phh")).toContain(`_rabbit = "${rabbit.join("")}"`);
  });

  it("has what was paid for seven and deuce, beside stacks and nets that do not know of it", () => {
    const table = withSevenDeuce();
    table.act("raise", 6).act("fold").act("fold");
    const summary = JSON.parse(table.view(1, "bob", "summary")) as { seats: { net: number }[] };
    expect(summary).toMatchObject({
      bounty: {
        player: "ann",
        chips: 20,
        from: [
          { player: "bob", chips: 10 },
          { player: "cyd", chips: 10 },
        ],
      },
    });
    expect(summary.seats.map(({ net }) => net).toSorted((one, other) => one - other)).toEqual([-2, -1, 3]);
    const text = table.view(1, "bob", "txt");
    expect(text).toContain("ann collected 20 for seven and deuce");
    expect(text).toContain("cyd paid 10 for seven and deuce");
    expect(table.view(1, "bob", "phh")).toContain("_bounties = [-10, -10, 20]");
  });
});

/** The first deck that gives ann, who acts first, seven and deuce. */
function withSevenDeuce(): TableWithRecords {
  for (let seed = 0; seed < 3_000; seed++) {
    const table = recordedTable(["ann", "bob", "cyd"], { sevenDeuce: 10, seed: `seed ${seed}` });
    const ranks = table.you("ann")?.cards.map(([rank]) => rank) ?? [];
    if (ranks.includes("7") && ranks.includes("2")) return table;
  }
  throw new Error("no seven and deuce");
}
