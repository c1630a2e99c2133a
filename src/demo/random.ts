import { createHash } from "node:crypto";

/** From 0 up to but not 1. */
export type Random = () => number;

/** The same numbers again for the same seed; nothing that has to be secret may come from it. */
export function seededRandom(seed: string): Random {
  let [a, b, c, d] = wordsOf(createHash("sha256").update(seed).digest());
  // sfc32
  return () => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
}

function wordsOf(digest: Buffer): [number, number, number, number] {
  return [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)];
}
