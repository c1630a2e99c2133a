import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { chooseAction } from "../../src/demo/choose-action.ts";
import { seededRandom } from "../../src/demo/random.ts";

const chips = fc.integer({ min: 1, max: 500 });
const situations = fc
  .record({
    stack: chips,
    pot: chips,
    price: chips,
    minRaise: chips,
    room: fc.nat(500),
    canRaise: fc.boolean(),
  })
  .chain(({ stack, pot, price, minRaise, room, canRaise }) =>
    fc.constantFrom(true, false).map((canCheck) => ({
      stack,
      pot,
      legal: {
        actions: [
          "fold",
          ...(canCheck ? ["check"] : ["call"]),
          ...(canRaise ? [canCheck ? "bet" : "raise"] : []),
          "allIn",
        ],
        callAmount: canCheck ? 0 : price,
        minRaiseTo: canRaise ? minRaise : null,
        maxRaiseTo: canRaise ? minRaise + room : null,
      },
    })),
  );

describe("chooseAction", () => {
  it("always chooses a legal action with a total within the limits", () => {
    fc.assert(
      fc.property(situations, fc.string(), ({ legal, ...rest }, seed) => {
        const { action, to } = chooseAction({ legal, ...rest }, seededRandom(seed));
        expect(legal.actions).toContain(action);
        expect(to !== undefined).toBe(action === "bet" || action === "raise");
        if (to === undefined) return;
        expect(Number.isInteger(to)).toBe(true);
        expect(to).toBeGreaterThanOrEqual(legal.minRaiseTo ?? Number.NaN);
        expect(to).toBeLessThanOrEqual(legal.maxRaiseTo ?? Number.NaN);
      }),
    );
  });

  it("never folds for free", () => {
    const legal = {
      actions: ["fold", "check", "bet", "allIn"],
      callAmount: 0,
      minRaiseTo: 2,
      maxRaiseTo: 200,
    };
    const random = seededRandom("free");
    const chosen = Array.from(
      { length: 1000 },
      () => chooseAction({ legal, stack: 200, pot: 3 }, random).action,
    );
    expect(new Set(chosen)).toEqual(new Set(["check", "bet", "allIn"]));
  });

  it("mostly calls, sometimes raises or folds, rarely goes all-in", () => {
    const legal = {
      actions: ["fold", "call", "raise", "allIn"],
      callAmount: 2,
      minRaiseTo: 4,
      maxRaiseTo: 200,
    };
    const random = seededRandom("calls");
    const counts = { fold: 0, call: 0, raise: 0, allIn: 0 };
    for (let i = 0; i < 2000; i += 1)
      counts[chooseAction({ legal, stack: 200, pot: 3 }, random).action as keyof typeof counts] += 1;
    expect(counts.call).toBeGreaterThan(1000);
    expect(counts.raise).toBeGreaterThan(100);
    expect(counts.fold).toBeGreaterThan(100);
    expect(counts.allIn).toBeGreaterThan(5);
    expect(counts.allIn).toBeLessThan(100);
  });

  it("chooses the same again for the same seed", () => {
    const [one, two, other] = ["a", "a", "b"].map((seed) => {
      const random = seededRandom(seed);
      return Array.from({ length: 5 }, () => random());
    });
    expect(one).toEqual(two);
    expect(one).not.toEqual(other);
  });
});
