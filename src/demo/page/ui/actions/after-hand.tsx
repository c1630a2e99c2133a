import type { PrivateView } from "../../../../poker/player-view.ts";
import type { PublicHand } from "../../../../poker/table-view.ts";
import type { Dialog } from "../dialogs/dialog.ts";
import { cardInWords } from "../model/card-words.ts";
import type { SeatView } from "../model/seat-words.ts";
import { CardBack, PlayingCard } from "../parts/playing-card.tsx";
import { useScene } from "../scene.ts";
import { useSender } from "./busy.ts";
import { BuyChips } from "./buy-chips.tsx";
import { SeatButtons } from "./seat-buttons.tsx";

interface AfterHandProps {
  readonly hand: PublicHand;
  readonly seat: SeatView;
  readonly you: PrivateView;
  readonly onOpen: (dialog: Dialog) => void;
}

/** While a finished hand is on view: cards to show, the rabbit, the next hand. */
export function AfterHand({ hand, seat, you, onOpen }: AfterHandProps) {
  const { table, isHost } = useScene();
  const { isBusy, give } = useSender();
  const hidden = you.cards.filter((card) => seat.cards?.includes(card) !== true);
  const mayHunt = table.config.rabbitHunt === true && hand.board.length < 5 && hand.rabbit === undefined;
  return (
    <div className="after-hand">
      <div className="turn-buttons">
        {hidden.length > 0 && (
          <button type="button" className="act" disabled={isBusy} onClick={() => void give({ type: "show" })}>
            Show cards
          </button>
        )}
        {hidden.length > 1 &&
          hidden.map((card) => (
            <button
              key={card}
              type="button"
              className="act act-card"
              disabled={isBusy}
              aria-label={`Show the ${cardInWords(card)}`}
              onClick={() => void give({ type: "show", cards: [card] })}
            >
              <PlayingCard card={card} />
            </button>
          ))}
        {mayHunt && (
          <button
            type="button"
            className="act"
            disabled={isBusy}
            onClick={() => void give({ type: "rabbit" })}
          >
            <span className="act-icon">
              <CardBack />
            </span>
            Rabbit
          </button>
        )}
        <BuyChips seat={seat} onOpen={onOpen} />
        {isHost && table.status !== "paused" && (
          <button
            type="button"
            className="act act-passive"
            disabled={isBusy}
            onClick={() => void give({ type: "start" })}
          >
            Next hand
          </button>
        )}
      </div>
      <SeatButtons seat={seat} onOpen={onOpen} />
    </div>
  );
}
