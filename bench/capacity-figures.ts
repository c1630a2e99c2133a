import type { Assumptions, Costs, RoomSizes } from "./capacity-model.ts";

/** Measured on the machine of docs/performance.md, one web and one worker process. */
export const COSTS: Costs = {
  idleCores: { web: 0.03, worker: 0.05, redis: 0.03 },
  webMicros: 490,
  messageMicros: 165,
  redisMicros: 330,
  messagesAnAction: 3,
};

export const SIZES: RoomSizes = { liveKb: 11.4, handKb: 4.4, eventKb: 0.53, answerKb: 1.8 };

export const ASSUMPTIONS: Assumptions = {
  actionsARoomSecond: 0.25,
  handsKept: 100,
  eventsKept: 1000,
  answersKeptSeconds: 300,
  busy: 0.5,
  nodeGb: 25,
  callMs: 50,
  lanes: 100,
  coreHourDollars: 0.04,
  gbHourDollars: 0.005,
};
