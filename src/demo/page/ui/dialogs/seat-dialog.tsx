import type { Command } from "../../../../client/views.ts";
import { useSender } from "../actions/busy.ts";
import { pendingWords } from "../model/pending-words.ts";
import { useScene } from "../scene.ts";
import { Modal } from "./modal.tsx";

/** What is asked for rarely: straddling, sitting out, standing up. */
export function SeatDialog({ onClose }: { readonly onClose: () => void }) {
  const { table, you, me } = useScene();
  const { isBusy, give } = useSender();
  const seat = table.seats.find(({ player }) => player === me);
  const { sitOut = false, leave = false } = you?.pending ?? {};
  const isOut = seat?.status === "sittingOut" || sitOut;
  const isStraddling = you?.straddles === true;
  const giveAndClose = (command: Command) => void give(command).then((isTaken) => isTaken && onClose());
  const mayStraddle = (table.config.straddle ?? "off") !== "off";
  return (
    <Modal title="My seat" onClose={onClose}>
      <div className="stack">
        {mayStraddle && (
          <label className="plan plan-row">
            <input
              type="checkbox"
              checked={isStraddling}
              disabled={isBusy}
              onChange={() => void give({ type: "straddle", on: !isStraddling })}
            />
            <span>Straddle whenever it is mine to</span>
          </label>
        )}
        {!leave && (
          <>
            <button
              type="button"
              className="act"
              disabled={isBusy}
              onClick={() => giveAndClose(isOut ? { type: "sitIn" } : { type: "sitOut" })}
            >
              {sitOut ? "Stay in" : isOut ? "I’m back" : "Sit out from the next hand"}
            </button>
            {isOut && !sitOut && (
              <button
                type="button"
                className="act"
                disabled={isBusy}
                onClick={() => giveAndClose({ type: "sitIn", post: true })}
              >
                Come back and post what I owe
              </button>
            )}
            <button
              type="button"
              className="act act-fold"
              disabled={isBusy}
              onClick={() => giveAndClose({ type: "stand" })}
            >
              Stand up and cash out
            </button>
          </>
        )}
        <p className="quiet">
          {pendingWords(you?.pending ?? {}) ?? "In the middle of a hand you leave when it is over."}
        </p>
      </div>
    </Modal>
  );
}
