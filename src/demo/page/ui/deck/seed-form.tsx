import { useId, useState } from "react";
import { problemWords } from "../model/problem-words.ts";
import { useScene } from "../scene.ts";

const RANDOM_BYTES = 12;

/** What a player adds to the shuffle of every hand to come. */
export function SeedForm() {
  const { you, send } = useScene();
  const [seed, setSeed] = useState("");
  const [refusal, setRefusal] = useState("");
  const [isBusy, setBusy] = useState(false);
  const id = useId();
  if (you === null) return <p className="quiet">Whoever has a seat may add to the shuffle.</p>;
  const give = async () => {
    setBusy(true);
    const sent = await send({ type: "seed", seed });
    setBusy(false);
    setRefusal(sent.ok ? "" : problemWords(sent.problem));
    if (sent.ok) setSeed("");
  };
  return (
    <form
      className="form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void give();
      }}
    >
      <div className="field">
        <label htmlFor={id}>Your part of the shuffle</label>
        <input
          id={id}
          value={seed}
          maxLength={64}
          required
          autoComplete="off"
          spellCheck={false}
          placeholder="anything that nobody can guess"
          aria-describedby={`${id}told`}
          aria-invalid={refusal !== ""}
          onChange={({ target }) => setSeed(target.value)}
        />
      </div>
      <div id={`${id}told`}>
        <p className="fault" role="alert">
          {refusal}
        </p>
        <p className="quiet" role="status">
          {you.seed === undefined
            ? "You have given nothing yet."
            : `From the next hand on, for as long as you keep your seat: “${you.seed}”.`}
        </p>
      </div>
      <div className="turn-buttons">
        <button type="button" className="minor" onClick={() => setSeed(randomSeed())}>
          Make one up
        </button>
        <button type="submit" className="minor act-passive" disabled={isBusy}>
          Add it
        </button>
      </div>
    </form>
  );
}

function randomSeed(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(RANDOM_BYTES));
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, "0")).join("");
}
