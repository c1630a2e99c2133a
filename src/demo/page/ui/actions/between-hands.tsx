import type { PublicTable } from "../../../../poker/table-view.ts";
import type { Dialog } from "../dialogs/dialog.ts";
import type { SeatView } from "../model/seat-words.ts";
import { VARIANT_WORDS } from "../model/variant-words.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";
import { BuyChips } from "./buy-chips.tsx";
import { SeatButtons } from "./seat-buttons.tsx";
import { VariantChoice } from "./variant-choice.tsx";

interface BetweenHandsProps {
  readonly seat: SeatView;
  /** Others play on. */
  readonly isLive: boolean;
  readonly onOpen: (dialog: Dialog) => void;
}

export function BetweenHands({ seat, isLive, onOpen }: BetweenHandsProps) {
  const { table, me, isHost } = useScene();
  const { isBusy, give } = useSender();
  const mayStart = isHost && !isLive && table.status !== "paused";
  return (
    <div className="between">
      <p className="actions-note">{noteFor(seat, table, isLive)}</p>
      <div className="turn-buttons">
        <BuyChips seat={seat} onOpen={onOpen} />
        {seat.status === "sittingOut" && seat.stack > 0 && (
          <button
            type="button"
            className="act act-passive"
            disabled={isBusy}
            onClick={() => void give({ type: "sitIn" })}
          >
            I’m back
          </button>
        )}
        {seat.status === "waiting" && isLive && (
          <button
            type="button"
            className="act"
            disabled={isBusy}
            onClick={() => void give({ type: "sitIn", post: true })}
          >
            Post the blind and play
          </button>
        )}
        {isHost && table.status === "paused" && (
          <button
            type="button"
            className="act act-passive"
            disabled={isBusy}
            onClick={() => void give({ type: "resume" })}
          >
            Resume play
          </button>
        )}
        {mayStart && (
          <button
            type="button"
            className="act act-passive"
            disabled={isBusy}
            onClick={() => void give({ type: "start" })}
          >
            Deal a hand
          </button>
        )}
      </div>
      {table.chooser === me && <VariantChoice words={VARIANT_WORDS} now={table.config.variant} />}
      <SeatButtons seat={seat} onOpen={onOpen} />
    </div>
  );
}

function noteFor(seat: SeatView, { status, tournament }: PublicTable, isLive: boolean): string {
  if (status === "paused") return "The host has paused the table.";
  if (tournament?.status === "registering") return "The sit and go begins when all seats are taken.";
  if (seat.place !== undefined) return "Your sit and go is over.";
  if (isLive && seat.status === "allIn") return "You are all-in.";
  if (seat.stack === 0) return "Your chips are gone. Buy more to play on.";
  if (seat.status === "sittingOut") return "You are sitting out.";
  if (seat.status === "folded") return "You folded. The next hand is yours again.";
  if (seat.status === "waiting" && isLive)
    return "You are dealt in with the big blind, or at once when you post it.";
  return status === "waiting" ? "Waiting for more players." : "The next hand is about to start.";
}
