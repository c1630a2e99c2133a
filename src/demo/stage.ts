import type { DemoArguments } from "./arguments.ts";

/** What a demo is given. */
export interface Stage {
  readonly demo: DemoArguments;
  readonly seed: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the demo early. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}
