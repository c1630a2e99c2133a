import { useState } from "react";
import type { BotStrength } from "../../../../poker/bots/bot-strength.ts";
import { useSender } from "../actions/busy.ts";

const STRENGTHS: Readonly<Record<BotStrength, string>> = {
  equity: "Strong",
  tight: "Simple",
  random: "Random",
};

export function AddBot() {
  const { isBusy, give } = useSender();
  const [strength, setStrength] = useState<BotStrength>("equity");
  return (
    <div className="inline-form">
      <label className="field field-row">
        <span>A bot, playing</span>
        <select value={strength} onChange={({ target }) => setStrength(target.value as BotStrength)}>
          {Object.entries(STRENGTHS).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="minor"
        disabled={isBusy}
        onClick={() => void give({ type: "addBot", strength })}
      >
        Add
      </button>
    </div>
  );
}
