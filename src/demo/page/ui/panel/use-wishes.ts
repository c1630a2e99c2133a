import { useState } from "react";
import {
  changesOf,
  type HostOption,
  type OptionName,
  type OptionValue,
  type Settings,
  settingsOf,
  type Wishes,
  wishFault,
} from "../model/host-option.ts";
import { HOST_OPTIONS } from "../model/host-options.ts";
import { NO_FAULTS, type OptionFaults, optionFaults } from "../model/option-faults.ts";
import { useScene } from "../scene.ts";

export interface WishedSettings {
  readonly settings: Settings;
  readonly wishes: Wishes;
  /** How many of them are not as the table has it. */
  readonly count: number;
  readonly faults: OptionFaults["byOption"];
  /** What the table said of those that were sent last, whatever was wished since. */
  readonly refused: OptionFaults;
  readonly isBusy: boolean;
  readonly wish: (option: HostOption, value: OptionValue) => void;
  readonly change: () => Promise<void>;
  readonly forget: () => void;
}

const NOT_REFUSED = { refused: NO_FAULTS, refusedWishes: new Map() as Wishes };
const OPTIONS = HOST_OPTIONS.flatMap(({ options }) => options);

/** What a host would have otherwise, until it is sent and taken. */
export function useWishes(): WishedSettings {
  const { table, send } = useScene();
  const [wishes, setWishes] = useState<Wishes>(new Map());
  const [{ refused, refusedWishes }, setRefused] = useState(NOT_REFUSED);
  const [isBusy, setBusy] = useState(false);
  const settings = settingsOf(table);
  const changes = changesOf(settings, wishes);
  const asRefused = [...refused.byOption].filter(([name]) => wishes.get(name) === refusedWishes.get(name));
  const faults = new Map([...asRefused, ...wishFaults(wishes)]);
  const forget = () => {
    setWishes(new Map());
    setRefused(NOT_REFUSED);
  };
  const wish = ({ name }: HostOption, value: OptionValue) => setWishes(new Map(wishes).set(name, value));
  const change = async () => {
    if (changes === null || isBusy || wishFaults(wishes).length > 0) return;
    setBusy(true);
    const sent = await send({ type: "configure", ...changes });
    setBusy(false);
    if (sent.ok) forget();
    else setRefused({ refused: optionFaults(sent.problem, changes), refusedWishes: wishes });
  };
  const count = changes === null ? 0 : Object.keys(changes).length;
  return { settings, wishes, count, faults, refused, isBusy, wish, change, forget };
}

function wishFaults(wishes: Wishes): readonly (readonly [OptionName, string])[] {
  return OPTIONS.flatMap((option) => {
    const fault = wishFault(option, wishes.get(option.name));
    return fault === null ? [] : [[option.name, fault] as const];
  });
}
