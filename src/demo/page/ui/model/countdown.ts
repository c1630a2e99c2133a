/** A turn's clock at a moment. */
export interface Countdown {
  /** 1 at its start, 0 when it is over. */
  readonly fraction: number;
  readonly seconds: number;
  readonly isUrgent: boolean;
}

const URGENT_MS = 7_000;

/** `lengthMs`: of the whole turn, or of the time bank while that runs. */
export function countdownAt(nowMs: number, dueAtMs: number, lengthMs: number): Countdown {
  const leftMs = Math.max(0, dueAtMs - nowMs);
  return {
    fraction: lengthMs <= 0 ? 0 : Math.min(1, leftMs / lengthMs),
    seconds: Math.ceil(leftMs / 1000),
    isUrgent: leftMs <= URGENT_MS,
  };
}

/** A clock that was followed since its turn began: its length is what was left when it was first seen, or moved. */
export interface FollowedClock {
  readonly turn: string;
  readonly dueAtMs: number;
  readonly lengthMs: number;
  /** The deadline moved within the turn: the player's own time runs. */
  readonly isTimeBank: boolean;
}

interface Seen {
  readonly turn: string;
  readonly dueAtMs: number;
  readonly turnMs: number;
  readonly nowMs: number;
}

export function followClock(before: FollowedClock | null, seen: Seen): FollowedClock {
  const { turn, dueAtMs, turnMs, nowMs } = seen;
  if (before?.turn !== turn) return { turn, dueAtMs, lengthMs: turnMs, isTimeBank: false };
  if (before.dueAtMs === dueAtMs) return before;
  return { turn, dueAtMs, lengthMs: Math.max(1, dueAtMs - nowMs), isTimeBank: true };
}
