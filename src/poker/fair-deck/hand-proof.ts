import type { PlayerId } from "../../game/game.ts";
import type { Card } from "../card.ts";
import type { Seat } from "../hand-event.ts";
import { cardsSeenBy, type HandRecord } from "../history/hand-record.ts";
import { variants } from "../variant.ts";
import { deckOf } from "./deck-key.ts";
import { type Opening, openingsOf } from "./deck-tree.ts";
import type { PlayerSeed } from "./sealed-deck.ts";

/** That the cards which a reader knows were where they were before the first one was dealt. */
export interface HandProof {
  readonly no: number;
  /** What every deck of the session follows from, as it was broadcast before. */
  readonly promise: string;
  /** As it was broadcast before the first card. */
  readonly root: string;
  /** Cards in the deck. */
  readonly deck: number;
  readonly seeds: readonly PlayerSeed[];
  /** Whose card it is, null for the board. */
  readonly openings: readonly (Opening & { readonly seat: Seat | null })[];
}

/** Null for a hand whose deck was not sealed. */
export function handProof(record: HandRecord, reader: PlayerId): HandProof | null {
  const { setup, sealed } = record;
  if (sealed === undefined) return null;
  const { key, promise, root, seeds } = sealed;
  const deck = deckOf(key, variants[setup.variant].deck);
  const known = [
    ...record.seats.flatMap((seat) => cardsSeenBy(reader, seat).map((card) => ({ card, seat: seat.seat }))),
    ...boardCards(record).map((card) => ({ card, seat: null })),
  ];
  const placed = known
    .map(({ card, seat }) => ({ position: deck.indexOf(card), seat }))
    .toSorted((one, other) => one.position - other.position);
  const openings = openingsOf(
    key,
    deck,
    placed.map(({ position }) => position),
  );
  return {
    no: setup.no,
    promise,
    root,
    deck: deck.length,
    seeds,
    openings: openings.map((opening, at) => ({ ...opening, seat: placed[at]?.seat ?? null })),
  };
}

function boardCards({ events, rabbit = [], rabbit2 = [] }: HandRecord): readonly Card[] {
  const dealt = events.flatMap((event) => (event.type === "BoardDealt" ? event.cards : []));
  return [...dealt, ...rabbit, ...rabbit2];
}
