import { describe, expect, it } from "@jest/globals";
import * as fc from "fast-check";
import { applyPatch, patchState, type StatePatch } from "../../src/rooms/state-patch.ts";

type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [name: string]: Json | undefined };

const scalar = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, 12, "x", 'Ä♠\n"', "a long text ".repeat(20)),
  fc.string({ unit: "grapheme", maxLength: 12 }),
);
const name = fc.oneof(fc.constantFrom("a", "b", "7", "__proto__", "ä♠"), fc.string({ maxLength: 6 }));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie("json"), { maxLength: 6 }),
    fc.dictionary(name, fc.oneof({ weight: 9, arbitrary: tie("json") }, fc.constant(undefined)), {
      maxKeys: 6,
    }),
  ),
}));

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value in which something at a place chosen by `path` is another, and all besides is the very same. */
function changed(value: Json, path: readonly number[], put: Json): Json {
  const [step, ...further] = path;
  if (step === undefined || typeof value !== "object" || value === null) return put;
  if (isList(value)) {
    const at = step % (value.length + 2);
    if (at > value.length) return value.slice(0, step % (value.length + 1));
    if (at === value.length) return [...value, put];
    return value.map((member, i) => (i === at ? changed(member, further, put) : member));
  }
  const names = Object.keys(value);
  const chosen = names[step % (names.length + 1)];
  if (chosen === undefined) return { ...value, [`new${step}`]: put };
  const member = (value as Record<string, Json>)[chosen] ?? null;
  return Object.defineProperty({ ...value }, chosen, {
    value: changed(member, further, put),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

describe("the patch of a state", () => {
  it("makes of the JSON before what JSON.stringify gives for the state after, one change after the other", () => {
    const changes = fc.array(fc.tuple(fc.array(fc.nat({ max: 8 }), { maxLength: 5 }), json), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(json, changes, (first, steps) => {
        let value = first;
        let patch: StatePatch = patchState(null, value);
        let text = applyPatch("", patch.text);
        expect(text).toBe(JSON.stringify(value));
        for (const [path, put] of steps) {
          const before = { value, layout: patch.layout };
          value = changed(value, path, put);
          patch = patchState(before, value);
          text = applyPatch(text, patch.text);
          expect(text).toBe(JSON.stringify(value));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("takes back what it wrote of an object that turns out to have other members", () => {
    const seats = Array.from({ length: 3 }, (_, seat) => ({
      seat,
      name: "a long name ".repeat(30),
      chips: 100,
    }));
    const before = { seats, turn: { seat: 1, dueAt: "tomorrow ".repeat(40) }, last: true };
    const first = patchState(null, before);
    const [one, two, ...others] = seats;
    const after = [
      { seats: [one, { ...two, chips: 5, bet: 95 }, ...others], turn: before.turn, last: false },
      { seats: [one, { ...two, chips: 5 }, ...others], turn: { seat: 2 }, next: "x", last: false },
      { seats: [one, { name: "♠", ...two }], last: 1 },
    ];
    for (const value of after) {
      const { text } = patchState({ value: before, layout: first.layout }, value);
      expect(applyPatch(JSON.stringify(before), text)).toBe(JSON.stringify(value));
    }
  });

  it("names what stayed by its place and writes only what is new", () => {
    const seats = Array.from({ length: 9 }, (_, seat) => ({
      seat,
      name: `player ${seat}`,
      cards: ["As", "Kd"],
    }));
    const before = { hand: 7, config: { names: Array.from({ length: 50 }, (_, no) => ({ no })) }, seats };
    const { layout } = patchState(null, before);
    const after = {
      ...before,
      hand: 8,
      seats: seats.map((one) => (one.seat === 4 ? { ...one, name: "Ann" } : one)),
    };
    const { text } = patchState({ value: before, layout }, after);
    expect(applyPatch(JSON.stringify(before), text)).toBe(JSON.stringify(after));
    expect(text.added).toBe('8{"seat":4,"name":"Ann","cards":["As","Kd"]}');
    expect(text.plan).toHaveLength(2 * 5);
  });

  it("of a state that stayed is one piece", () => {
    const state = { seats: Array.from({ length: 40 }, (_, seat) => ({ seat })) };
    const { layout } = patchState(null, state);
    const length = JSON.stringify(state).length;
    expect(patchState({ value: state, layout }, state).text).toMatchObject({ plan: [0, length], added: "" });
    expect(patchState({ value: state, layout }, { ...state }).text).toMatchObject({
      plan: [0, length],
      added: "",
    });
  });
});
