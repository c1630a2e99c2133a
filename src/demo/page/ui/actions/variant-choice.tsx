import type { VariantName } from "../../../../poker/variant.ts";
import { useSender } from "./busy.ts";

interface VariantChoiceProps {
  readonly words: Readonly<Record<VariantName, string>>;
  readonly now: VariantName;
}

/** Dealer's choice: the next button names the game. */
export function VariantChoice({ words, now }: VariantChoiceProps) {
  const { isBusy, give } = useSender();
  return (
    <label className="field field-row">
      <span>Your choice of game</span>
      <select
        value={now}
        disabled={isBusy}
        onChange={({ target }) => void give({ type: "chooseVariant", variant: target.value as VariantName })}
      >
        {Object.entries(words).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
