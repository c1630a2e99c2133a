import { basename } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readLines } from "../../src/replay/read-lines.ts";
import { replayLine } from "../../src/replay/replay-line.ts";
import { hasShared, sharedVectors } from "./shared-files.ts";

/** Heads-up, the big blind takes the pot on the flop. */
const record = {
  id: "NT-1",
  variant: "NT",
  betting: "NL",
  players: 2,
  button: 1,
  deck: "standard",
  anteType: "none",
  antes: [0, 0],
  blindsOrStraddles: [2, 1],
  antesPosted: [0, 0],
  blindsPosted: [2, 1],
  minBet: 2,
  preflopMinRaise: 2,
  startingStacks: [20, 20],
  holeCards: [
    ["Ah", "Ad"],
    ["Kh", "Kd"],
  ],
  board: ["2c", "7d", "9h"],
  actions: [
    { player: 1, street: 0, type: "call" },
    { player: 0, street: 0, type: "check" },
    { player: 0, street: 1, type: "bet", to: 4 },
    { player: 1, street: 1, type: "fold" },
  ],
  legal: [
    { player: 1, canFold: true, canCheck: false, callAmount: 1, minRaiseTo: 4, maxRaiseTo: 20 },
    { player: 0, canFold: false, canCheck: true, callAmount: 0, minRaiseTo: 4, maxRaiseTo: 20 },
    { player: 0, canFold: false, canCheck: true, callAmount: 0, minRaiseTo: 2, maxRaiseTo: 18 },
    { player: 1, canFold: true, canCheck: false, callAmount: 4, minRaiseTo: 8, maxRaiseTo: 18 },
  ],
  uncalled: { player: 0, amount: 4 },
  pots: [{ amount: 4, eligible: [0] }],
  showdown: [],
  hands: [],
  finishingStacks: [22, 18],
  strict: true,
  tags: ["heads-up", "fold-win"],
};

const replay = (change: object) => replayLine(JSON.stringify({ ...record, ...change }), "line 1");
const differences = (change: object) => {
  const outcome = replay(change);
  return outcome.kind === "failed" ? outcome.differences.join("\n") : outcome.kind;
};

describe("a hand of the vectors", () => {
  it("passes when everything is as recorded", () => {
    expect(replay({})).toEqual({ kind: "passed" });
  });

  it.each([
    ["finishingStacks", [21, 19]],
    ["pots", [{ amount: 4, eligible: [0, 1] }]],
    ["uncalled", null],
    ["blindsPosted", [1, 1]],
    ["antesPosted", [1, 0]],
    ["board", ["2c", "7d", "9h", "Tc"]],
    ["showdown", [0, 1]],
  ])("fails and says so when %s differs", (field, value) => {
    expect(differences({ [field]: value })).toContain(field);
  });

  it("fails when what is legal differs", () => {
    const legal = record.legal.with(1, { ...record.legal[1]!, minRaiseTo: 3 });
    expect(differences({ legal })).toContain("legal[1]");
  });

  it("fails when an action is not legal or comes on another street", () => {
    const actions = record.actions.with(2, { player: 0, street: 1, type: "bet", to: 1 });
    expect(differences({ actions })).toContain("illegal_action");
    expect(differences({ actions: record.actions.with(2, { ...record.actions[2]!, street: 2 }) })).toContain(
      "legal[2]",
    );
  });

  it("fails when the hand is not over after the last action", () => {
    expect(differences({ actions: record.actions.slice(0, 3) })).toContain("not over");
  });

  it("compares with the standard value where there is one", () => {
    expect(differences({ std: { finishingStacks: [23, 17] } })).toContain("finishingStacks");
    expect(replay({ finishingStacks: [0, 40], std: { finishingStacks: [22, 18] } })).toEqual({
      kind: "passed",
    });
    expect(differences({ std: { legal: { "0": { ...record.legal[0]!, callAmount: 2 } } } })).toContain(
      "legal[0]",
    );
  });

  it("drops a forced check that the engine does not ask for, and no other", () => {
    const check = { player: 1, street: 1, type: "check" };
    const legal = record.legal.toSpliced(2, 0, record.legal[2]!);
    expect(
      replay({ actions: record.actions.toSpliced(2, 0, { ...check, forced: true } as never), legal }),
    ).toEqual({ kind: "passed" });
    expect(differences({ actions: record.actions.toSpliced(2, 0, check), legal })).toContain("actions[2]");
  });

  it("skips a short top blind by PokerKit's convention, not the standard one", () => {
    const tags = ["short-top-blind"];
    expect(replay({ tags })).toEqual({ kind: "skipped", name: "NT-1", reason: "short-top-blind" });
    expect(replay({ tags, source: "std" })).toEqual({ kind: "passed" });
  });

  it.each([
    ["an unknown field", { surprise: 1 }],
    ["a card that does not exist", { board: ["1c", "7d", "9h"] }],
    ["chips that are no integer", { finishingStacks: [22.5, 17.5] }],
    ["a missing field", { pots: undefined }],
    ["a variant of another betting", { betting: "FL" }],
  ])("fails on %s", (_, change) => {
    expect(replay(change).kind).toBe("failed");
  });

  it.each(["{", "null", "[]", "1", '{"id":"x"}'])("fails on the line %p", (line) => {
    expect(replayLine(line, "line 1").kind).toBe("failed");
  });
});

describe("a pair of hands", () => {
  const pair = {
    id: "holdem7-1",
    a: ["2s", "Th", "Ks", "7c", "8c", "6c", "7s"],
    b: ["Th", "Qh", "6d", "7c", "4h", "Kh", "Ts"],
    result: "b",
    aName: "One pair",
    bName: "One pair",
    aRank: 2523,
    bRank: 3198,
  };
  const low = {
    id: "omahalow-1",
    board: ["3s", "5d", "9c", "Ac", "8h"],
    a: ["3d", "7h", "8d", "2c"],
    b: ["5s", "4h", "Kd", "5h"],
    result: "a",
    aLow: "7532A",
    bLow: "8543A",
  };
  const kindOf = (value: object) => replayLine(JSON.stringify(value), "line 1").kind;

  it("passes only with the right winner, names and order", () => {
    expect(kindOf(pair)).toBe("passed");
    expect(kindOf({ ...pair, result: "a" })).toBe("failed");
    expect(kindOf({ ...pair, aName: "Flush" })).toBe("failed");
    expect(kindOf({ ...pair, bRank: 1 })).toBe("failed");
    expect(kindOf({ ...pair, id: "whist-1" })).toBe("failed");
  });

  it("passes only with the right lows", () => {
    expect(kindOf(low)).toBe("passed");
    expect(kindOf({ ...low, bLow: null })).toBe("failed");
    expect(kindOf({ ...low, result: "tie" })).toBe("failed");
  });
});

(hasShared ? describe : describe.skip)("the shared vectors (skipped without ../shared)", () => {
  const files = [...sharedVectors("vectors"), ...sharedVectors("vectors/eval")];
  const name = (path: string) => basename(path);

  it.each(files.map((path) => [name(path), path] as const))("%s: the first thousand", async (_, path) => {
    const failed: unknown[] = [];
    let lineNo = 0;
    for await (const line of readLines(path)) {
      const outcome = replayLine(line, String(++lineNo));
      if (outcome.kind === "failed") failed.push(outcome);
      if (lineNo === 1000) break;
    }
    expect(failed).toEqual([]);
    expect(lineNo).toBeGreaterThan(700);
  });
});
