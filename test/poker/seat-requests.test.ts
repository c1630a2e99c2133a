import { describe, expect, it } from "@jest/globals";
import { poker } from "../../src/poker/poker.ts";
import { id, TableInTest } from "./table-in-test.ts";

const asking = () =>
  new TableInTest({ approveSeats: true }).joinAs("ann", { isHost: true }).join("bob", "cyd");

describe("approveSeats", () => {
  it("lets a host sit, and everybody else ask", () => {
    const table = asking();
    expect(table.table.seats.map(({ player }) => player)).toEqual(["ann"]);
    expect(table.table.requests).toEqual(["bob", "cyd"]);
    expect(table.events.map(poker.publicEvent)).toContainEqual({ type: "SeatRequested", player: "cyd" });
    expect(table.ask("bob", { type: "sit" }).refusal).toBe("nothing_to_do");
    expect(table.ask("bob", { type: "approve", player: id("bob") }).refusal).toBe("not_host");
  });

  it("seats whom a host approves, and not whom they refuse", () => {
    const table = asking().ask("ann", { type: "approve", player: id("bob") });
    expect(table.table.status).toBe("playing");
    table.ask("ann", { type: "refuse", player: id("cyd") });
    const refused = { type: "SeatRefused", player: "cyd", by: "ann" };
    expect(table.events.map(poker.publicEvent)).toEqual([refused]);
    expect(table.table).not.toHaveProperty("requests");
    expect(table.ask("ann", { type: "approve", player: id("cyd") }).refusal).toBe("no_request");
    table.ask("cyd", { type: "sit", seat: 7, buyIn: 99 }).ask("ann", { type: "approve", player: id("cyd") });
    expect(table.seat("cyd")).toMatchObject({ seat: 7, stack: 99 });
  });

  it("forgets the requests of those who leave", () => {
    expect(asking().leave("bob", "cyd").table).not.toHaveProperty("requests");
  });
});
