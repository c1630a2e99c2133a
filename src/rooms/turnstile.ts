import { RoomBusyError } from "./rooms.ts";

export interface Turnstile {
  /** Runs tasks of one key one after the other, in the order of asking. Throws RoomBusyError when too many wait. */
  pass<T>(key: string, task: () => Promise<T>): Promise<T>;
}

/** Lets the commands of one room queue behind each other in this process instead of racing for its version. */
export function createTurnstile(waitingLimit: number): Turnstile {
  const lines = new Map<string, { last: Promise<unknown> | null; waiting: number }>();
  return {
    async pass(key, task) {
      const line = lines.get(key) ?? { last: null, waiting: 0 };
      if (line.waiting >= waitingLimit)
        throw new RoomBusyError(`${line.waiting} commands wait for room ${key}`);
      lines.set(key, line);
      line.waiting += 1;
      const turn = line.last === null ? task() : Promise.allSettled([line.last]).then(task);
      line.last = turn;
      try {
        return await turn;
      } finally {
        line.waiting -= 1;
        if (line.waiting === 0) lines.delete(key);
      }
    },
  };
}
