import { setTimeout as delay } from "node:timers/promises";
import type { TableView } from "./message.ts";

export interface Progress {
  see(table: TableView): void;
  /** Hands that were finished. */
  hands(): number;
  /** The last hand was played, or somebody asked to stop. */
  isOver(): boolean;
  isComplete(): boolean;
  /** Resolves when it is over or something is wrong; rejects when nothing happens any more. */
  over(isWrong: () => boolean): Promise<void>;
}

const SILENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** `wanted`: hands to play; null: any number. */
export function createProgress(wanted: number | null, signal: AbortSignal): Progress {
  let finished = 0;
  let newsAtMs = performance.now();
  const isOver = (): boolean => signal.aborted || (wanted !== null && finished >= wanted);
  const isComplete = (): boolean => finished >= (wanted ?? 0);
  return {
    see: ({ hand }) => {
      newsAtMs = performance.now();
      if (hand !== null) finished = Math.max(finished, hand.results === null ? hand.no - 1 : hand.no);
    },
    hands: () => finished,
    isOver,
    isComplete,
    over: async (isWrong) => {
      while (!isOver() && !isWrong()) {
        if (performance.now() - newsAtMs > SILENCE_MS)
          throw new Error(`nothing happened for ${SILENCE_MS / 1000} s after ${finished} hands`);
        await delay(LOOK_EVERY_MS);
      }
    },
  };
}
