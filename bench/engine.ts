import { benchEvaluator } from "./engine-evaluator.ts";
import { type Outcome, printTable, times, whole } from "./report.ts";

/** What poker itself costs, beside other packages that do the same. */
export async function benchEngine(): Promise<Outcome> {
  const evaluator = await benchEvaluator();
  // Only now: to prepare its hands it evaluates thousands, and the evaluator must meet the compiler fresh, as its peers do.
  const { benchHands } = await import("./engine-hands.ts");
  const rows = [...evaluator, ...(await benchHands())];
  printTable("engine", rows, [
    { head: "to the fastest other", of: ({ ratio }) => times(ratio) },
    { head: "per second", of: ({ perSecond }) => whole(perSecond) },
  ]);
  return { rows, targets: [] };
}
