import { potOf } from "../model/bet-sizes.ts";
import { chipText } from "../model/chips.ts";
import { type FeltShape, POT } from "../model/seat-places.ts";
import { useScene } from "../scene.ts";
import { Chips } from "./chips.tsx";
import { at } from "./seat.tsx";

/** Main and side pots, and all that is in the middle with the bets. */
export function Pots({ shape }: { readonly shape: FeltShape }) {
  const { table } = useScene();
  const pots = table.hand?.pots ?? [];
  const total = potOf(table);
  if (total === 0) return null;
  return (
    <div className="pots" style={at(POT[shape])}>
      <p className="pot-total">
        Pot <strong>{chipText(total)}</strong>
      </p>
      {(pots.length > 1 || (pots[0] !== undefined && pots[0].chips < total)) && (
        <ul className="pot-list" data-count={pots.length} aria-label="Gathered pots">
          {pots.map(({ chips, contenders }, place) => (
            <li key={contenders.join()}>
              <span className="sr">{place === 0 ? "Main pot " : `Side pot ${place} `}</span>
              <Chips chips={chips} bigBlind={table.config.bigBlind} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
