import type { Dialog } from "../dialogs/dialog.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";

/** Somebody without a seat. */
export function Visitor({ onOpen }: { readonly onOpen: (dialog: Dialog) => void }) {
  const { table, me } = useScene();
  const { isBusy, give } = useSender();
  const isFull = table.seats.length >= table.config.seats;
  const waits = (table.waiting ?? []).some((player) => player === me);
  const asks = (table.requests ?? []).some((player) => player === me);
  if (asks) return <p className="actions-note">You asked for a seat. A host has to agree.</p>;
  return (
    <div className="between">
      <p className="actions-note">{isFull ? "All seats are taken." : "You are looking on."}</p>
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
