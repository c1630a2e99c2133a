import { describe, expect, it } from "@jest/globals";
import { type Assumptions, type Costs, needsOf, type RoomSizes } from "../../bench/capacity-model.ts";
import { simulate, type Tables } from "../../bench/capacity-simulation.ts";
import { seededRandom } from "../../src/demo/random.ts";

const costs: Costs = {
  idleCores: { web: 0, worker: 0, redis: 0 },
  webMicros: 500,
  messageMicros: 100,
  redisMicros: 200,
  messagesAnAction: 3,
};
const sizes: RoomSizes = { liveKb: 10, handKb: 4, eventKb: 0.5, answerKb: 2 };
const assumed: Assumptions = {
  actionsARoomSecond: 0.5,
  handsKept: 10,
  eventsKept: 100,
  answersKeptSeconds: 60,
  busy: 0.5,
  nodeGb: 10,
  callMs: 50,
  lanes: 100,
  coreHourDollars: 0.1,
  gbHourDollars: 0.01,
};

describe("what rooms need", () => {
  it("is counted from the costs of an action", () => {
    // 1,000 actions/s: 0.5 cores of web processes and 0.3 of workers, half used; 3,000 calls under way for 50 ms each.
    expect(needsOf(2000, costs, sizes, assumed)).toEqual({
      rooms: 2000,
      actionsPerSecond: 1000,
      callsPerSecond: 3000,
      webs: 1,
      workers: 3,
      redisMasters: 1,
      // 10 KB, 10 hands of 4, 100 commits of 0.5, and the answers of a minute: 160 KB.
      redisGb: 0.32,
      dollarsAMonth: (6 * 0.1 + 2 * 0.64 * 0.01) * 730,
    });
  });

  it("is more masters when memory runs out before processors do", () => {
    expect(needsOf(100_000, { ...costs, redisMicros: 1 }, sizes, assumed).redisMasters).toBe(4);
  });

  it("is more processes when each is busy with itself", () => {
    const idleCores = { web: 0.25, worker: 0, redis: 0 };
    expect(needsOf(2000, { ...costs, idleCores }, sizes, assumed).webs).toBe(2);
  });
});

describe("the simulated tables", () => {
  const tables: Tables = {
    rooms: 10,
    thinking: { leastMs: 1000, mostMs: 1000 },
    callMs: { least: 10, most: 10 },
    seconds: 100,
  };
  const play = (changes: Partial<Tables>, handOverMs = 0) =>
    simulate({ ...tables, ...changes }, costs, { handOverMs, random: seededRandom("tables") });

  it("take as long as the stations on the way when nobody else is there", () => {
    const { p50Ms, p99Ms, webCores, callsPerSecond, actionsPerSecond } = play({ rooms: 1 }, 1);
    // 0.5 + 0.2 + hand-over 1, then three messages of 0.1, each but the last followed by the 10 of its call.
    expect(p50Ms).toBeCloseTo(22, 6);
    expect(p99Ms).toBeCloseTo(22, 6);
    expect(actionsPerSecond).toBeCloseTo(1, 1);
    expect(callsPerSecond).toBeCloseTo(3 * actionsPerSecond, 6);
    expect(webCores).toBeCloseTo(0.0005 * actionsPerSecond, 6);
  });

  it("use what the actions cost, whatever they wait", () => {
    const { webCores, workerCores, redisCores, actionsPerSecond } = play({ rooms: 1000 });
    expect(webCores).toBeCloseTo(actionsPerSecond * 0.0005, 6);
    expect(workerCores).toBeCloseTo(actionsPerSecond * 0.0003, 6);
    expect(redisCores).toBeCloseTo(actionsPerSecond * 0.0002, 6);
  });

  it("are held up when more is asked than a process can do", () => {
    const { actionsPerSecond, p50Ms } = play({ rooms: 4000, seconds: 20 });
    expect(actionsPerSecond).toBeLessThan(2100);
    expect(p50Ms).toBeGreaterThan(100);
    expect(play({ rooms: 400, seconds: 20 }).p50Ms).toBeLessThan(23);
  });
});
