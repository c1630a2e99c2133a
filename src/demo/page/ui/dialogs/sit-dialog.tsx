import { useScene } from "../scene.ts";
import { ChipsForm } from "./chips-form.tsx";
import { Modal } from "./modal.tsx";

interface SitDialogProps {
  /** Null: the first free one. */
  readonly seat: number | null;
  readonly onClose: () => void;
}

export function SitDialog({ seat, onClose }: SitDialogProps) {
  const { buyIn, buyInMin, buyInMax, approveSeats } = useScene().table.config;
  return (
    <Modal title={seat === null ? "Take a seat" : `Take seat ${seat}`} onClose={onClose}>
      <ChipsForm
        label="Buy in for"
        min={buyInMin}
        max={buyInMax}
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
