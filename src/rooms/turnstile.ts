import { RoomBusyError, UnavailableError } from "./rooms.ts";

export interface Turnstile {
  /**
   * Runs tasks of one key one after the other, in the order of asking. Throws RoomBusyError when too many wait. When one
   * finds the store away, those that waited behind it are told so at once: each would find out by waiting as long.
   */
  pass<T>(key: string, task: () => Promise<T>): Promise<T>;
}

interface Line {
  last: Promise<unknown> | null;
  waiting: number;
  /** How many have come. */
  tickets: number;
  /** What everybody is told who came before that many had. */
  away: { readonly error: UnavailableError; readonly tickets: number } | null;
}

/** Fewer lines are not worth looking for those in which nobody waits. */
const MANY_LINES = 5000;

/**
 * Lets the commands of one room queue behind each other in this process instead of racing for its version. A line
 * stays when it is empty: a map to which each command adds and from which it takes away leaves tables behind, and those
 * keep alive, until all memory is looked through, whatever the commands had in their hands.
 */
export function createTurnstile(waitingLimit: number): Turnstile {
  const lines = new Map<string, Line>();
  let many = MANY_LINES;
  const open = (key: string): Line => {
    if (lines.size >= many) {
      for (const [other, { waiting }] of lines) if (waiting === 0) lines.delete(other);
      many = Math.max(MANY_LINES, 2 * lines.size);
    }
    const line: Line = { last: null, waiting: 0, tickets: 0, away: null };
    lines.set(key, line);
    return line;
  };
  return {
    pass(key, task) {
      const line = lines.get(key) ?? open(key);
      if (line.waiting >= waitingLimit)
        return Promise.reject(new RoomBusyError(`${line.waiting} commands wait for room ${key}`));
      line.waiting += 1;
      const ticket = line.tickets++;
      const turn = async () => {
        try {
          return await take(line, ticket, task);
        } finally {
          line.waiting -= 1;
          if (line.waiting === 0) Object.assign(line, EMPTY);
        }
      };
      const taken = line.last === null ? turn() : Promise.allSettled([line.last]).then(turn);
      line.last = taken;
      return taken;
    },
  };
}

const EMPTY: Pick<Line, "last" | "away"> = { last: null, away: null };

function take<T>(line: Line, ticket: number, task: () => Promise<T>): Promise<T> {
  if (line.away !== null && ticket < line.away.tickets) return Promise.reject(line.away.error);
  return task().catch((error: unknown) => {
    if (error instanceof UnavailableError) line.away = { error, tickets: line.tickets };
    throw error;
  });
}
