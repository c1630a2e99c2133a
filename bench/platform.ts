import { setTimeout as delay } from "node:timers/promises";
import { startMeasured } from "./measured-process.ts";

/** What was sent since it was told to begin. */
export interface Hearing {
  readonly requests: number;
  readonly rooms: number;
  /** Numbers below one that the same room had before. */
  readonly outOfOrder: number;
  /** Requests that came while another of the same room was under way. */
  readonly overlapping: number;
  /** When each came, on the clock of `monotonicMs`. */
  readonly timesMs: readonly number[];
  /** Of messages that say when they were sent. */
  readonly latenciesMs: readonly number[];
  /** The others: room, number, when they came. */
  readonly arrivals: readonly (readonly [roomId: string, seq: number, atMs: number])[];
}

/** How long 100ms takes to answer, anything in between. */
export interface AnswersMs {
  readonly least: number;
  readonly most: number;
}

export const AT_ONCE: AnswersMs = { least: 0, most: 0 };
export const AS_A_SERVICE: AnswersMs = { least: 5, most: 15 };

/** A counting stand-in for 100ms' API, in a process of its own. */
export interface Platform {
  /** As `HMS_API_URL`. */
  readonly url: string;
  begin(answersMs: AnswersMs): Promise<void>;
  /** Resolves when so many requests have come. */
  until(requests: number): Promise<void>;
  /** Resolves when none has come for so long. */
  untilQuiet(ms: number): Promise<void>;
  tell(): Promise<Hearing>;
  cpuMicros(): Promise<number>;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 20;
const PATIENCE_MS = 60_000;

export async function startPlatform(): Promise<Platform> {
  const server = await startMeasured({ args: ["bench/platform-process.js"], env: {} });
  const count = async (): Promise<number> =>
    (await server.ask<{ requests: number }>({ order: "count" })).requests;
  return {
    url: `http://127.0.0.1:${server.port}/v2`,
    async begin(answersMs) {
      await server.ask({ order: "begin", answersMs });
    },
    async until(requests) {
      const untilMs = performance.now() + PATIENCE_MS;
      for (let heard = await count(); heard < requests; heard = await count()) {
        if (performance.now() > untilMs) throw new Error(`${heard} of ${requests} messages came`);
        await delay(LOOK_EVERY_MS);
      }
    },
    async untilQuiet(ms) {
      for (let before = -1, heard = await count(); before !== heard; heard = await count()) {
        before = heard;
        await delay(ms);
      }
    },
    tell: () => server.ask({ order: "tell" }),
    cpuMicros: () => server.cpuMicros(),
    stop: () => server.stop(),
  };
}

/** The clock of all processes of this machine. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
