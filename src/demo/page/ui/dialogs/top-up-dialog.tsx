import { isInPlay } from "../model/in-play.ts";
import { useScene } from "../scene.ts";
import { ChipsForm } from "./chips-form.tsx";
import { Modal } from "./modal.tsx";

export function TopUpDialog({ onClose }: { readonly onClose: () => void }) {
  const { table, you } = useScene();
  const { buyInMin, buyInMax, buyIn } = table.config;
  const stack = you?.stack ?? 0;
  const max = Math.max(1, buyInMax - stack - (you?.pending?.topUp ?? 0));
  const min = stack === 0 ? Math.min(buyInMin, max) : 1;
  return (
    <Modal title={stack === 0 ? "Buy chips" : "Add chips"} onClose={onClose}>
      <ChipsForm
        label="Chips to add"
        min={min}
        max={max}
        first={Math.min(max, Math.max(min, stack === 0 ? buyIn : buyIn - stack))}
        submit="Add chips"
        command={(chips) => ({ type: "topUp", chips })}
        onDone={onClose}
      >
        {isInPlay(table) && <p className="quiet">They come to your stack when this hand is over.</p>}
      </ChipsForm>
    </Modal>
  );
}
