import type { Card } from "../../../../poker/card.ts";

const RANKS: Readonly<Record<string, string>> = {
  2: "two",
  3: "three",
  4: "four",
  5: "five",
  6: "six",
  7: "seven",
  8: "eight",
  9: "nine",
  T: "ten",
  J: "jack",
  Q: "queen",
  K: "king",
  A: "ace",
};

const SUITS: Readonly<Record<string, string>> = { c: "clubs", d: "diamonds", h: "hearts", s: "spades" };

const SUIT_SIGNS: Readonly<Record<string, string>> = { c: "♣", d: "♦", h: "♥", s: "♠" };

export type SuitLetter = "c" | "d" | "h" | "s";

export function rankLetter(card: Card): string {
  return card.slice(0, 1);
}

export function suitLetter(card: Card): SuitLetter {
  return card.slice(1) as SuitLetter;
}

/** "ace of hearts". */
export function cardInWords(card: Card): string {
  return `${RANKS[rankLetter(card)] ?? card} of ${SUITS[suitLetter(card)] ?? ""}`;
}

/** "A♥ 10♣". */
export function cardsInSigns(cards: readonly Card[]): string {
  const signs = cards.map((card) => {
    const rank = rankLetter(card);
    return `${rank === "T" ? "10" : rank}${SUIT_SIGNS[suitLetter(card)] ?? ""}`;
  });
  return signs.join(" ");
}

/** "ace of hearts, ten of clubs". */
export function cardsInWords(cards: readonly Card[]): string {
  return cards.map(cardInWords).join(", ");
}
