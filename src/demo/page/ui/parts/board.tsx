import type { Card } from "../../../../poker/card.ts";
import type { PublicHand } from "../../../../poker/table-view.ts";
import { PlayingCard } from "./playing-card.tsx";

const BOARD_CARDS = 5;

/** The common cards; a second row when they are dealt twice, ghosts for a rabbit hunt. */
export function Board({ hand }: { readonly hand: PublicHand }) {
  const { board, board2, rabbit = [], rabbit2 = [] } = hand;
  return (
    <div className="boards" data-two={board2 !== undefined || undefined}>
      <BoardRow label={board2 === undefined ? "Board" : "First board"} cards={board} ghosts={rabbit} />
      {board2 !== undefined && <BoardRow label="Second board" cards={board2} ghosts={rabbit2} />}
    </div>
  );
}

interface BoardRowProps {
  readonly label: string;
  readonly cards: readonly Card[];
  readonly ghosts: readonly Card[];
}

function BoardRow({ label, cards, ghosts }: BoardRowProps) {
  const open = Math.max(0, BOARD_CARDS - cards.length - ghosts.length);
  return (
    <ul className="board" aria-label={cards.length === 0 ? `${label}, no cards yet` : label}>
      {cards.map((card, at) => (
        <li key={card}>
          <PlayingCard card={card} order={at < 3 ? at : 0} />
        </li>
      ))}
      {ghosts.map((card) => (
        <li key={card} className="board-ghost" title="Would have come">
          <PlayingCard card={card} />
        </li>
      ))}
      {Array.from({ length: open }, (_, at) => (
        <li key={`open ${at}`} className="board-open" aria-hidden="true" />
      ))}
    </ul>
  );
}
