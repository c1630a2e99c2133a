import type { Card } from "../card.ts";
import type { Seat } from "../hand-event.ts";
import type { PlayerSeed } from "./sealed-deck.ts";

/** That a card is at its place in the deck: leads from it to the root. */
export interface Opening {
  /** 0 is the card that is dealt first. */
  readonly position: number;
  readonly card: Card;
  readonly salt: string;
  /** The hashes beside the way from the card up to the root; null where there is none: the last of an odd row goes up as it is. */
  readonly path: readonly (string | null)[];
}

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
