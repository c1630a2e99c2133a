import type { ConfigChange } from "../../../../poker/table-config.ts";
import { optionsOf, USUAL_START } from "../../../../poker/table-options.ts";
import type { PublicTable } from "../../../../poker/table-view.ts";
import { chipText } from "./chips.ts";

export type OptionName = keyof ConfigChange;
export type OptionValue = string | number | boolean;

/** A setting that a host may change, and how it is asked for. */
export type HostOption = {
  readonly name: OptionName;
  readonly label: string;
  readonly hint?: string;
} & (
  | { readonly kind: "number"; readonly min: number; readonly max: number; readonly isFraction?: true }
  | { readonly kind: "switch" }
  | { readonly kind: "choice"; readonly choices: readonly (readonly [OptionValue, string])[] }
  | { readonly kind: "text"; readonly placeholder: string }
);

/** As it is and as it will be from the end of the hand on; what the table leaves out is as by default. */
export type Settings = Readonly<Record<string, OptionValue | undefined>>;

export function settingsOf({ config, pending }: Pick<PublicTable, "config" | "pending">): Settings {
  // The table never tells its levels.
  const { levels: _, ...options } = optionsOf({});
  return { ...USUAL_START, ...options, ...config, ...pending };
}

export type Wishes = ReadonlyMap<OptionName, OptionValue>;

/** Only what is not as the table has it; null when nothing is. */
export function changesOf(settings: Settings, wishes: Wishes): ConfigChange | null {
  const changed = [...wishes].filter(([name, value]) => value !== settings[name]);
  return changed.length === 0 ? null : (Object.fromEntries(changed) as ConfigChange);
}

/** What is wrong with a wish, in words; null when nothing is. The rest is for the table to judge. */
export function wishFault(option: HostOption, value: OptionValue | undefined): string | null {
  if (option.kind !== "number" || value === undefined) return null;
  const { min, max, isFraction = false } = option;
  const isNumber =
    typeof value === "number" && (isFraction ? Number.isFinite(value) : Number.isInteger(value));
  if (isNumber && value >= min && value <= max) return null;
  return `${isFraction ? "A number" : "A whole number"} from ${chipText(min)} to ${chipText(max)}.`;
}
