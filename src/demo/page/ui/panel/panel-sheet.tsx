import { Modal } from "../dialogs/modal.tsx";
import type { LogEntry } from "../model/story.ts";
import { Panel } from "./panel.tsx";

interface PanelSheetProps {
  readonly isOpen: boolean;
  readonly log: readonly LogEntry[];
  readonly onClose: () => void;
}

/** On a phone, what stands beside the table on a desktop. */
export function PanelSheet({ isOpen, log, onClose }: PanelSheetProps) {
  if (!isOpen) return null;
  return (
    <Modal title="About the table" isSheet onClose={onClose}>
      <Panel log={log} />
    </Modal>
  );
}
