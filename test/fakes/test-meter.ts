import type { Meter } from "../../src/rooms/meter.ts";

export interface TestMeter extends Meter {
  /** Every call, as its name and its arguments without the durations. */
  readonly counted: readonly string[];
}

/** A meter to look at. */
export function createTestMeter(): TestMeter {
  const counted: string[] = [];
  const count = (...words: (string | number)[]): void => void counted.push(words.join(" "));
  return {
    counted,
    answered: ({ method, route, status, outcome }) => count("answered", method, route, status, outcome),
    committed: (end) => count("committed", end),
    finished: (hands) => count("finished", hands),
    delivered: (topic) => count("delivered", topic),
    buried: (topic) => count("buried", topic),
    retried: (because) => count("retried", because),
    called: (call, end) => count("called", call, end),
  };
}

/** For long runs. */
export const silentMeter: Meter = {
  answered: () => undefined,
  committed: () => undefined,
  finished: () => undefined,
  delivered: () => undefined,
  buried: () => undefined,
  retried: () => undefined,
  called: () => undefined,
};
