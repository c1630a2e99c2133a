import { useId } from "react";
import type { HostOption, OptionValue } from "../model/host-option.ts";

interface OptionFieldProps {
  readonly option: HostOption;
  readonly value: OptionValue | undefined;
  /** What is wrong with it, in words. */
  readonly fault: string | null;
  readonly onChange: (value: OptionValue) => void;
}

export function OptionField(props: OptionFieldProps) {
  const { option, value, fault, onChange } = props;
  const id = useId();
  const told = `${id}told`;
  return (
    <div className="option">
      {option.kind === "switch" ? (
        <label className="plan plan-row">
          <input
            type="checkbox"
            checked={value === true}
            aria-invalid={fault !== null}
            aria-describedby={told}
            onChange={({ target }) => onChange(target.checked)}
          />
          <span>{option.label}</span>
        </label>
      ) : (
        <div className="field field-row" data-kind={option.kind}>
          <label htmlFor={id}>{option.label}</label>
          <Input {...props} id={id} told={told} />
        </div>
      )}
      <div id={told} className="option-told">
        {option.hint !== undefined && <p className="quiet">{option.hint}</p>}
        {fault !== null && <p className="fault">{fault}</p>}
      </div>
    </div>
  );
}

function Input({
  option,
  value,
  fault,
  onChange,
  id,
  told,
}: OptionFieldProps & Record<"id" | "told", string>) {
  const named = { id, "aria-invalid": fault !== null, "aria-describedby": told };
  if (option.kind === "choice")
    return (
      <select
        {...named}
        value={option.choices.findIndex(([choice]) => choice === value)}
        onChange={({ target }) => onChange(option.choices[Number(target.value)]?.[0] ?? "")}
      >
        {option.choices.map(([choice, words], at) => (
          <option key={String(choice)} value={at}>
            {words}
          </option>
        ))}
      </select>
    );
  if (option.kind === "text")
    return (
      <input
        {...named}
        type="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={option.placeholder}
        value={String(value ?? "")}
        onChange={({ target }) => onChange(target.value.replaceAll(/\s/g, ""))}
      />
    );
  return (
    <input
      {...named}
      type="number"
      inputMode="decimal"
      step="any"
      value={Number.isNaN(value) ? "" : Number(value)}
      onChange={({ target }) => onChange(target.valueAsNumber)}
    />
  );
}
