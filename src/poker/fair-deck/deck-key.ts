import type { Card } from "../card.ts";
import { type DeckName, freshDeck, shuffle } from "../deck.ts";
import type { PlayerSeed } from "./sealed-deck.ts";
import { sha256, sha256Bytes } from "./sha256.ts";

/** 8 blocks are 64 draws, and a deck needs 51: that 14 of them are thrown away does not happen. */
const BLOCKS = 8;

/** Broadcast before anybody gives a seed: the secret cannot be another one afterwards. */
export function promiseOf(secret: string): string {
  return sha256(`croupier secret\n${secret}`);
}

/** Order and salts of one deck follow from it; the secret does not. */
export function deckKeyOf(secret: string, handNo: number, seeds: readonly PlayerSeed[]): string {
  const pairs = seeds.map(({ player, seed }) => [player, seed]);
  return sha256(`croupier deck\n${secret}\n${handNo}\n${JSON.stringify(pairs)}`);
}

/** For one shuffle: 256 bytes. */
export function entropyOf(key: string): Uint8Array {
  const entropy = new Uint8Array(BLOCKS * 32);
  for (let block = 0; block < BLOCKS; block++)
    entropy.set(sha256Bytes(`${key} shuffle ${block}`), block * 32);
  return entropy;
}

export function deckOf(key: string, deck: DeckName): readonly Card[] {
  return shuffle(freshDeck(deck), entropyOf(key));
}
