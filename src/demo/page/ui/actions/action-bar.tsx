import { type FocusEvent, useEffect, useRef } from "react";
import type { Dialog } from "../dialogs/dialog.ts";
import { isInPlay } from "../model/in-play.ts";
import { winWords } from "../model/story.ts";
import { useScene } from "../scene.ts";
import { AfterHand } from "./after-hand.tsx";
import { BetweenHands } from "./between-hands.tsx";
import { PreActions } from "./pre-actions.tsx";
import { RunTwiceVote } from "./run-twice-vote.tsx";
import { TurnControls } from "./turn-controls.tsx";
import { Visitor } from "./visitor.tsx";

interface ActionBarProps {
  readonly onOpen: (dialog: Dialog) => void;
}

/** What the reader can do now; as high in every state, so that nothing jumps. */
export function ActionBar({ onOpen }: ActionBarProps) {
  const { ref, follow } = useKeptFocus();
  return (
    <section className="actions" aria-label="Your actions" ref={ref} tabIndex={-1} {...follow}>
      <Result />
      <Now onOpen={onOpen} />
    </section>
  );
}

/** A button that was pressed is gone with the turn; the focus then stays in the bar. */
function useKeptFocus() {
  const ref = useRef<HTMLElement>(null);
  const isInside = useRef(false);
  useEffect(() => {
    if (isInside.current && document.activeElement === document.body) ref.current?.focus();
  });
  const follow = {
    onFocus: () => {
      isInside.current = true;
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      isInside.current = relatedTarget === null || ref.current?.contains(relatedTarget) === true;
    },
  };
  return { ref, follow };
}

/** Who won the hand that is over; not in the felt's middle, where several winners would hide the cards. */
function Result() {
  const { table, nameOf } = useScene();
  const wins = winWords(table, { ofPlayer: nameOf });
  if (wins.length === 0) return null;
  return (
    <ul className="wins" aria-label="Result">
      {wins.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

function Now({ onOpen }: ActionBarProps) {
  const { table, you, me } = useScene();
  const { hand, turn, status } = table;
  const seat = table.seats.find(({ player }) => player === me);
  if (status === "closed")
    return <p className="actions-note">The table is closed. It opens again when somebody joins.</p>;
  if (you === null || seat === undefined) return <Visitor onOpen={onOpen} />;
  if (turn !== null && you.legal !== null && turn.player === me && status !== "paused")
    return <TurnControls key={turn.id} turn={turn} legal={you.legal} ownBet={seat.bet} stack={you.stack} />;
  if (hand?.runTwice !== undefined && seat.status === "allIn")
    return <RunTwiceVote offer={hand.runTwice} seat={seat.seat} />;
  const isLive = isInPlay(table);
  if (hand !== null && isLive && seat.status === "in" && status !== "paused")
    return <PreActions hand={hand} seat={seat} you={you} onOpen={onOpen} />;
  if (hand?.results != null && you.cards.length > 0)
    return <AfterHand hand={hand} seat={seat} you={you} onOpen={onOpen} />;
  return <BetweenHands seat={seat} isLive={isLive} onOpen={onOpen} />;
}
