import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { CARDS, type Card } from "../../../src/poker/card.ts";
import type { HandRecord } from "../../../src/poker/history/hand-record.ts";
import type { LedgerView } from "../../../src/poker/history/ledger-view.ts";
import { totalChips } from "../../../src/poker/table-state.ts";
import { anyConfig, anyStep, peopleComing, type Step } from "../random-inputs.ts";
import { TableWithRecords } from "./table-with-records.ts";

const CARD = /[2-9TJQKA][shdc]/g;
const FORMATS = ["summary", "json", "replay", "phh", "txt"];

describe("the history of any inputs from anywhere", () => {
  it("has every finished hand, shows nobody a hidden card, and a ledger that is zero at every moment", () => {
    const total = { hands: 0, entries: 0 };
    const steps = fc.array(anyStep, { minLength: 40, maxLength: 100 });
    fc.assert(
      fc.property(anyConfig, peopleComing, steps, (config, people, random) => {
        const table = new TableWithRecords(config);
        for (const step of [...people, ...random]) play(table, step);
        for (const no of table.hands.keys()) expectSecretsKept(table, no);
        expect([...table.hands.keys()]).toEqual(finishedHands(table));
        expectBalanced(table);
        total.hands += table.hands.size;
        total.entries += table.entries.length;
      }),
      { numRuns: 80, seed: 20300101 },
    );
    expect(total.hands).toBeGreaterThan(120);
    expect(total.entries).toBeGreaterThan(400);
  });
});

function play(table: TableWithRecords, { waitMs, make }: Step): void {
  table.wait(waitMs);
  const entries = table.entries.length;
  table.take(make(table.state));
  if (table.entries.length > entries) expectBalanced(table);
}

function finishedHands({ state }: TableWithRecords): readonly number[] {
  const isLive = state.play !== null && !state.play.hand.ended;
  return Array.from({ length: state.handNo - (isLive ? 1 : 0) }, (_, at) => at + 1);
}

function expectBalanced(table: TableWithRecords): void {
  const { accounts, totals, entries, settlement } = JSON.parse(table.ledger()) as LedgerView;
  const sum = (chips: readonly number[]) => chips.reduce((all, one) => all + one, 0);
  expect(totals.onTable).toBe(totalChips(table.state));
  expect(totals.boughtIn - totals.cashedOut).toBe(totals.onTable);
  expect(sum(entries.map(({ chips }) => chips))).toBe(totals.onTable);
  expect(sum(accounts.map(({ onTable }) => onTable))).toBe(totals.onTable);
  expect(sum(accounts.map(({ net }) => net))).toBe(0);
  for (const { player, net } of accounts) {
    const paid = sum(settlement.transfers.flatMap(({ from, chips }) => (from === player ? [chips] : [])));
    const got = sum(settlement.transfers.flatMap(({ to, chips }) => (to === player ? [chips] : [])));
    expect(got - paid).toBe(net);
  }
}

function expectSecretsKept(table: TableWithRecords, no: number): void {
  const record = table.record(no);
  const dealt = [...record.seats.flatMap(({ cards }) => cards), ...boardCards(record)];
  expect(cardsIn(table.hands.get(no) ?? "").filter((card) => !dealt.includes(card))).toEqual([]);
  for (const reader of [...record.seats.map(({ player }) => player), "__proto__", "a spectator"]) {
    const seen = new Set([...boardCards(record), ...record.seats.flatMap((seat) => cardsFor(reader, seat))]);
    for (const format of FORMATS) {
      const leaked = cardsIn(table.view(no, reader, format)).filter((card) => !seen.has(card));
      if (leaked.length > 0) throw new Error(`${reader} sees ${leaked.join()} of hand ${no} as ${format}`);
    }
  }
}

function cardsFor(reader: string, { player, cards, shown }: HandRecord["seats"][number]): readonly Card[] {
  return player === reader ? cards : (shown ?? []);
}

function boardCards({ events, rabbit = [], rabbit2 = [] }: HandRecord): readonly Card[] {
  const dealt = events.flatMap((event) => (event.type === "BoardDealt" ? event.cards : []));
  return [...dealt, ...rabbit, ...rabbit2];
}

function cardsIn(text: string): readonly Card[] {
  // Not the member `toAct`, not the article.
  const found = new Set<string>(text.replaceAll("toAct", "").replaceAll("The ", "").match(CARD));
  return CARDS.filter((card) => found.has(card));
}
