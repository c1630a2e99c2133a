export interface Generations<T> {
  get(key: string): T | undefined;
  set(key: string, value: T): void;
}

/** In each of the two generations. */
const MOST_KEYS = 100_000;

/**
 * A map that forgets what was not set for `memoryMs` to twice that, all at once and without a timer. Full, it forgets
 * sooner.
 */
export function createGenerations<T>({
  memoryMs,
  monotonicMs,
}: {
  readonly memoryMs: number;
  readonly monotonicMs: () => number;
}): Generations<T> {
  let young = new Map<string, T>();
  let old = new Map<string, T>();
  let bornAtMs = monotonicMs();
  return {
    get: (key) => young.get(key) ?? old.get(key),
    set(key, value) {
      const nowMs = monotonicMs();
      if (nowMs - bornAtMs >= memoryMs || young.size >= MOST_KEYS) {
        old = young;
        young = new Map();
        bornAtMs = nowMs;
      }
      young.set(key, value);
    },
  };
}
