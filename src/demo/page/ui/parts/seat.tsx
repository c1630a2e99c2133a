import { type CSSProperties, memo, type ReactNode } from "react";
import type { Card } from "../../../../poker/card.ts";
import { chipText, shortChipText } from "../model/chips.ts";
import type { FollowedClock } from "../model/countdown.ts";
import type { Place } from "../model/seat-places.ts";
import { type SeatView, seatBadge, seatInWords } from "../model/seat-words.ts";
import { Avatar } from "./avatar.tsx";
import { ClockRing } from "./clock-ring.tsx";
import { CardBack, PlayingCard } from "./playing-card.tsx";

interface SeatProps {
  readonly seat: SeatView;
  readonly place: Place;
  readonly isMe: boolean;
  readonly isButton: boolean;
  readonly isHost: boolean;
  readonly isTurn: boolean;
  /** Null when none runs for this seat. */
  readonly clock: FollowedClock | null;
  /** What the player did last. */
  readonly action: string | null;
  /** Chips of the hand that was just won here. */
  readonly won: number | null;
  /** What the reader's own cards make with the board. */
  readonly ownHand: string | null;
  readonly cards: SeatCards;
  readonly media: ReactNode;
}

export interface SeatCards {
  readonly faces: readonly Card[];
  readonly backs: number;
  /** Of the first card, in the order of dealing. */
  readonly order: number;
}

/** Drawn anew only when something of it is another: every message brings all seats again. */
export const Seat = memo(DrawnSeat, isSame);

function isSame(one: SeatProps, other: SeatProps): boolean {
  const [{ media, ...drawn }, { media: otherMedia, ...otherDrawn }] = [one, other];
  return media === otherMedia && JSON.stringify(drawn) === JSON.stringify(otherDrawn);
}

function DrawnSeat(props: SeatProps) {
  const { seat, place, isMe, isButton, isHost, isTurn, clock, won, ownHand, cards, media } = props;
  const words = seatInWords(seat, { isMe, isButton, isHost, isTurn, ownHand });
  return (
    <li
      className="seat"
      style={at(place)}
      aria-label={words}
      data-me={isMe || undefined}
      data-turn={isTurn || undefined}
      data-status={seat.status}
      data-away={!seat.connected || undefined}
      data-won={won !== null || undefined}
    >
      <SeatHand cards={cards} isFolded={seat.status === "folded"} />
      <div className="seat-face">
        <span className="seat-media">{media ?? <Avatar player={seat.player} name={seat.name} />}</span>
        {clock !== null && <ClockRing clock={clock} />}
        {isButton && (
          <span className="dealer-button" aria-hidden="true">
            D
          </span>
        )}
      </div>
      <SeatPlate {...props} />
    </li>
  );
}

function SeatHand({ cards, isFolded }: { readonly cards: SeatCards; readonly isFolded: boolean }) {
  const { faces, backs, order } = cards;
  if (faces.length + backs === 0) return null;
  return (
    <div className="seat-cards" data-count={faces.length + backs} data-shown={faces.length > 0 || undefined}>
      {faces.map((card, place) => (
        <PlayingCard key={card} card={card} order={order + place} isDim={isFolded} />
      ))}
      {Array.from({ length: backs }, (_, place) => (
        <CardBack key={place} order={order + place} />
      ))}
    </div>
  );
}

function SeatPlate({ seat, isMe, isHost, action, won, ownHand, cards }: SeatProps) {
  const badge = seatBadge(seat);
  // Shown cards leave no room for the badge, and who is all-in has no stack to tell of.
  const isBadgeInside = !isMe && cards.faces.length > 0 && seat.stack === 0 && badge !== null;
  return (
    <div className="seat-plate" aria-hidden="true">
      <span className="seat-name">
        {isHost && <span className="host-mark">★</span>}
        <span className="seat-words" dir="auto">
          {seat.bot === true ? seat.name.replace(/^Bot /, "") : seat.name}
        </span>
        {seat.bot === true && <span className="bot-mark">bot</span>}
      </span>
      {ownHand !== null && <span className="own-hand">{ownHand}</span>}
      <span
        className={isBadgeInside && won === null ? "seat-end" : "seat-stack"}
        title={chipText(seat.stack)}
      >
        {won !== null ? `+${shortChipText(won)}` : isBadgeInside ? badge : shortChipText(seat.stack)}
      </span>
      {badge !== null && <span className="seat-badge">{badge}</span>}
      {action !== null && action !== badge && (
        <span className="seat-action" data-action={action}>
          {action}
        </span>
      )}
    </div>
  );
}

export function at({ x, y }: Place): CSSProperties {
  return { left: `${x}%`, top: `${y}%` };
}
