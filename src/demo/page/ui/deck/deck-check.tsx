import { useEffect, useRef, useState } from "react";
import { checkDeck, type DeckCheck } from "../model/check-deck.ts";
import { checkWords } from "../model/check-words.ts";
import { problemWords } from "../model/problem-words.ts";
import { browserSha256 } from "../model/sha256.ts";
import { type Scene, useScene } from "../scene.ts";

type Outcome = { readonly found: DeckCheck } | { readonly problem: string };

const NO_SHA256 =
  "This browser computes fingerprints only on a page that came by https or from this machine. Open it so, or check the audit after the session.";

/** Holds the cards of a finished hand against its deck, in this browser, and says what came of it. */
export function DeckCheckButton({ no, label }: { readonly no: number; readonly label: string }) {
  const scene = useScene();
  const [outcome, setOutcome] = useState<{ readonly no: number; readonly of: Outcome } | null>(null);
  const answer = useRef<HTMLDivElement>(null);
  const [isBusy, setBusy] = useState(false);
  const check = async () => {
    setBusy(true);
    setOutcome({ no, of: await checkHand(scene, no) });
    setBusy(false);
  };
  // It stands at the end of what may be higher than its dialog.
  useEffect(() => {
    if (outcome !== null) answer.current?.scrollIntoView({ block: "nearest" });
  }, [outcome]);
  return (
    <div className="deck-check">
      <button type="button" className="minor wide" disabled={isBusy} onClick={() => void check()}>
        {label}
      </button>
      <div role="status" ref={answer}>
        {outcome?.no === no && <OutcomeWords outcome={outcome.of} />}
      </div>
    </div>
  );
}

function OutcomeWords({ outcome }: { readonly outcome: Outcome }) {
  if ("problem" in outcome) return <p className="deck-words">{outcome.problem}</p>;
  const { found } = outcome;
  if (found.faults.length === 0)
    return (
      <p className="deck-words" data-told={found.told}>
        {checkWords(found)}
      </p>
    );
  return (
    <div className="deck-broken" role="alert">
      <p>
        <strong>{checkWords(found)}</strong>
      </p>
      <ul>
        {found.faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      <p>Do not play on before somebody has explained this.</p>
    </div>
  );
}

async function checkHand({ reads, deckNotes }: Scene, no: number): Promise<Outcome> {
  const sha256 = browserSha256();
  if (sha256 === null) return { problem: NO_SHA256 };
  const [hand, proof] = await Promise.all([reads.hand(no), reads.proof(no)]);
  if (!hand.ok) return { problem: problemWords(hand.problem) };
  if (!proof.ok) return { problem: problemWords(proof.problem) };
  const note = deckNotes.get(no) ?? null;
  return { found: await checkDeck(sha256, { hand: hand.value, proof: proof.value, note }) };
}
