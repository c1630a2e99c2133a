import type { Card } from "../card.ts";
import { type Draft, record } from "../draft.ts";
import type { HandSetup } from "../hand-event.ts";
import type { TableState } from "../table-state.ts";
import { variants } from "../variant.ts";
import { deckKeyOf, deckOf, promiseOf } from "./deck-key.ts";
import { rootOf } from "./deck-tree.ts";
import type { DeckSecret, SealedDeck } from "./sealed-deck.ts";
import { sha256 } from "./sha256.ts";

const SECRET_BYTES = 32;

/** An open table has promised its decks. */
export function promiseDecks(draft: Draft): DeckSecret {
  const { decks, handNo, config } = draft.state;
  if (decks !== undefined) return decks;
  const secret =
    config.seed === null
      ? hexOf(draft.facts.entropy.subarray(0, SECRET_BYTES))
      : sha256(`croupier table seed\n${config.seed}`);
  const drawn = { secret, promise: promiseOf(secret), firstHand: handNo + 1 };
  record(draft, { type: "DecksPromised", ...drawn });
  return drawn;
}

/** The deck of a hand, and what fixes it before its first card. */
export function sealDeck(
  { secret, promise }: DeckSecret,
  { no, variant }: Pick<HandSetup, "no" | "variant">,
  { seats }: Pick<TableState, "seats">,
): { readonly deck: readonly Card[]; readonly sealed: SealedDeck } {
  const seeds = seats.flatMap(({ player, seed }) => (seed === undefined ? [] : [{ player, seed }]));
  const key = deckKeyOf(secret, no, seeds);
  const deck = deckOf(key, variants[variant].deck);
  return { deck, sealed: { promise, key, root: rootOf(key, deck), seeds } };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex").toUpperCase();
}
