import { expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { auditSchema } from "../../../src/poker/fair-deck/audit.ts";
import { rootFrom } from "../../../src/poker/fair-deck/deck-tree.ts";
import type { HandProof } from "../../../src/poker/fair-deck/proof.ts";
import { verifyAudit } from "../../../src/poker/fair-deck/verify-audit.ts";
import { history } from "../../../src/poker/history/history.ts";
import { TableWithRecords } from "../history/table-with-records.ts";
import { anyConfig, anyStep, peopleComing, type Step } from "../random-inputs.ts";

function play(table: TableWithRecords, steps: readonly Step[]): void {
  for (const { waitMs, make } of steps) table.wait(waitMs).take(make(table.state));
}

it("whatever is played, the audit of the session verifies and every opening leads to the root", () => {
  const total = { hands: 0, openings: 0, secondBoards: 0, seeds: 0 };
  const steps = fc.array(anyStep, { minLength: 40, maxLength: 100 });
  fc.assert(
    fc.property(anyConfig, peopleComing, steps, (config, people, random) => {
      const table = new TableWithRecords(config);
      play(table, [...people, ...random]);
      table.take({ from: "operator", order: "close" });
      const audit = history.audit?.(table.state) ?? null;
      if (audit === null) return;
      const records = [...table.hands.values()].map((json): unknown => JSON.parse(json));
      const parsed = auditSchema.parse(JSON.parse(audit.document(records).text));
      const { faults, missing, hands } = verifyAudit(parsed);
      expect([faults, missing]).toEqual([[], []]);
      for (const { hand, holeCards, root } of hands) {
        expect(holeCards).toEqual(table.record(hand.no).seats.map(({ cards }) => cards));
        const { openings } = JSON.parse(table.view(hand.no, "ann", "proof")) as HandProof;
        for (const opening of openings) expect(rootFrom(opening)).toBe(root);
        total.openings += openings.length;
        total.secondBoards += hand.board.some(({ board }) => board === 1) ? 1 : 0;
        total.seeds += hand.seeds.length;
      }
      total.hands += hands.length;
    }),
    { numRuns: 100, seed: 20300103 },
  );
  expect(total.hands).toBeGreaterThan(60);
  expect(total.openings).toBeGreaterThan(200);
  expect(total.secondBoards).toBeGreaterThan(0);
  expect(total.seeds).toBeGreaterThan(0);
}, 60_000);
