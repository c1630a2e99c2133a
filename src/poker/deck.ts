import { CARDS, type Card } from "./card.ts";

/** `short` has 36 cards: 6 to ace. */
export type DeckName = "standard" | "short";

const ENTROPY_BYTES = 256;
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

/** The same 256 bytes for the same seed and hand: development only, anybody who knows the seed knows the deck. */
export function seededEntropy(seed: string, handNo: number): Uint8Array {
  const start = hashText(`${handNo}:${seed}`);
  const entropy = new Uint8Array(ENTROPY_BYTES);
  const view = new DataView(entropy.buffer);
  for (let at = 0; at < ENTROPY_BYTES; at += 4) view.setUint32(at, scramble(start + at), true);
  return entropy;
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

// FNV-1a over UTF-16 code units.
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

// A multiplication by an odd number and a shift by half the word, three times: one-to-one on 32-bit words, every bit depends on every bit.
function scramble(word: number): number {
  let bits = Math.imul(word, 0x9e3779b1);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 15), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
