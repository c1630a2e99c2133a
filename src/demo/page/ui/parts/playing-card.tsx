import { type CSSProperties, memo } from "react";
import type { Card } from "../../../../poker/card.ts";
import { cardInWords, rankLetter, suitLetter } from "../model/card-words.ts";
import { RANK_STROKES, SUIT_SHAPES } from "./card-shapes.ts";

interface PlayingCardProps {
  readonly card: Card;
  /** Place in the order of dealing, for the animation. */
  readonly order?: number;
  readonly isDim?: boolean;
}

/** A card face up; its size is the parent's `--card-width`. */
export const PlayingCard = memo(function PlayingCard({ card, order = 0, isDim = false }: PlayingCardProps) {
  const suit = suitLetter(card);
  return (
    <svg
      className={isDim ? "card card-dim" : "card"}
      data-suit={suit}
      viewBox="0 0 60 84"
      role="img"
      aria-label={cardInWords(card)}
      style={dealtAs(order)}
    >
      <rect className="card-paper" x=".5" y=".5" width="59" height="83" rx="7" />
      <path className="card-rank" transform="translate(7.5 8)" d={RANK_STROKES[rankLetter(card)]} />
      <path className="card-suit" transform="translate(7 43) scale(.88)" d={SUIT_SHAPES[suit]} />
      <path className="card-suit" transform="translate(27 50) scale(1.18)" d={SUIT_SHAPES[suit]} />
    </svg>
  );
});

/** A card face down. Says nothing: whose they are and how many is said at the seat. */
export const CardBack = memo(function CardBack({ order = 0 }: { readonly order?: number }) {
  return (
    <svg className="card card-back" viewBox="0 0 60 84" aria-hidden="true" style={dealtAs(order)}>
      <rect className="card-back-edge" x=".5" y=".5" width="59" height="83" rx="7" />
      <rect className="card-back-field" x="5" y="5" width="50" height="74" rx="4" />
      <path className="card-back-line" d="M30 12 48 42 30 72 12 42ZM30 24 40.5 42 30 60 19.5 42Z" />
    </svg>
  );
});

function dealtAs(order: number): CSSProperties {
  return { "--order": order } as CSSProperties;
}
