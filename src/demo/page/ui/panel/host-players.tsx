import { useState } from "react";
import { useSender } from "../actions/busy.ts";
import { chipText } from "../model/chips.ts";
import type { SeatView } from "../model/seat-words.ts";
import { useScene } from "../scene.ts";
import { AddBot } from "./add-bot.tsx";

export function HostPlayers() {
  const { table } = useScene();
  return (
    <section aria-label="Players">
      <h3>Players</h3>
      <ul className="host-list">
        {table.seats.map((seat) => (
          <HostPlayer key={seat.player} seat={seat} />
        ))}
      </ul>
      <AddBot />
    </section>
  );
}

function HostPlayer({ seat: { player, name, stack, nextStack, bot } }: { readonly seat: SeatView }) {
  const { table, me, leaving } = useScene();
  const { isBusy, give } = useSender();
  const isLeaving = leaving.has(player);
  const [isKickAsked, setKickAsked] = useState(false);
  const kick = () => {
    if (isKickAsked) void give({ type: "kick", player });
    setKickAsked(!isKickAsked);
  };
  return (
    <li>
      <details>
        <summary>
          <span>{name}</span>
          <span className="number">
            {chipText(stack)}
            {nextStack !== undefined && `, then ${chipText(nextStack)}`}
            {isLeaving && ", leaves after this hand"}
          </span>
        </summary>
        <div className="host-player">
          <StackForm player={player} name={name} stack={nextStack ?? stack} />
          {bot === true && !isLeaving && (
            <button
              type="button"
              className="minor"
              disabled={isBusy}
              onClick={() => void give({ type: "removeBot", player })}
            >
              Send {name} away
            </button>
          )}
          {bot === undefined && table.host !== player && (
            <button
              type="button"
              className="minor"
              disabled={isBusy}
              onClick={() => void give({ type: "transferHost", player })}
            >
              Make {player === me ? "myself" : name} the host
            </button>
          )}
          {bot === undefined && player !== me && !isLeaving && (
            <button type="button" className="minor danger" disabled={isBusy} onClick={kick}>
              {isKickAsked ? `Really remove ${name}?` : `Remove ${name}`}
            </button>
          )}
        </div>
      </details>
    </li>
  );
}

/** `stack`: as it is or will be; shown until another is typed, since it changes with every hand. */
function StackForm({ player, name, stack }: Pick<SeatView, "player" | "name" | "stack">) {
  const { isBusy, give } = useSender();
  const [typed, setTyped] = useState<number | null>(null);
  const chips = typed ?? stack;
  return (
    <form
      className="inline-form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void give({ type: "setStack", player, chips }).then((isTaken) => isTaken && setTyped(null));
      }}
    >
      <label className="field field-row">
        <span>Stack</span>
        <input
          type="number"
          inputMode="numeric"
          aria-label={`Stack of ${name}`}
          min={0}
          required
          value={Number.isNaN(chips) ? "" : chips}
          onChange={({ target }) => setTyped(target.valueAsNumber)}
        />
      </label>
      <button type="submit" className="minor" disabled={isBusy || chips === stack}>
        Set
      </button>
    </form>
  );
}
