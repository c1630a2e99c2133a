import type { PlayerId } from "../../game/game.ts";
import type { Card } from "../card.ts";
import { cardsSeenBy, type HandRecord } from "../history/hand-record.ts";
import { variants } from "../variant.ts";
import { deckOf } from "./deck-key.ts";
import { openingsOf } from "./deck-tree.ts";
import type { HandProof } from "./proof.ts";

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
