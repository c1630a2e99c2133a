import type { Random } from "./random.ts";

/** Whose turn an event is: it is dropped when the owner has died, and waits while the owner is frozen. */
export interface Owner {
  readonly name: string;
  isAlive(): boolean;
  /** Virtual ms until which nothing of the owner runs. */
  frozenUntilMs(): number;
}

interface Event {
  atMs: number;
  readonly tie: number;
  readonly run: () => void;
  readonly owner: Owner | null;
  /** Something awaits it: the code that goes on has to come to its next wait before the next event. */
  readonly resumes: boolean;
  isCancelled: boolean;
}

export interface Scheduler {
  /** Virtual ms since the start; never jumps. */
  nowMs(): number;
  /** Runs code of the simulated service; whatever it resumes has its run before the next event. */
  resume(afterMs: number, owner: Owner | null, run: () => void): () => void;
  /** Runs an effect that no code waits for. */
  effect(afterMs: number, run: () => void): void;
  /** One event; false when there is none left. */
  step(): Promise<boolean>;
  steps(): number;
}

/** Everything that is under way, and the one place where something goes on: one event at a time, in the order of virtual time. */
export function createScheduler(random: Random): Scheduler {
  const heap: Event[] = [];
  let elapsedMs = 0;
  let steps = 0;

  const put = (afterMs: number, event: Omit<Event, "atMs" | "tie" | "isCancelled">): Event => {
    const atMs = elapsedMs + Math.max(0, afterMs);
    const planned: Event = { ...event, atMs, tie: random.next(), isCancelled: false };
    push(heap, planned);
    return planned;
  };
  return {
    nowMs: () => elapsedMs,
    resume(afterMs, owner, run) {
      const event = put(afterMs, { owner, run, resumes: true });
      return () => {
        event.isCancelled = true;
      };
    },
    effect: (afterMs, run) => void put(afterMs, { owner: null, run, resumes: false }),
    async step() {
      for (let event = pop(heap); event !== undefined; event = pop(heap)) {
        if (event.isCancelled || event.owner?.isAlive() === false) continue;
        elapsedMs = Math.max(elapsedMs, event.atMs);
        const frozenMs = (event.owner?.frozenUntilMs() ?? 0) - elapsedMs;
        if (frozenMs > 0) {
          // The planned event itself moves, so that taking it back still works.
          event.atMs = elapsedMs + frozenMs;
          push(heap, event);
          continue;
        }
        steps += 1;
        event.run();
        if (event.resumes) await everythingWaits();
        return true;
      }
      return false;
    },
    steps: () => steps,
  };
}

// Ticks run when no microtask is left: all code that could go on has come to its next wait.
function everythingWaits(): Promise<void> {
  return new Promise((resolve) => {
    process.nextTick(resolve);
  });
}

function isBefore(a: Event, b: Event): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.tie < b.tie);
}

function push(heap: Event[], event: Event): void {
  let at = heap.length;
  heap.push(event);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Event;
    if (!isBefore(event, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = event;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (first === undefined || last === undefined || heap.length === 0) return first;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    if (left >= heap.length) break;
    const isRight = right < heap.length && isBefore(heap[right] as Event, heap[left] as Event);
    const child = isRight ? right : left;
    if (!isBefore(heap[child] as Event, last)) break;
    heap[at] = heap[child] as Event;
    at = child;
  }
  heap[at] = last;
  return first;
}
