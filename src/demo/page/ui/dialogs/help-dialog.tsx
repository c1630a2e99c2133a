import { KEY_HELP } from "../model/keys.ts";
import type { Settings } from "../settings.ts";
import { Modal } from "./modal.tsx";

interface HelpDialogProps {
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly onClose: () => void;
}

/** The keys, and how the reader likes the cards. */
export function HelpDialog({ settings: { isFourColour }, onSettings, onClose }: HelpDialogProps) {
  return (
    <Modal title="Keys and cards" onClose={onClose}>
      <dl className="keys">
        {KEY_HELP.map(({ keys, does }) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="quiet">Keys work while it is your turn and you are not typing.</p>
      <label className="plan plan-row help-setting">
        <input
          type="checkbox"
          checked={isFourColour}
          onChange={({ target }) => onSettings({ isFourColour: target.checked })}
        />
        <span>Four-colour deck</span>
      </label>
    </Modal>
  );
}
