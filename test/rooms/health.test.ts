import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import {
  judge,
  type KnownProcess,
  REASONS,
  TOO_LONG,
  type Vitals,
  WARNINGS,
} from "../../src/rooms/health.ts";

const PROCESS: KnownProcess = {
  role: "all",
  pid: 1,
  version: "1.0.0",
  recent: { commitsPerSecond: 10, commitsFailed: 0, calls: 100, callsFailed: 3 },
  eventLoopDelayMs: 21,
  platform: { lastSuccessAt: null, lastError: null, roomsWaiting: 0 },
  sweep: { sinceMs: 120, lateMs: 30 },
  silentMs: 0,
};

const WELL: Vitals = {
  redis: {
    latencyMs: 0.4,
    persistence: "aof",
    evictionPolicy: "noeviction",
    takesWrites: true,
    standing: [],
  },
  queues: { oldestAgeMs: null, workers: 1 },
  rooms: { oldestUndeliveredMs: 900, overdueMs: 40 },
  processes: [PROCESS],
};

describe("the verdict", () => {
  it("is ok when nobody has a reason to complain", () => {
    expect(judge(WELL, TOO_LONG)).toEqual({ status: "ok", reasons: [], warnings: [] });
  });

  it("says nothing but that Redis is away when it is: what else could be known", () => {
    expect(judge({ redis: null, queues: null, rooms: null, processes: [PROCESS] }, TOO_LONG)).toEqual({
      status: "down",
      reasons: [REASONS.redisAway],
      warnings: [],
    });
  });

  it("does not take the last words of a silent process for news", () => {
    const gone = { ...PROCESS, silentMs: 11_000, platform: { ...PROCESS.platform, roomsWaiting: 4 } };
    expect(judge({ ...WELL, processes: [PROCESS, gone] }, TOO_LONG)).toEqual({
      status: "ok",
      reasons: [],
      warnings: [WARNINGS.silent],
    });
  });

  it("is content with one process that looks after the clocks", () => {
    const stuck = { ...PROCESS, sweep: { sinceMs: 60_000, lateMs: null } };
    expect(judge({ ...WELL, processes: [PROCESS, stuck] }, TOO_LONG).reasons).toEqual([]);
    expect(judge({ ...WELL, processes: [stuck] }, TOO_LONG).reasons).toEqual([REASONS.clocksStand]);
  });
});

describe("each reason and each warning", () => {
  const operations = readFileSync("docs/operations.md", "utf8");
  const causes = ["test/scenarios", "test/cluster"]
    .flatMap((folder) => readdirSync(folder).map((file) => `${folder}/${file}`))
    .filter((file) => /\/(health|redis-away)[^/]*$/.test(file))
    .map((file) => readFileSync(file, "utf8"))
    .join();
  const all = [
    ...Object.entries(REASONS).map(([name, words]) => [`REASONS.${name}`, words] as const),
    ...Object.entries(WARNINGS).map(([name, words]) => [`WARNINGS.${name}`, words] as const),
  ];

  it.each(all)("%s has its remedy in the operator's handbook, and a test that causes it", (name, words) => {
    const row = operations.split("\n").find((line) => line.startsWith("|") && line.includes(words));
    expect(row?.split("|")[3]?.trim().length ?? 0).toBeGreaterThan(20);
    expect(causes).toContain(name);
  });
});
