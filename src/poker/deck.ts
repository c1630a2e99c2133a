import { CARDS, type Card } from "./card.ts";

/** `short` has 36 cards: 6 to ace. */
export type DeckName = "standard" | "short";

const WORDS = 2 ** 32;

export function freshDeck(deck: DeckName): Card[] {
  return deck === "short" ? CARDS.slice(16) : [...CARDS];
}

/** Fisher–Yates with unbiased draws: a new deck, every order equally likely. Takes 256 bytes of entropy for 52 cards. */
export function shuffle(deck: readonly Card[], entropy: Uint8Array): Card[] {
  const words = { view: new DataView(entropy.buffer, entropy.byteOffset, entropy.byteLength), at: 0 };
  const shuffled = [...deck];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = drawBelow(last + 1, words);
    const card = shuffled[last] as Card;
    shuffled[last] = shuffled[other] as Card;
    shuffled[other] = card;
  }
  return shuffled;
}

interface Words {
  readonly view: DataView;
  at: number;
}

// 2^32 is no multiple of most bounds: the words above the greatest multiple would favour the low results.
function drawBelow(bound: number, words: Words): number {
  const fairWords = WORDS - (WORDS % bound);
  for (;;) {
    const word = nextWord(words);
    if (word < fairWords) return word % bound;
  }
}

function nextWord(words: Words): number {
  if (words.at + 4 > words.view.byteLength) throw new Error("entropy exhausted in a shuffle");
  words.at += 4;
  return words.view.getUint32(words.at - 4, true);
}
