import { useState } from "react";
import type { HandSummary } from "../../../../poker/history/hand-summary.ts";
import { chipText, signedChipText } from "../model/chips.ts";
import { PlayingCard } from "../parts/playing-card.tsx";
import { useScene } from "../scene.ts";
import { Replayer } from "./replayer.tsx";
import { useRead } from "./use-read.ts";

/** Finished hands, newest first; one of them is shown again step by step. */
export function HandsPanel() {
  const { reads, table, tell } = useScene();
  const [older, setOlder] = useState<readonly HandSummary[]>([]);
  const [before, setBefore] = useState<number | null | undefined>(undefined);
  const [replayed, replay] = useState<number | null>(null);
  const finished = `${table.hand?.no ?? 0} ${table.hand?.results != null}`;
  const reading = useRead(() => reads.hands(), finished);
  if (reading.state === "loading") return <p className="panel-empty">Reading the hands…</p>;
  if (reading.state === "failed") return <p className="panel-empty">{reading.why}</p>;
  const { hands, before: nextPage } = reading.value;
  const next = before === undefined ? nextPage : before;
  const all = [...hands, ...older.filter(({ no }) => hands.every((hand) => hand.no !== no))];
  const readOlder = async (from: number) => {
    const page = await reads.hands({ before: from });
    if (!page.ok) return tell(page.problem);
    setOlder([...older, ...page.value.hands]);
    setBefore(page.value.before);
  };
  if (all.length === 0) return <p className="panel-empty">No hand is over yet.</p>;
  return (
    <>
      <ul className="hands">
        {all.map((hand) => (
          <HandRow key={hand.no} hand={hand} onReplay={() => replay(hand.no)} />
        ))}
      </ul>
      {next !== null && (
        <button type="button" className="minor wide" onClick={() => void readOlder(next)}>
          Older hands
        </button>
      )}
      {replayed !== null && <Replayer no={replayed} onClose={() => replay(null)} />}
    </>
  );
}

function HandRow({ hand, onReplay }: { readonly hand: HandSummary; readonly onReplay: () => void }) {
  const { me } = useScene();
  const own = hand.seats.find(({ player }) => player === me);
  const winners = hand.results.filter(({ chips }) => chips > 0);
  return (
    <li className="hand-row">
      <button type="button" onClick={onReplay}>
        <span className="hand-no">
          <span className="sr">Replay hand </span>
          {hand.no}
        </span>
        <span className="hand-boards">
          <HandBoard cards={hand.board} />
          {hand.secondBoard !== undefined && <HandBoard cards={hand.secondBoard} />}
        </span>
        <span className="hand-net" data-sign={Math.sign(own?.net ?? 0)}>
          {own === undefined ? "" : signedChipText(own.net)}
        </span>
        <span className="hand-story">
          {hand.voided
            ? "Void, every bet went back"
            : winners.map((winner) => winnerWords(hand, winner)).join(", ")}
        </span>
      </button>
    </li>
  );
}

function HandBoard({ cards }: { readonly cards: HandSummary["board"] }) {
  return (
    <span className="hand-board">
      {cards.map((card) => (
        <PlayingCard key={card} card={card} />
      ))}
      {cards.length === 0 && <span className="hand-quiet">no board</span>}
    </span>
  );
}

function winnerWords(
  { seats }: HandSummary,
  { player, chips, handName }: HandSummary["results"][number],
): string {
  const name = seats.find((seat) => seat.player === player)?.name ?? player;
  return `${name} wins ${chipText(chips)}${handName === null ? "" : ` with ${handName}`}`;
}
