import type { ConfigChange } from "../../../../poker/table-config.ts";
import type { PublicTable } from "../../../../poker/table-view.ts";
import { VARIANT_WORDS } from "./variant-words.ts";

type Config = PublicTable["config"];

/** A setting that a host may change, and how it is asked for. */
export type HostOption = { readonly label: string } & (
  | { readonly kind: "number"; readonly name: NumberName; readonly min: number; readonly isFraction?: true }
  | { readonly kind: "switch"; readonly name: SwitchName; readonly byDefault: boolean }
  | { readonly kind: "choice"; readonly name: ChoiceName; readonly choices: Readonly<Record<string, string>> }
);

export interface HostOptionGroup {
  readonly title: string;
  readonly options: readonly HostOption[];
}

type NamesOf<Value> = {
  [Name in keyof Config]-?: NonNullable<Config[Name]> extends Value ? Name : never;
}[keyof Config];
type NumberName = NamesOf<number>;
type SwitchName = NamesOf<boolean>;
type ChoiceName = "variant" | "anteType" | "straddle";

const STRADDLES = { off: "Off", utg: "Left of the big blind", mississippi: "On the button" };

export const HOST_OPTIONS: readonly HostOptionGroup[] = [
  {
    title: "Game",
    options: [
      { kind: "choice", name: "variant", label: "Game", choices: VARIANT_WORDS },
      { kind: "number", name: "seats", label: "Seats", min: 2 },
      { kind: "number", name: "smallBlind", label: "Small blind", min: 1 },
      { kind: "number", name: "bigBlind", label: "Big blind", min: 1 },
      { kind: "number", name: "ante", label: "Ante", min: 0 },
      {
        kind: "choice",
        name: "anteType",
        label: "Ante from",
        choices: { each: "Each player", bigBlind: "The big blind" },
      },
    ],
  },
  {
    title: "Chips",
    options: [
      { kind: "number", name: "buyIn", label: "Usual buy-in", min: 1 },
      { kind: "number", name: "buyInMin", label: "Least buy-in", min: 1 },
      { kind: "number", name: "buyInMax", label: "Largest buy-in", min: 1 },
      { kind: "switch", name: "approveSeats", label: "A host approves seats", byDefault: false },
    ],
  },
  {
    title: "Clocks, in seconds",
    options: [
      { kind: "number", name: "turnSeconds", label: "Turn", min: 1, isFraction: true },
      { kind: "number", name: "timeBankSeconds", label: "Time bank", min: 0, isFraction: true },
      { kind: "number", name: "nextHandSeconds", label: "Between hands", min: 0, isFraction: true },
      { kind: "number", name: "timeBankRefillSeconds", label: "Time bank refill", min: 0, isFraction: true },
      { kind: "number", name: "awaySeatSeconds", label: "Seat kept when away", min: 0 },
    ],
  },
  {
    title: "Extras",
    options: [
      { kind: "choice", name: "straddle", label: "Straddle", choices: STRADDLES },
      { kind: "number", name: "bombPotEvery", label: "Bomb pot every … hands", min: 0 },
      { kind: "number", name: "sevenDeuce", label: "Seven-deuce bounty", min: 0 },
      { kind: "switch", name: "runItTwice", label: "Run it twice", byDefault: false },
      { kind: "switch", name: "rabbitHunt", label: "Rabbit hunt", byDefault: false },
      { kind: "switch", name: "dealersChoice", label: "Dealer’s choice", byDefault: false },
      { kind: "switch", name: "autoMuck", label: "Muck beaten hands", byDefault: true },
      { kind: "switch", name: "movingButton", label: "Moving button", byDefault: false },
    ],
  },
];

/** What an option is now; the table leaves out what is as by default. */
export function optionValue(config: Config, option: HostOption): string | number | boolean {
  const value = config[option.name];
  if (option.kind === "switch") return value === undefined ? option.byDefault : value === true;
  if (option.kind === "choice") return typeof value === "string" ? value : "off";
  if (option.name === "awaySeatSeconds" && value === undefined) return 600;
  return typeof value === "number" ? value : 0;
}

/** Only what is not as the table has it; null when nothing is. */
export function changesOf(
  config: Config,
  wanted: ReadonlyMap<HostOption["name"], string | number | boolean>,
): ConfigChange | null {
  const options = HOST_OPTIONS.flatMap((group) => group.options);
  const changed = options.flatMap((option) => {
    const value = wanted.get(option.name);
    return value === undefined || value === optionValue(config, option)
      ? []
      : [[option.name, value] as const];
  });
  return changed.length === 0 ? null : (Object.fromEntries(changed) as ConfigChange);
}
