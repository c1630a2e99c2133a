import { describe, expect, it } from "@jest/globals";
import { NO_NEWS, newsAfter, type OwnNews } from "../../../../../src/demo/page/ui/model/own-news.ts";
import { poker } from "../../../../../src/poker/poker.ts";
import { TableInTest as EmptyTable, type TableInTest, tableWith } from "../../../../poker/table-in-test.ts";

/** What Bob knows after the table's latest step. */
function heard(table: TableInTest, before: OwnNews = NO_NEWS): OwnNews {
  return newsAfter(
    before,
    table.events.flatMap((event) => poker.publicEvent(event) ?? []),
    "Bob",
  );
}

describe("what no view keeps", () => {
  it("is who removed the reader, until the table is closed", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]).foldRound();
    const removed = heard(table.askAsHost("Ann", { type: "kick", player: table.seat("Bob").player }));
    expect(removed.removedBy).toBe("Ann");
    expect(heard(table.ask("Cid", { type: "stand" }), removed).removedBy).toBe("Ann");
    expect(heard(table.closeRoom(), removed).removedBy).toBeNull();
  });

  it("is nothing about who stood up", () => {
    expect(heard(tableWith(["Ann", "Bob"]).foldRound().ask("Bob", { type: "stand" }))).toEqual(NO_NEWS);
  });

  it("is who goes when the hand is over, until they have gone", () => {
    const table = tableWith(["Ann", "Bob", "Cid"]);
    const during = heard(table.askAsHost("Ann", { type: "kick", player: table.seat("Cid").player }));
    expect(during.leaving).toEqual(["Cid"]);
    expect(heard(table.act("fold").act("fold"), during).leaving).toEqual([]);
  });

  it("is that the reader waits for a seat", () => {
    const table = new EmptyTable({ autoSeat: false, autoStart: false, seats: 2 }).join("Ann", "Bob", "Cid");
    table.ask("Ann", { type: "sit" }).ask("Cid", { type: "sit" });
    const waiting = heard(table.ask("Bob", { type: "enlist" }));
    expect(waiting.isEnlisted).toBe(true);
    expect(heard(table.ask("Cid", { type: "stand" }), waiting).isEnlisted).toBe(false);
  });
});
