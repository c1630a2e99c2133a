import { useTableKeys } from "../actions/table-keys.ts";
import { DeckDialog } from "../deck/deck-dialog.tsx";
import type { Settings } from "../settings.ts";
import type { Dialog } from "./dialog.ts";
import { HelpDialog } from "./help-dialog.tsx";
import { SeatDialog } from "./seat-dialog.tsx";
import { SitDialog } from "./sit-dialog.tsx";
import { TopUpDialog } from "./top-up-dialog.tsx";

interface DialogsProps {
  readonly dialog: Dialog | null;
  readonly settings: Settings;
  readonly onSettings: (settings: Settings) => void;
  readonly onOpen: (dialog: Dialog) => void;
  readonly onClose: () => void;
}

export function Dialogs({ dialog, onOpen, onClose, ...settings }: DialogsProps) {
  useTableKeys((wish) => {
    if (wish === "help") onOpen("help");
    return wish === "help";
  });
  if (dialog === null) return null;
  if (dialog === "help") return <HelpDialog {...settings} onClose={onClose} />;
  if (dialog === "deck") return <DeckDialog onClose={onClose} />;
  if (dialog === "seat") return <SeatDialog onClose={onClose} />;
  if (dialog === "topUp") return <TopUpDialog onClose={onClose} />;
  return <SitDialog seat={dialog.sit} onClose={onClose} />;
}
