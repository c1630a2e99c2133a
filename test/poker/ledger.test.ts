import { describe, expect, it } from "@jest/globals";
import { bookEntry, emptyLedger, LEDGER_ENTRIES } from "../../src/poker/ledger.ts";
import { id, START_MS } from "./table-in-test.ts";

describe("the ledger", () => {
  it("keeps the totals of everybody and the entries of late", () => {
    let ledger = emptyLedger;
    for (let no = 1; no <= 50; no++) {
      const chips = no % 2 === 0 ? -60 : 100;
      const entry = { atMs: START_MS + no, player: id("ann"), chips, why: "topUp", by: null } as const;
      ledger = bookEntry(ledger, entry, "Ann");
    }
    expect(ledger.accounts).toEqual([
      { player: "ann", name: "Ann", boughtIn: 2500, cashedOut: 1500, leftWith: null, kicked: false },
    ]);
    expect(ledger.entries).toHaveLength(LEDGER_ENTRIES);
    expect(ledger.entries.at(-1)).toMatchObject({ no: 50, chips: -60 });
    expect(ledger.count).toBe(50);
  });

  it("makes no entry of nothing", () => {
    const entry = { atMs: START_MS, player: id("ann"), chips: 0, why: "closed", by: null } as const;
    expect(bookEntry(emptyLedger, entry, "Ann")).toBe(emptyLedger);
  });
});
