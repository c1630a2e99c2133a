import type { Problem } from "../../../../client/views.ts";
import type { ConfigChange } from "../../../../poker/table-config.ts";
import type { OptionName } from "./host-option.ts";
import { HOST_OPTIONS } from "./host-options.ts";
import { faultsOf, problemWords } from "./problem-words.ts";

export interface OptionFaults {
  readonly byOption: ReadonlyMap<OptionName, string>;
  /** What is of no option alone. */
  readonly rest: string | null;
}

export const NO_FAULTS: OptionFaults = { byOption: new Map(), rest: null };

const LABELS = new Map<string, string>(
  HOST_OPTIONS.flatMap(({ options }) => options.map(({ name, label }) => [name, label] as const)),
);

/** A refused change: beside each option what is wrong with it, by the names that a host reads. */
export function optionFaults(problem: Problem, changes: ConfigChange): OptionFaults {
  const ofOption = faultsOf(problem).filter(({ path }) => LABELS.has(path));
  if (ofOption.length > 0)
    return {
      byOption: new Map(ofOption.map(({ path, message }) => [path as OptionName, sentence(message)])),
      rest: null,
    };
  const words = problemWords(problem);
  if (problem.code === "seats_occupied") return { byOption: new Map([["seats", words]]), rest: null };
  if (problem.code !== "table_occupied") return { byOption: new Map(), rest: words };
  const name = "mode" in changes ? "mode" : "buyIn";
  return { byOption: new Map([[name, `${words} It can be changed while nobody does.`]]), rest: null };
}

/** "must not exceed bigBlind" is "Must not exceed “Big blind”.". */
function sentence(message: string): string {
  const told = message.replaceAll(/(?<=exceed |least |most |than )[a-zA-Z]+/g, (word) => {
    const label = LABELS.get(word);
    return label === undefined ? word : `“${label}”`;
  });
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}.`;
}
