import type { Dialog } from "../dialogs/dialog.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";

/** Somebody without a seat. */
export function Visitor({ onOpen }: { readonly onOpen: (dialog: Dialog) => void }) {
  const { table, me, barred, isEnlisted } = useScene();
  const { isBusy, give } = useSender();
  const isFull = table.seats.length >= table.config.seats;
  const place = (table.waiting ?? []).findIndex((player) => player === me) + 1;
  const waits = place > 0 || isEnlisted;
  const asks = (table.requests ?? []).some((player) => player === me);
  if (barred !== null) return <p className="actions-note">{barred}</p>;
  if (asks) return <p className="actions-note">You asked for a seat. A host has to agree.</p>;
  return (
    <div className="between">
      <p className="actions-note">{noteFor({ isFull, waits, place })}</p>
      <div className="turn-buttons">
        {!isFull && (
          <button type="button" className="act act-passive" onClick={() => onOpen({ sit: null })}>
            Take a seat
          </button>
        )}
        {isFull && (
          <button
            type="button"
            className="act act-passive"
            disabled={isBusy}
            onClick={() => void give({ type: waits ? "unlist" : "enlist" })}
          >
            {waits ? "Wait no longer" : "Wait for a seat"}
          </button>
        )}
      </div>
    </div>
  );
}

interface Wait {
  readonly isFull: boolean;
  readonly waits: boolean;
  /** From 1 on; 0: beyond those that the table shows, or none. */
  readonly place: number;
}

function noteFor({ isFull, waits, place }: Wait): string {
  if (!isFull) return "You are looking on.";
  if (!waits) return "All seats are taken.";
  if (place === 1) return "You are waiting: the next seat is yours.";
  return place === 0 ? "You are waiting for a seat." : `You are waiting for a seat, as number ${place}.`;
}
