import type { Dialog } from "../dialogs/dialog.ts";
import { pendingWords } from "../model/pending-words.ts";
import type { SeatView } from "../model/seat-words.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";

interface SeatButtonsProps {
  readonly seat: SeatView;
  readonly onOpen: (dialog: Dialog) => void;
}

/** What somebody with a seat may do outside of their turn, and what of it waits for the end of the hand. */
export function SeatButtons({ seat, onOpen }: SeatButtonsProps) {
  const { table, you } = useScene();
  const { topUp = 0, sitOut, leave } = you?.pending ?? {};
  const isStaying = leave !== true;
  const mayAdd = seat.stack > 0 && seat.stack + topUp < table.config.buyInMax;
  return (
    <>
      <p className="actions-pending" role="status">
        {pendingWords(you?.pending ?? {})}
      </p>
      <div className="seat-buttons">
        {isStaying && seat.status !== "sittingOut" && <SitOutButton isPlanned={sitOut === true} />}
        {isStaying && mayAdd && table.tournament === undefined && (
          <button type="button" className="minor" onClick={() => onOpen("topUp")}>
            Add chips
          </button>
        )}
        <button type="button" className="minor" onClick={() => onOpen("seat")}>
          My seat…
        </button>
      </div>
    </>
  );
}

function SitOutButton({ isPlanned }: { readonly isPlanned: boolean }) {
  const { isBusy, give } = useSender();
  return (
    <button
      type="button"
      className="minor"
      disabled={isBusy}
      onClick={() => void give({ type: isPlanned ? "sitIn" : "sitOut" })}
    >
      {isPlanned ? "Stay in" : "Sit out"}
    </button>
  );
}
