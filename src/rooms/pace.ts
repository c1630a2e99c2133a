import type { RoomId } from "./ports.ts";

/**
 * Lets the rooms that 100ms throttled of late try again one after the other, the slower the more of it is refused.
 * Others go at once: a limit of single rooms costs nobody else anything, and when it is the account's, all rooms are here.
 */
export interface Pace {
  /** Resolves when the room's next call may go out; false when that would be too long to wait for. */
  next(roomId: RoomId): Promise<boolean>;
  throttled(roomId: RoomId): void;
  accepted(roomId: RoomId): void;
}

const FIRST_GAP_MS = 5;
const WIDEST_GAP_MS = 200;
/** Calls that were under way when it slowed down say nothing about the slower pace. */
const SLOWER_EVERY_MS = 100;
const FASTER_BY = 0.95;
/** For so long a room counts as throttled although it is let do again. */
const THROTTLED_FOR_MS = 5000;
/** A room that does not try again may be over. */
const FORGOTTEN_AFTER_MS = 10 * 60_000;
/** Who would wait for longer stands aside, so that waiting takes up no worker. */
const LONGEST_WAIT_MS = 1000;

export function createPace(clock: {
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}): Pace {
  const throttledAtMs = new Map<RoomId, number>();
  let gapMs = 0;
  let slowedAtMs = Number.NEGATIVE_INFINITY;
  let freeAtMs = 0;

  const remember = (roomId: RoomId, nowMs: number): void => {
    throttledAtMs.delete(roomId);
    throttledAtMs.set(roomId, nowMs);
    // The longest ago is the first.
    for (const [other, atMs] of throttledAtMs) {
      if (nowMs - atMs < FORGOTTEN_AFTER_MS) return;
      throttledAtMs.delete(other);
    }
  };
  return {
    async next(roomId) {
      if (!throttledAtMs.has(roomId)) return true;
      const nowMs = clock.monotonicMs();
      const atMs = Math.max(nowMs, freeAtMs);
      if (atMs - nowMs > LONGEST_WAIT_MS) return false;
      freeAtMs = atMs + gapMs;
      if (atMs > nowMs) await clock.sleep(atMs - nowMs);
      return true;
    },
    throttled(roomId) {
      const nowMs = clock.monotonicMs();
      remember(roomId, nowMs);
      if (nowMs - slowedAtMs < SLOWER_EVERY_MS) return;
      const widerMs = nowMs - slowedAtMs < THROTTLED_FOR_MS ? gapMs * 2 : 0;
      gapMs = Math.min(WIDEST_GAP_MS, Math.max(FIRST_GAP_MS, widerMs));
      slowedAtMs = nowMs;
    },
    accepted(roomId) {
      const atMs = throttledAtMs.get(roomId);
      if (atMs === undefined) return;
      gapMs = gapMs < 0.5 ? 0 : gapMs * FASTER_BY;
      if (clock.monotonicMs() - atMs >= THROTTLED_FOR_MS) throttledAtMs.delete(roomId);
    },
  };
}
