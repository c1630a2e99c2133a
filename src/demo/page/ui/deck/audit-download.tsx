import { useState } from "react";
import type { DeckAudit } from "../../../../client/views.ts";
import { problemWords } from "../model/problem-words.ts";
import { useScene } from "../scene.ts";

/** The file that proves all decks of a session, once it is over. */
export function AuditDownload() {
  const { reads } = useScene();
  const [told, setTold] = useState("");
  const [isBusy, setBusy] = useState(false);
  const fetchFile = async () => {
    setBusy(true);
    const answer = await reads.audit();
    setBusy(false);
    if (answer.ok) download(answer.value);
    setTold(answer.ok ? savedWords(answer.value) : problemWords(answer.problem));
  };
  return (
    <div className="deck-check">
      <button type="button" className="minor wide" disabled={isBusy} onClick={() => void fetchFile()}>
        Download the audit
      </button>
      <p className="quiet" role="status">
        {told}
      </p>
    </div>
  );
}

function savedWords({ firstHand, lastHand }: DeckAudit): string {
  return `Hands ${firstHand} to ${lastHand} are saved. Check them with: npm run verify -- ${nameOf({ firstHand, lastHand })}`;
}

function nameOf({ firstHand, lastHand }: Pick<DeckAudit, "firstHand" | "lastHand">): string {
  return `audit-${firstHand}-${lastHand}.json`;
}

function download(audit: DeckAudit): void {
  const file = new Blob([JSON.stringify(audit)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = nameOf(audit);
  link.click();
  URL.revokeObjectURL(link.href);
}
