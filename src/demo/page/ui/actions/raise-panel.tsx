import { type CSSProperties, useState } from "react";
import { type BetSizes, clampBet, steppedBet } from "../model/bet-sizes.ts";
import { chipText } from "../model/chips.ts";

interface RaisePanelProps {
  readonly sizes: BetSizes;
  readonly to: number;
  /** Chosen on purpose: within the limits. */
  readonly onChoose: (to: number) => void;
  /** While it is being typed. */
  readonly onType: (to: number) => void;
}

export function RaisePanel({ sizes, to, onChoose, onType }: RaisePanelProps) {
  const shown = clampBet(sizes, to);
  return (
    <div className="raise" role="group" aria-label="Size of the bet">
      {sizes.presets.length > 1 && (
        <div className="raise-presets">
          {sizes.presets.map(({ key, label, to: total }) => (
            <button
              key={key}
              type="button"
              className="preset"
              aria-label={`${label}: ${chipText(total)}`}
              aria-keyshortcuts={String(key)}
              aria-pressed={shown === total}
              onClick={() => onChoose(total)}
            >
              {label}
            </button>
          ))}
        </div>
      )}
      {sizes.max > sizes.min && (
        <div className="raise-slide">
          <StepButton sizes={sizes} to={shown} direction={-1} onChoose={onChoose} />
          <input
            type="range"
            className="slider"
            aria-label="Bet to"
            aria-valuetext={`${chipText(shown)} chips`}
            min={sizes.min}
            max={sizes.max}
            step={1}
            value={shown}
            style={{ "--at": (shown - sizes.min) / (sizes.max - sizes.min) } as CSSProperties}
            onChange={(change) => onChoose(onStep(sizes, change.target.valueAsNumber))}
          />
          <StepButton sizes={sizes} to={shown} direction={1} onChoose={onChoose} />
          <TypedSize sizes={sizes} shown={shown} onChoose={onChoose} onType={onType} />
        </div>
      )}
    </div>
  );
}

interface StepButtonProps {
  readonly sizes: BetSizes;
  readonly to: number;
  readonly direction: 1 | -1;
  readonly onChoose: (to: number) => void;
}

function StepButton({ sizes, to, direction, onChoose }: StepButtonProps) {
  return (
    <button
      type="button"
      className="step"
      aria-label={direction === 1 ? "More" : "Less"}
      disabled={to === (direction === 1 ? sizes.max : sizes.min)}
      onClick={() => onChoose(steppedBet(sizes, to, direction))}
    >
      {direction === 1 ? "+" : "−"}
    </button>
  );
}

interface TypedSizeProps extends Pick<RaisePanelProps, "sizes" | "onChoose" | "onType"> {
  readonly shown: number;
}

/** Keeps what is being typed, also while it is out of bounds, until the field is left. */
function TypedSize({ sizes, shown, onChoose, onType }: TypedSizeProps) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <input
      className="raise-typed"
      inputMode="numeric"
      aria-label={`Bet to, ${chipText(sizes.min)} to ${chipText(sizes.max)}`}
      value={typed ?? shown}
      onFocus={(focus) => focus.target.select()}
      onChange={({ target }) => {
        const digits = target.value.replace(/\D/g, "");
        setTyped(digits);
        if (digits !== "") onType(Number(digits));
      }}
      onBlur={() => {
        if (typed !== null) onChoose(Number(typed === "" ? sizes.min : typed));
        setTyped(null);
      }}
      onKeyDown={({ key, currentTarget }) => {
        if (key === "Enter") currentTarget.blur();
      }}
    />
  );
}

/** The slider moves in whole steps but reaches both ends. */
function onStep({ min, max, step }: BetSizes, to: number): number {
  return to <= min ? min : to >= max ? max : Math.max(min, Math.round(to / step) * step);
}
