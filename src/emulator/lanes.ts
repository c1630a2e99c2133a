/** Runs the work of one key one after the other, in the order in which it was given. */
export function createLanes() {
  const tails = new Map<string, Promise<unknown>>();
  return async function inLane<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (tails.get(key) ?? Promise.resolve()).then(work);
    tails.set(key, turn);
    try {
      return await turn;
    } finally {
      if (tails.get(key) === turn) tails.delete(key);
    }
  };
}
