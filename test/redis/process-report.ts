import type { ProcessReport } from "../../src/rooms/health.ts";

export const REPORT: ProcessReport = {
  role: "worker",
  pid: 7,
  version: "1.0.0",
  recent: { commitsPerSecond: 1, commitsFailed: 0, calls: 2, callsFailed: 0 },
  eventLoopDelayMs: 20,
  platform: { lastSuccessAt: null, lastError: null, roomsWaiting: 0 },
  sweep: { sinceMs: null, lateMs: 12 },
};
