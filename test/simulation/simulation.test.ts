import { describe, expect, it } from "@jest/globals";
import { live } from "./life.ts";
import { addLife, emptyReport, lineOf, tell } from "./report.ts";

const KEPT_SEEDS = 30;
const FRESH_MS = 3000;

describe("rooms under faults", () => {
  it("hold through the lives of fixed seeds", async () => {
    const report = emptyReport();
    for (let seed = 1; seed <= KEPT_SEEDS; seed += 1) addLife(report, await live({ seed }));
    expect(report.failures.map((life) => lineOf(life))).toEqual([]);
    expect(report.hands).toBeGreaterThan(KEPT_SEEDS);
    expect(report.messages).toBeGreaterThan(100 * KEPT_SEEDS);
  });

  it("hold through the lives of fresh seeds", async () => {
    const report = emptyReport();
    const from = Math.floor(Math.random() * 1_000_000_000);
    const untilMs = performance.now() + FRESH_MS;
    for (let seed = from; performance.now() < untilMs; seed += 1) addLife(report, await live({ seed }));
    const lines = [`lives from seed ${from} on`];
    tell(report, (line) => lines.push(line));
    process.stdout.write(`${lines.join("\n")}\n`);
    expect(report.failures.map((life) => lineOf(life))).toEqual([]);
  });

  it("live the same life twice from one seed", async () => {
    const lives = [await live({ seed: 7 }), await live({ seed: 8 }), await live({ seed: 7 })];
    expect(lives[2]).toEqual(lives[0]);
    expect(lives[1]?.fingerprint).not.toBe(lives[0]?.fingerprint);
  });

  it("are cut off where they are told to", async () => {
    const lines: string[] = [];
    const life = await live({ seed: 7, steps: 200, onTrace: (line) => lines.push(line) });
    expect(life).toMatchObject({ steps: 200, violation: null });
    expect(lines.length).toBeGreaterThan(50);
  });
});
