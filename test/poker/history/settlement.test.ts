import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { type Balance, EXACT_UP_TO, settle, type Transfer } from "../../../src/poker/history/settlement.ts";

const balancesOf = (nets: Readonly<Record<string, number>>): readonly Balance<string>[] =>
  Object.entries(nets).map(([who, net]) => ({ who, net }));

/** Nets that are zero together, with many small numbers, so that groups form by chance. */
const nets = (people: number) =>
  fc
    .array(fc.integer({ min: -9, max: 9 }), { minLength: people - 1, maxLength: people - 1 })
    .map((chips) => [...chips, -chips.reduce((sum, one) => sum + one, 0)])
    .map((chips) => chips.map((net, at) => ({ who: `p${at}`, net })));

describe("a settlement", () => {
  it("is one transfer between two", () => {
    expect(settle(balancesOf({ Alice: 120, Bob: -120 }))).toEqual({
      transfers: [{ from: "Bob", to: "Alice", chips: 120 }],
      isFewest: true,
    });
  });

  it("is nothing when nobody is up or down", () => {
    expect(settle(balancesOf({ Alice: 0, Bob: 0 }))).toEqual({ transfers: [], isFewest: true });
    expect(settle([])).toEqual({ transfers: [], isFewest: true });
  });

  it("lets those settle among themselves who can", () => {
    const { transfers } = settle(balancesOf({ ann: 7, bob: 5, cyd: -5, dan: -4, eve: -3 }));
    expect(transfers).toHaveLength(3);
    expect(transfers).toContainEqual({ from: "cyd", to: "bob", chips: 5 });
  });

  it("finds groups that paying the largest claim first misses", () => {
    const { transfers } = settle(balancesOf({ ann: 8, bob: 6, cyd: -7, dan: -5, eve: -1, fay: -1 }));
    expect(transfers).toHaveLength(4);
    expect(new Set(transfers.filter(({ to }) => to === "ann").map(({ from }) => from)).size).toBe(2);
  });

  it("has the fewest transfers there can be", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }).chain(nets), (balances) => {
        const { transfers, isFewest } = settle(balances);
        expectSettled(balances, transfers);
        expect(isFewest).toBe(true);
        expect(transfers.length).toBe(fewestBySearch(balances.map(({ net }) => net)));
      }),
      { numRuns: 300 },
    );
  });

  it("settles any number of people with fewer transfers than people", () => {
    fc.assert(
      fc.property(fc.integer({ min: EXACT_UP_TO + 2, max: 60 }).chain(nets), (balances) => {
        const { transfers } = settle(balances);
        expectSettled(balances, transfers);
        expect(transfers.length).toBeLessThan(balances.length);
      }),
      { numRuns: 50 },
    );
    const pairs = Array.from({ length: 20 }, (_, at) => ({ who: at, net: at < 10 ? at + 1 : 9 - at }));
    expect(settle(pairs)).toMatchObject({ isFewest: false });
    expect(settle(pairs).transfers).toHaveLength(10);
  });

  it("has the fewest for as many people as it promises", () => {
    const pairs = Array.from({ length: EXACT_UP_TO }, (_, at) => ({
      who: at,
      net: at % 2 === 0 ? at + 1 : -at,
    }));
    expect(settle(pairs)).toMatchObject({ isFewest: true });
    expect(settle(pairs).transfers).toHaveLength(EXACT_UP_TO / 2);
  });

  it("refuses balances that are not zero together", () => {
    expect(() => settle(balancesOf({ ann: 1 }))).toThrow("not zero together");
  });
});

function expectSettled(balances: readonly Balance<string>[], transfers: readonly Transfer<string>[]): void {
  const left = new Map(balances.map(({ who, net }) => [who, net]));
  for (const { from, to, chips } of transfers) {
    expect(chips).toBeGreaterThan(0);
    left.set(from, left.get(from)! + chips);
    left.set(to, left.get(to)! - chips);
  }
  expect([...left.values()].filter((net) => net !== 0)).toEqual([]);
}

/** By trying whom the first open person settles with, completely or as far as it goes. */
function fewestBySearch(open: readonly number[]): number {
  const [first, ...others] = open.filter((net) => net !== 0);
  if (first === undefined) return 0;
  const tries = others.flatMap((other, at) =>
    Math.sign(other) === Math.sign(first) ? [] : [others.with(at, other + first)],
  );
  return 1 + Math.min(...tries.map(fewestBySearch));
}
