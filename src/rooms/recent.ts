import type { Meter } from "./meter.ts";

/** What this process did within the last 20 to 30 seconds. */
export interface RecentFigures {
  readonly commitsPerSecond: number;
  /** Commits that Redis did not carry out. */
  readonly commitsFailed: number;
  readonly calls: number;
  /** Calls to 100ms that did not succeed. */
  readonly callsFailed: number;
}

export interface Recent {
  readonly meter: Pick<Meter, "committed" | "called">;
  figures(): RecentFigures;
}

interface Slot {
  readonly startedAtMs: number;
  commits: number;
  commitsFailed: number;
  calls: number;
  callsFailed: number;
}

const SLOT_MS = 10_000;
const SLOTS = 3;

/** Counts by slots of ten seconds and forgets the oldest. */
export function createRecent(monotonicMs: () => number): Recent {
  const open = (startedAtMs: number): Slot => ({
    startedAtMs,
    commits: 0,
    commitsFailed: 0,
    calls: 0,
    callsFailed: 0,
  });
  let slots: readonly Slot[] = [];
  let last = open(monotonicMs());
  const current = (): Slot => {
    const nowMs = monotonicMs();
    if (nowMs - last.startedAtMs >= SLOT_MS) {
      slots = [...slots, last];
      last = open(nowMs);
    }
    slots = slots.filter(({ startedAtMs }) => nowMs - startedAtMs < SLOT_MS * SLOTS);
    return last;
  };
  return {
    meter: {
      committed(end) {
        const slot = current();
        slot.commits += 1;
        if (end === "failed") slot.commitsFailed += 1;
      },
      called(_call, end) {
        const slot = current();
        slot.calls += 1;
        if (end !== "done") slot.callsFailed += 1;
      },
    },
    figures() {
      const newest = current();
      const all = [...slots, newest];
      const sum = (of: (slot: Slot) => number): number => all.reduce((total, slot) => total + of(slot), 0);
      const seconds = (monotonicMs() - (all[0] ?? newest).startedAtMs) / 1000;
      return {
        commitsPerSecond:
          seconds < 1 ? sum(({ commits }) => commits) : sum(({ commits }) => commits) / seconds,
        commitsFailed: sum((slot) => slot.commitsFailed),
        calls: sum(({ calls }) => calls),
        callsFailed: sum((slot) => slot.callsFailed),
      };
    },
  };
}
