import type { HomeGame } from "./home-game.ts";
import type { House, HouseOptions } from "./house.ts";

/** What a case may use; everything that it opens is closed after it. */
export interface Stage {
  house(options?: Partial<Omit<HouseOptions, "main">>): Promise<House>;
  /** Whether its houses' Redis is a Cluster. */
  readonly isOnCluster: boolean;
  /** Undone after the case, the last first. */
  onEnd(undo: () => Promise<unknown>): void;
  /** The built `main.js`. */
  readonly main: string;
}

export interface Outcome {
  /** How often the fault struck. */
  readonly struck: number;
  /** Where the houses cannot tell the silence that matters. */
  readonly silenceMs?: number;
  /** A figure that is worth a word. */
  readonly note?: string;
}

export interface ChaosCase {
  readonly no: number;
  readonly fault: string;
  /** What must hold besides what holds always. */
  readonly expected: string;
  /** It keeps the machine busy enough by itself. */
  readonly alone?: true;
  run(stage: Stage): Promise<Outcome>;
}

/** One line of the report. */
export interface Result {
  readonly no: number;
  readonly fault: string;
  readonly expected: string;
  readonly failure: string | null;
  readonly struck: number;
  readonly messages: number;
  readonly answers: number;
  readonly duplicates: number;
  readonly silenceMs: number;
  readonly leaks: number;
  /** Null where the rules have neither straddles nor second boards. */
  readonly homeGame: HomeGame | null;
  readonly note: string;
  readonly seconds: number;
}
