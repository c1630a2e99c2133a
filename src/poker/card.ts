export const RANKS = "23456789TJQKA";
const SUITS = "cdhs";

type Rank = "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "T" | "J" | "Q" | "K" | "A";
type Suit = "c" | "d" | "h" | "s";

/** Rank and suit: `Ah`, `Td`, `2c`. */
export type Card = `${Rank}${Suit}`;

/** All 52 in the order of their index: rank × 4 + suit, from `2c` to `As`. */
export const CARDS: readonly Card[] = Array.from(RANKS).flatMap((rank) =>
  Array.from(SUITS, (suit) => `${rank}${suit}` as Card),
);

const NO_CARD = 255;
const INDEX_BY_CODE = new Uint8Array(4096).fill(NO_CARD);
CARDS.forEach((card, index) => {
  INDEX_BY_CODE[codeOf(card)] = index;
});

/** 0 to 51: the card's place in `CARDS`. */
export function cardIndex(card: Card): number {
  const index = INDEX_BY_CODE[codeOf(card)] as number;
  if (index === NO_CARD) throw new Error(`no card: ${card}`);
  return index;
}

// Five bits tell the suits' letters apart, seven hold the rank's.
function codeOf(card: Card): number {
  return ((card.charCodeAt(0) & 127) << 5) | (card.charCodeAt(1) & 31);
}
