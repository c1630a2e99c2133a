import type { Problem } from "../../../../client/views.ts";
import { chipText } from "./chips.ts";

/** A refusal in words, with the figures it came with. */
export function problemWords(problem: Problem): string {
  const { code, detail, status } = problem;
  if (status === 401) return "Your pass has expired. Reload the page.";
  const [min, max] = [numberOf(problem, "min"), numberOf(problem, "max")];
  if (code === "buy_in_out_of_range" && min !== null && max !== null)
    return `${detail} Bring ${chipText(min)} to ${chipText(max)}.`;
  const maximum = numberOf(problem, "maximum");
  if (code === "over_maximum" && maximum !== null) return `${detail} At most ${chipText(maximum)} more.`;
  const least = numberOf(problem, "least");
  if (code === "seats_occupied" && least !== null) return `${detail} At least ${least} seats are needed.`;
  const faults = faultsOf(problem).map((fault) =>
    [fault.path, fault.message].filter((part) => part !== "").join(": "),
  );
  return faults.length === 0 ? detail : `${detail} ${faults.join("; ")}.`;
}

/** Of each member what is wrong, where the problem says so. */
export function faultsOf({ faults }: Problem): NonNullable<Problem["faults"]> {
  if (!Array.isArray(faults)) return [];
  return faults.map(({ path, message }: { path?: unknown; message?: unknown }) => ({
    path: typeof path === "string" ? path : "",
    message: typeof message === "string" ? message : "",
  }));
}

function numberOf(problem: Problem, member: string): number | null {
  const value = problem[member];
  return typeof value === "number" ? value : null;
}
