import { setTimeout as delay } from "node:timers/promises";
import type { DemoArguments } from "./arguments.ts";
import type { TableView } from "./message.ts";

export interface Progress {
  see(table: TableView): void;
  /** Hands that were finished. */
  hands(): number;
  isOver(): boolean;
  /** Resolves after the last hand, when asked to stop or when something is wrong; rejects when nothing happens any more. */
  over(isWrong: () => boolean): Promise<void>;
}

const SILENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

export function createProgress(
  { hands: wanted }: Pick<DemoArguments, "hands">,
  signal: AbortSignal,
): Progress {
  let finished = 0;
  let newsAtMs = performance.now();
  const isOver = (): boolean => signal.aborted || (wanted !== null && finished >= wanted);
  return {
    see: ({ hand }) => {
      newsAtMs = performance.now();
      if (hand !== null) finished = Math.max(finished, hand.results === null ? hand.no - 1 : hand.no);
    },
    hands: () => finished,
    isOver,
    over: async (isWrong) => {
      while (!isOver() && !isWrong()) {
        if (performance.now() - newsAtMs > SILENCE_MS)
          throw new Error(`nothing happened for ${SILENCE_MS / 1000} s after ${finished} hands`);
        await delay(LOOK_EVERY_MS);
      }
    },
  };
}
