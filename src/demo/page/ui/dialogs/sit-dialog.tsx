import { useScene } from "../scene.ts";
import { ChipsForm } from "./chips-form.tsx";
import { Modal } from "./modal.tsx";

interface SitDialogProps {
  /** Null: the first free one. */
  readonly seat: number | null;
  readonly onClose: () => void;
}

export function SitDialog({ seat, onClose }: SitDialogProps) {
  const { config, tournament } = useScene().table;
  const { buyIn, approveSeats } = config;
  // Everybody brings the same to a sit and go.
  const [min, max] = tournament === undefined ? [config.buyInMin, config.buyInMax] : [buyIn, buyIn];
  return (
    <Modal title={seat === null ? "Take a seat" : `Take seat ${seat}`} onClose={onClose}>
      <ChipsForm
        label="Buy in for"
        min={min}
        max={max}
        first={buyIn}
        submit={approveSeats === true ? "Ask for the seat" : "Sit down"}
        command={(chips) => ({ type: "sit", buyIn: chips, ...(seat !== null && { seat }) })}
        onDone={onClose}
      >
        {approveSeats === true && <p className="quiet">A host has to agree before you sit.</p>}
      </ChipsForm>
    </Modal>
  );
}
