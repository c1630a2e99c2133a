/** Chance for a bot's decision: fast, repeatable from the same entropy, and no secret. */
export interface Dice {
  /** 0 up to, without, `bound`. */
  below(bound: number): number;
  /** 0 up to, without, 1. */
  fraction(): number;
}

const WORDS = 2 ** 32;

/** sfc32, from the first 16 bytes. */
export function createDice(entropy: Uint8Array): Dice {
  const view = new DataView(entropy.buffer, entropy.byteOffset, entropy.byteLength);
  let a = view.getUint32(0);
  let b = view.getUint32(4);
  let c = view.getUint32(8);
  let count = view.getUint32(12);
  const next = (): number => {
    const word = (a + b + count) | 0;
    count = (count + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + word;
    return word >>> 0;
  };
  // What little the first words have of each other is gone after these.
  for (let round = 0; round < 12; round++) next();
  const fraction = (): number => next() / WORDS;
  return { fraction, below: (bound) => Math.floor(fraction() * bound) };
}
