import { useState } from "react";
import { useSender } from "../actions/busy.ts";
import { changesOf, HOST_OPTIONS, type HostOption, optionValue } from "../model/host-options.ts";
import { useScene } from "../scene.ts";

type Value = string | number | boolean;

/** Every setting of the table; only what was changed is sent. */
export function HostOptions() {
  const { config, pending } = useScene().table;
  const { isBusy, give } = useSender();
  const [wanted, setWanted] = useState<ReadonlyMap<HostOption["name"], Value>>(new Map());
  const changes = changesOf(config, wanted);
  return (
    <form
      className="form"
      aria-label="Settings"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (changes !== null) void give({ type: "configure", ...changes });
      }}
    >
      {HOST_OPTIONS.map(({ title, options }) => (
        <fieldset key={title}>
          <legend>{title}</legend>
          {options.map((option) => (
            <OptionField
              key={option.name}
              option={option}
              value={wanted.get(option.name) ?? optionValue(config, option)}
              onChange={(value) => setWanted(new Map(wanted).set(option.name, value))}
            />
          ))}
        </fieldset>
      ))}
      <button type="submit" className="act act-passive" disabled={isBusy || changes === null}>
        Change the settings
      </button>
      <p className="quiet" role="status">
        {pending === undefined
          ? "During a hand the changes wait for its end."
          : "Changes are waiting for the end of this hand."}
      </p>
    </form>
  );
}

interface OptionFieldProps {
  readonly option: HostOption;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function OptionField({ option, value, onChange }: OptionFieldProps) {
  if (option.kind === "switch")
    return (
      <label className="plan plan-row">
        <input type="checkbox" checked={value === true} onChange={({ target }) => onChange(target.checked)} />
        <span>{option.label}</span>
      </label>
    );
  return (
    <label className="field field-row">
      <span>{option.label}</span>
      {option.kind === "choice" ? (
        <select value={String(value)} onChange={({ target }) => onChange(target.value)}>
          {Object.entries(option.choices).map(([choice, words]) => (
            <option key={choice} value={choice}>
              {words}
            </option>
          ))}
        </select>
      ) : (
        <input
          type="number"
          inputMode="decimal"
          min={option.min}
          step={option.isFraction === true ? "any" : 1}
          required
          value={Number.isNaN(value) ? "" : Number(value)}
          onChange={({ target }) => onChange(target.valueAsNumber)}
        />
      )}
    </label>
  );
}
