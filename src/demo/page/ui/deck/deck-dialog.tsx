import { Modal } from "../dialogs/modal.tsx";
import { fingerprintText } from "../model/check-words.ts";
import { useScene } from "../scene.ts";
import { AuditDownload } from "./audit-download.tsx";
import { DeckCheckButton } from "./deck-check.tsx";
import { SeedForm } from "./seed-form.tsx";

/** Why nobody need trust the house with the cards, and how to see for oneself. */
export function DeckDialog({ onClose }: { readonly onClose: () => void }) {
  const { table } = useScene();
  const { deckPromise, hand } = table;
  const finished = hand === null ? null : hand.results === null ? hand.no - 1 : hand.no;
  return (
    <Modal title="A fair deck" onClose={onClose}>
      <div className="deck">
        <p>
          Every deck is fixed before its first card: everybody is told a fingerprint of it, which fits no
          other order of the cards. After the hand you can check that no card was exchanged.
        </p>
        {hand?.deckRoot !== undefined && <Fingerprint of={`Hand ${hand.no}`} hash={hand.deckRoot} />}
        {deckPromise !== undefined && <Fingerprint of="All decks of this session" hash={deckPromise} />}
        {finished !== null && finished > 0 && (
          <DeckCheckButton no={finished} label={`Check hand ${finished}`} />
        )}
        <p className="quiet">Older hands are checked where they are replayed, under Hands.</p>
        <h3>Shuffle along</h3>
        <SeedForm />
        <h3>When the session is over</h3>
        <p className="quiet">
          The audit tells the secret behind all decks, so that everybody can deal each hand again. It shows
          every card, mucked ones too.
        </p>
        <AuditDownload />
      </div>
    </Modal>
  );
}

function Fingerprint({ of, hash }: { readonly of: string; readonly hash: string }) {
  return (
    <div className="fingerprint">
      <span>{of}</span>
      <code>{fingerprintText(hash)}</code>
    </div>
  );
}
