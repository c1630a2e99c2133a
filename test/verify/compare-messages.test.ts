import { describe, expect, it } from "@jest/globals";
import { auditOf } from "../../src/poker/fair-deck/audit.ts";
import { verifyAudit } from "../../src/poker/fair-deck/verify-audit.ts";
import type { HandRecord } from "../../src/poker/history/hand-record.ts";
import { compareMessages } from "../../src/verify/compare-messages.ts";
import { linesAbout } from "../../src/verify/lines-about.ts";
import { TableWithRecords } from "../poker/history/table-with-records.ts";

/** Two hands, and what ann was told of them. */
function evening() {
  const table = new TableWithRecords({ seed: null, minPlayers: 3 }).join("ann", "bob", "cyd");
  const told: string[] = [];
  const tell = () => {
    told.push(JSON.stringify({ kind: "table", table: table.table }));
    told.push(JSON.stringify({ kind: "you", you: table.you("ann") }));
  };
  table.ask("ann", { type: "seed", seed: "luck" });
  for (let hand = 1; hand <= 2; hand++) {
    tell();
    while (table.table.turn !== null) {
      table.act(table.table.turn.canCheck ? "check" : "call");
      tell();
    }
    table.strike();
  }
  table.closeRoom();
  const { revealed } = table.state;
  if (revealed === undefined) throw new Error("nothing is revealed");
  const audit = auditOf(
    revealed,
    [...table.hands.values()].map((json) => JSON.parse(json) as HandRecord),
  );
  return { audit, told, verification: verifyAudit(audit) };
}

describe("what somebody was told", () => {
  const { audit, told, verification } = evening();
  const faultsOf = (lines: readonly string[]) => compareMessages(audit, verification, lines).faults;

  it("agrees with the audit, whatever else is among it", () => {
    const lines = ["{}", "not JSON", ...told, '{"kind":"table","table":{"hand":null,"seats":[]}}'];
    expect(compareMessages(audit, verification, lines)).toEqual({ compared: told.length, faults: [] });
  });

  it.each([
    ["deckPromise", /"deckPromise":"[^"]+"/g, '"deckPromise":"other"', "another secret was promised"],
    ["root", /"deckRoot":"[^"]+"/g, '"deckRoot":"other"', "another deck was sealed"],
    ["board", /"board":\["..".{5}/g, '"board":["2c","2c"', "another board was told"],
    [
      "own cards",
      /("player":"ann","seat":\d,"cards":\[)"..","..."?/g,
      '$1"2c","2c"',
      "ann was dealt other cards",
    ],
  ])("may differ by the %s", (_what, from, to, fault) => {
    const changed = told.map((line) => line.replaceAll(from, to));
    expect(changed).not.toEqual(told);
    expect(faultsOf(changed).join("\n")).toContain(fault);
  });

  it("is summed up for people", () => {
    const lines = linesAbout(audit, verification, { compared: 0, faults: [] });
    expect(lines.join("\n")).toContain("3 of hands 1 to 3 dealt again");
    expect(lines.at(-1)).toBe('ann gave "luck" in hands 2-3');
  });
});
