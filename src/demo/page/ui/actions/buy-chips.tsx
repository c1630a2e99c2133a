import type { Dialog } from "../dialogs/dialog.ts";
import { isInPlay } from "../model/in-play.ts";
import type { SeatView } from "../model/seat-words.ts";
import { useScene } from "../scene.ts";

interface BuyChipsProps {
  readonly seat: SeatView;
  readonly onOpen: (dialog: Dialog) => void;
}

/** For who has none left; who is all-in may yet win. */
export function BuyChips({ seat, onOpen }: BuyChipsProps) {
  const { table } = useScene();
  const isAllIn = isInPlay(table) && seat.status === "allIn";
  if (seat.stack > 0 || isAllIn || table.tournament !== undefined) return null;
  return (
    <button type="button" className="act act-raise" onClick={() => onOpen("topUp")}>
      Buy chips
    </button>
  );
}
