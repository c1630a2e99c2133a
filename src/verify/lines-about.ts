import type { Audit } from "../poker/fair-deck/audit.ts";
import type { Verification } from "../poker/fair-deck/verify-audit.ts";
import type { Comparison } from "./compare-messages.ts";

/** For people: what was looked at, and what only they can judge. */
export function linesAbout(
  audit: Audit,
  { hands, missing }: Verification,
  { compared }: Comparison,
): readonly string[] {
  return [
    `promise ${audit.promise}`,
    `${hands.length} of hands ${audit.firstHand} to ${audit.lastHand} dealt again from the secret`,
    ...(missing.length === 0 ? [] : [`not in the file: hands ${missing.join(", ")}`]),
    ...(compared === 0
      ? ["no messages to compare with: hold promise and roots against what you were told"]
      : [`${compared} messages compared`]),
    ...seedLines(audit),
  ];
}

function seedLines({ hands }: Audit): readonly string[] {
  const numbers = new Map<string, number[]>();
  for (const { no, seeds } of hands)
    for (const { player, seed } of seeds) {
      const name = `${player} gave ${JSON.stringify(seed)}`;
      numbers.set(name, [...(numbers.get(name) ?? []), no]);
    }
  if (numbers.size === 0) return ["no player gave a seed"];
  return [...numbers].map(([name, nos]) => `${name} in ${nos.length === 1 ? "hand" : "hands"} ${spans(nos)}`);
}

// "1-4, 7"
function spans(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const no of numbers.toSorted((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === no - 1) last[1] = no;
    else ranges.push([no, no]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ");
}
