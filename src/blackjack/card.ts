const RANKS = ["2", "3", "4", "5", "6", "7", "8", "9", "T", "J", "Q", "K", "A"] as const;
const SUITS = ["c", "d", "h", "s"] as const;

type Rank = (typeof RANKS)[number];
type Suit = (typeof SUITS)[number];

/** Rank and suit: `Ah`, `Td`, `2c`. */
export type Card = `${Rank}${Suit}`;

/** The cards of one deck. The most that a full table can use is worth 248 of its 340 points, so it never runs out. */
export const CARDS: readonly Card[] = RANKS.flatMap((rank) => SUITS.map((suit): Card => `${rank}${suit}`));

/** Fisher-Yates with four bytes of entropy for each step: 204 of them. */
export function shuffledDeck(entropy: Uint8Array): readonly Card[] {
  const bytes = new DataView(entropy.buffer, entropy.byteOffset, entropy.byteLength);
  const deck = [...CARDS];
  for (let at = deck.length - 1; at > 0; at -= 1) {
    const other = bytes.getUint32((deck.length - 1 - at) * 4) % (at + 1);
    [deck[at], deck[other]] = [deck[other] as Card, deck[at] as Card];
  }
  return deck;
}
