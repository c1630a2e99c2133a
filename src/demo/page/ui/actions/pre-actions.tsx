import type { PrivateView } from "../../../../poker/player-view.ts";
import type { CommandOf } from "../../../../poker/table-command.ts";
import type { PublicHand } from "../../../../poker/table-view.ts";
import type { Dialog } from "../dialogs/dialog.ts";
import { chipText } from "../model/chips.ts";
import type { SeatView } from "../model/seat-words.ts";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";
import { SeatButtons } from "./seat-buttons.tsx";

type Plan = CommandOf<"preAct">["action"];

interface PreActionsProps {
  readonly hand: PublicHand;
  readonly seat: SeatView;
  readonly you: PrivateView;
  readonly onOpen: (dialog: Dialog) => void;
}

/** Boxes for what to do on the turn to come. */
export function PreActions({ hand, seat, you, onOpen }: PreActionsProps) {
  const { table, nameOf } = useScene();
  const { isBusy, give } = useSender();
  const price = Math.max(...table.seats.map(({ bet }) => bet));
  const toCall = Math.min(Math.max(0, price - seat.bet), seat.stack);
  const plans: readonly { readonly action: Plan; readonly label: string }[] = [
    { action: "checkFold", label: toCall === 0 ? "Check / fold" : "Fold" },
    toCall === 0
      ? { action: "check", label: "Check" }
      : { action: "callThis", label: `Call ${chipText(toCall)}` },
  ];
  const plan = (action: Plan) =>
    void give({ type: "preAct", hand: hand.no, action: you.preAct === action ? "none" : action });
  return (
    <div className="pre-actions" role="group" aria-label="Plan your next turn">
      <p className="actions-note">
        {table.turn === null ? "Dealing" : `${nameOf(table.turn.player)} to act. Plan ahead:`}
      </p>
      <div className="turn-buttons">
        {plans.map(({ action, label }) => (
          <label key={action} className="plan">
            <input
              type="checkbox"
              checked={you.preAct === action}
              disabled={isBusy}
              onChange={() => plan(action)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <SeatButtons seat={seat} onOpen={onOpen} />
    </div>
  );
}
