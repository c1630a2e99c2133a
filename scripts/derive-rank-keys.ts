const RANKS = 13;
const MOST_OF_A_RANK = 4;
const SIZE = 7;

/** For each rank the smallest key with which all choices of seven ranks so far still have different sums. */
export function deriveRankKeys(): number[] {
  const keys: number[] = [];
  // By number of ranks chosen: all sums that the keys so far can make.
  let sums: number[][] = Array.from({ length: SIZE + 1 }, (_, count) => (count === 0 ? [0] : []));
  const seen = new Int32Array(1 << 24);
  let attempt = 0;
  for (let key = 0; keys.length < RANKS; key++) {
    attempt++;
    if (!allDiffer(sums, key, { seen, attempt })) continue;
    keys.push(key);
    sums = sums.map((_, count) => sumsWith(sums, key, count));
  }
  return keys;
}

interface Marks {
  readonly seen: Int32Array;
  readonly attempt: number;
}

function allDiffer(sums: readonly number[][], key: number, { seen, attempt }: Marks): boolean {
  for (let times = MOST_OF_A_RANK; times >= 0; times--) {
    for (const sum of sums[SIZE - times]!) {
      const larger = sum + times * key;
      if (seen[larger] === attempt) return false;
      seen[larger] = attempt;
    }
  }
  return true;
}

function sumsWith(sums: readonly number[][], key: number, count: number): number[] {
  const larger: number[] = [];
  for (let times = 0; times <= Math.min(count, MOST_OF_A_RANK); times++) {
    for (const sum of sums[count - times]!) larger.push(sum + times * key);
  }
  return larger;
}
