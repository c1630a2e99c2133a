import type { Dialog } from "../dialogs/dialog.ts";
import type { SeatView } from "../model/seat-words.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";

interface SeatButtonsProps {
  readonly seat: SeatView;
  readonly onOpen: (dialog: Dialog) => void;
}

/** What somebody with a seat may do outside of their turn. */
export function SeatButtons({ seat, onOpen }: SeatButtonsProps) {
  const { table } = useScene();
  const { isBusy, give } = useSender();
  return (
    <div className="seat-buttons">
      {seat.status !== "sittingOut" && (
        <button
          type="button"
          className="minor"
          disabled={isBusy}
          onClick={() => void give({ type: "sitOut" })}
        >
          Sit out
        </button>
      )}
      {seat.stack < table.config.buyInMax && table.tournament === undefined && (
        <button type="button" className="minor" onClick={() => onOpen("topUp")}>
          Add chips
        </button>
      )}
      <button type="button" className="minor" onClick={() => onOpen("seat")}>
        My seat…
      </button>
    </div>
  );
}
