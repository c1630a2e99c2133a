import { describe, expect, it } from "@jest/globals";
import type { LedgerView } from "../../../src/poker/history/ledger-view.ts";
import { id } from "../table-in-test.ts";
import { recordedTable, type TableWithRecords } from "./table-with-records.ts";

const ledgerOf = (table: TableWithRecords): LedgerView => JSON.parse(table.ledger()) as LedgerView;

describe("the ledger as it is read", () => {
  it("has every entry with who, when and why", () => {
    const table = recordedTable(["ann", "bob", "cyd"]).act("fold").act("fold");
    table.wait(1000).ask("ann", { type: "topUp", chips: 50 });
    table.wait(1000).askAsHost("bob", { type: "setStack", player: id("cyd"), chips: 150 });
    table.wait(1000).ask("cyd", { type: "stand" });
    expect(ledgerOf(table).entries).toEqual([
      {
        no: 1,
        at: "2030-01-01T00:00:00.000Z",
        player: "ann",
        name: "ann",
        chips: 200,
        why: "buyIn",
        by: "ann",
      },
      {
        no: 2,
        at: "2030-01-01T00:00:00.000Z",
        player: "bob",
        name: "bob",
        chips: 200,
        why: "buyIn",
        by: "bob",
      },
      {
        no: 3,
        at: "2030-01-01T00:00:00.000Z",
        player: "cyd",
        name: "cyd",
        chips: 200,
        why: "buyIn",
        by: "cyd",
      },
      {
        no: 4,
        at: "2030-01-01T00:00:01.000Z",
        player: "ann",
        name: "ann",
        chips: 50,
        why: "topUp",
        by: "ann",
      },
      {
        no: 5,
        at: "2030-01-01T00:00:02.000Z",
        player: "cyd",
        name: "cyd",
        chips: -51,
        why: "setStack",
        by: "bob",
      },
      {
        no: 6,
        at: "2030-01-01T00:00:03.000Z",
        player: "cyd",
        name: "cyd",
        chips: -150,
        why: "choice",
        by: "cyd",
      },
    ]);
  });

  it("keeps more entries than the table's state", () => {
    const table = recordedTable(["ann", "bob"]).act("fold");
    for (let times = 0; times < 30; times++) {
      const chips = times % 2 === 0 ? 300 : 200;
      table.askAsHost("bob", { type: "setStack", player: id("ann"), chips });
    }
    const { entries, entriesLost, accounts } = ledgerOf(table);
    expect(entries.map(({ no }) => no)).toEqual(Array.from({ length: 32 }, (_, at) => at + 1));
    expect(entriesLost).toBe(0);
    expect(entries.reduce((sum, { chips }) => sum + chips, 0)).toBe(
      accounts.reduce((sum, { onTable }) => sum + onTable, 0),
    );
  });

  it("settles as if everybody left now, the bets of a hand in play still their owners'", () => {
    const table = recordedTable(["ann", "bob"]).act("raise", 20).act("fold");
    expect(ledgerOf(table)).toMatchObject({
      totals: { boughtIn: 400, cashedOut: 0, onTable: 400 },
      settlement: {
        transfers: [{ from: "bob", to: "ann", chips: 2, text: "bob pays ann 2" }],
        isFewest: true,
      },
    });
    const before = ledgerOf(table);
    table.strike().act("raise", 50);
    expect(ledgerOf(table).settlement).toEqual(before.settlement);
    expect(ledgerOf(table).accounts).toEqual(before.accounts);
  });

  it("outlives the table", () => {
    const table = recordedTable(["ann", "bob"]).act("raise", 20).act("fold").closeRoom();
    expect(ledgerOf(table)).toMatchObject({
      accounts: [
        { player: "ann", boughtIn: 200, cashedOut: 202, onTable: 0, net: 2 },
        { player: "bob", boughtIn: 200, cashedOut: 198, onTable: 0, net: -2 },
      ],
      totals: { boughtIn: 400, cashedOut: 400, onTable: 0 },
      settlement: { transfers: [{ text: "bob pays ann 2" }] },
    });
  });

  it("says how many entries are kept no more, and leaves out those of a later moment", () => {
    const table = recordedTable(["ann", "bob"]);
    table.entries.shift();
    expect(ledgerOf(table)).toMatchObject({ entries: [{ no: 2 }], entriesLost: 1 });
    table.entries.push(JSON.stringify({ ...JSON.parse(table.entries[0]!), no: 3 }));
    expect(ledgerOf(table)).toMatchObject({ entries: [{ no: 2 }], entriesLost: 1 });
  });

  it("is CSV, one entry a line", () => {
    const table = recordedTable([]);
    table.joinAs("ann", { name: '=HYPERLINK("x")' });
    expect(table.ledger("csv")).toBe(
      'no,at,player,name,chips,why,by\r\n1,"2030-01-01T00:00:00.000Z","ann","\'=HYPERLINK(""x"")",200,"buyIn","ann"\r\n',
    );
  });
});
