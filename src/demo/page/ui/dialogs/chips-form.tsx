import { type ReactNode, useId, useState } from "react";
import type { Command } from "../../../../client/views.ts";
import { useSender } from "../actions/busy.ts";
import { chipText } from "../model/chips.ts";

interface ChipsFormProps {
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly first: number;
  readonly submit: string;
  readonly command: (chips: number) => Command;
  readonly onDone: () => void;
  readonly children?: ReactNode;
}

/** Chooses an amount and sends a command with it; stays open when that is refused. */
export function ChipsForm({ label, min, max, first, submit, command, onDone, children }: ChipsFormProps) {
  const { isBusy, give } = useSender();
  const [chips, setChips] = useState(first);
  const hint = useId();
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void give(command(chips)).then((isTaken) => isTaken && onDone());
      }}
    >
      <label className="field">
        <span>{label}</span>
        <input
          type="number"
          inputMode="numeric"
          value={Number.isNaN(chips) ? "" : chips}
          min={min}
          max={max}
          required
          aria-describedby={hint}
          onChange={({ target }) => setChips(target.valueAsNumber)}
        />
      </label>
      {max > min && (
        <input
          type="range"
          className="slider"
          aria-label={`${label}, on a slider`}
          min={min}
          max={max}
          value={Number.isNaN(chips) ? min : chips}
          onChange={({ target }) => setChips(target.valueAsNumber)}
        />
      )}
      <p className="quiet" id={hint}>
        {chipText(min)} to {chipText(max)} chips
      </p>
      {children}
      <button type="submit" className="act act-passive" disabled={isBusy}>
        {submit}
      </button>
    </form>
  );
}
