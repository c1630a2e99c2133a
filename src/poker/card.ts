export const RANKS = "23456789TJQKA";
export const SUITS = "cdhs";

type Rank = "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "T" | "J" | "Q" | "K" | "A";
type Suit = "c" | "d" | "h" | "s";

/** Rank and suit: `Ah`, `Td`, `2c`. */
export type Card = `${Rank}${Suit}`;
