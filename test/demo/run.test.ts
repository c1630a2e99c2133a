import { describe, expect, it } from "@jest/globals";
import type { DemoArguments } from "../../src/demo/arguments.ts";
import { runDemo } from "../../src/demo/run.ts";
import { testRedisUrl } from "../redis-for-tests.ts";

const env = { ...process.env, REDIS_URL: testRedisUrl() };

const noPage = () => Promise.reject(new Error("nobody needs a page"));

async function play(change: Partial<DemoArguments>, stopAt: string | null = null) {
  const lines: string[] = [];
  const stopping = new AbortController();
  const say = (line: string): void => {
    lines.push(line);
    if (stopAt !== null && line.includes(stopAt)) stopping.abort();
  };
  const demo: DemoArguments = {
    mode: "headless",
    port: null,
    isReal: false,
    hands: 3,
    players: 3,
    variant: "nlhe",
    seed: "test",
    speed: 1,
    ...change,
  };
  const outcome = await runDemo({ demo, env, signal: stopping.signal, say }, noPage);
  return { ...outcome, lines, text: lines.join("\n") };
}

describe("runDemo", () => {
  it("plays the hands that were asked for, tells them and finds nothing wrong", async () => {
    const { faults, isComplete, text } = await play({});
    expect(faults).toEqual([]);
    expect(isComplete).toBe(true);
    expect(text.match(/── Hand \d+ ──/g)).toEqual(["── Hand 1 ──", "── Hand 2 ──", "── Hand 3 ──"]);
    expect(text.match(/^ {2}(told|stacks) {3,}Alice/gm)).toHaveLength(7);
    expect(text).toMatch(/(\d+) bought in = \1 on the table, the same at every one of \d+ looks/);
    expect(text).toMatch(/none leaked in \d+ messages, \d+ answers/);
  });

  it("deals the same hands again for the same seed", async () => {
    const hands = async () =>
      (await play({ hands: 2 })).lines.filter((line) =>
        /(told|result) .*\b(([2-9TJQKA][cdhs] ){2}|wins)/.test(line),
      );
    const [first, second] = [await hands(), await hands()];
    expect(first).toHaveLength(4);
    expect(second).toEqual(first);
  });

  it("plays Omaha as well", async () => {
    const { faults, text } = await play({ variant: "plo", hands: 1 });
    expect(faults).toEqual([]);
    expect(text).toMatch(/told +Alice(?: [2-9TJQKA][cdhs]){4} /);
  });

  it("stops when asked to, before the last hand", async () => {
    const { faults, isComplete, text } = await play({ hands: 5 }, "Hand 2");
    expect(faults).toEqual([]);
    expect(isComplete).toBe(false);
    expect(text).toContain("1 in ");
    expect(text).not.toContain("Hand 3");
  });

  it("plays on without an end at a human pace, telling where everything is", async () => {
    const { faults, isComplete, text } = await play({ mode: "terminal", hands: null, speed: 50 }, "Hand 2");
    expect(faults).toEqual([]);
    expect(isComplete).toBe(true);
    expect(text).toMatch(/curl -s -H 'authorization: Bearer \w+' http:\S+\/admin\/health/);
    expect(text).toMatch(/curl -s -H 'authorization: Bearer [\w.-]+' http:\S+\/v1\/rooms\/demo-room\/table/);
  });
});
