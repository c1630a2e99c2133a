import type { Outcome } from "./outcome.ts";

const FAILURES_TOLD = 10;

type Failure = Extract<Outcome, { readonly kind: "failed" }>;

/** Counts of what came of the hands of some files. */
export interface Tally {
  passed: number;
  failed: number;
  readonly skipped: Map<string, number>;
  readonly failures: Failure[];
}

export function newTally(): Tally {
  return { passed: 0, failed: 0, skipped: new Map(), failures: [] };
}

export function count(tally: Tally, outcome: Outcome): void {
  switch (outcome.kind) {
    case "passed":
      tally.passed++;
      break;
    case "skipped":
      tally.skipped.set(outcome.reason, (tally.skipped.get(outcome.reason) ?? 0) + 1);
      break;
    case "failed":
      tally.failed++;
      if (tally.failures.length < FAILURES_TOLD) tally.failures.push(outcome);
      break;
  }
}

/** `NAME passed/total, skipped`, then why. */
export function tallyLine(name: string, { passed, failed, skipped }: Tally): string {
  const left = [...skipped.values()].reduce((sum, hands) => sum + hands, 0);
  const why = [...skipped].map(([reason, hands]) => (hands === 1 ? reason : `${reason} ×${hands}`));
  return `${name} ${passed}/${passed + failed + left}, ${left} skipped${left === 0 ? "" : ` (${why.join("; ")})`}`;
}

export function failureLines({ failures }: Tally): readonly string[] {
  return failures.map(({ name, differences }) => `  FAILED ${name}\n    ${differences.join("\n    ")}`);
}
