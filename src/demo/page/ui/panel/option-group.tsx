import { useState } from "react";
import type { HostOption, OptionValue, Settings, Wishes } from "../model/host-option.ts";
import type { HostOptionGroup } from "../model/host-options.ts";
import type { OptionFaults } from "../model/option-faults.ts";
import { OptionField } from "./option-field.tsx";

export interface OptionGroupProps {
  readonly group: HostOptionGroup;
  readonly settings: Settings;
  readonly wishes: Wishes;
  readonly faults: OptionFaults["byOption"];
  readonly onWish: (option: HostOption, value: OptionValue) => void;
}

/** Closed it tells how it is now; open where something in it was refused. */
export function OptionGroup({
  group: { title, now, options },
  settings,
  wishes,
  faults,
  onWish,
}: OptionGroupProps) {
  const [isOpen, setOpen] = useState(false);
  const wished = options.filter(({ name }) => wishes.has(name) && wishes.get(name) !== settings[name]);
  const hasFault = options.some(({ name }) => faults.has(name));
  return (
    <details open={isOpen || hasFault} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className="options-title">{title}</span>
        <span className="options-now">{wished.length > 0 ? `${wished.length} changed` : now(settings)}</span>
      </summary>
      <div className="options-fields">
        {options.map((option) => (
          <OptionField
            key={option.name}
            option={option}
            value={wishes.get(option.name) ?? settings[option.name]}
            fault={faults.get(option.name) ?? null}
            onChange={(value) => onWish(option, value)}
          />
        ))}
      </div>
    </details>
  );
}
