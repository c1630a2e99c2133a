/** Numbers that a seed decides. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** An integer from 0 up to, but not including, `below`. */
  int(below: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  bytes(count: number): Uint8Array;
}

/** sfc32. Streams of different names are independent of each other, so that drawing from one moves no other. */
export function createRandom(seed: number, stream: string): Random {
  let [a, b, c, d] = scramble(`${stream} ${seed}`);
  const draw = (): number => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i += 1) draw();
  const next = (): number => draw() / 4_294_967_296;
  const int = (below: number): number => Math.floor(next() * below);
  return {
    next,
    int,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => probability > 0 && next() < probability,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new Error("nothing to pick from");
      return items[int(items.length)] as T;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => draw() & 255),
  };
}

// FNV-1a over the name, four times with another start.
function scramble(name: string): [number, number, number, number] {
  const hash = (start: number): number => {
    let value = start;
    for (let i = 0; i < name.length; i += 1) value = Math.imul(value ^ name.charCodeAt(i), 16_777_619);
    return value | 0;
  };
  return [hash(0x811c9dc5), hash(0x9e3779b9), hash(0x243f6a88), hash(0xb7e15162)];
}
