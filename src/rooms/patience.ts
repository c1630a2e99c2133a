import type { RoomId } from "./ports.ts";

/** Rooms that 100ms does not take messages for at the moment, and until when this process leaves them alone. */
export interface Patience {
  isWaiting(roomId: RoomId): boolean;
  /** Left alone now, or tried again of late without a success yet. */
  isInTrouble(roomId: RoomId): boolean;
  /** After another drain in vain; `askedForMs` is what 100ms asked for, if it did. */
  wait(roomId: RoomId, askedForMs: number | null): void;
  clear(roomId: RoomId): void;
  /** Rooms in trouble. */
  count(): number;
}

const FIRST_MS = 500;
const LONGEST_MS = 2000;
const LONGEST_ASKED_FOR_MS = 60_000;
/** Longer than it takes to be woken again and to try once more in vain. */
const TRYING_MS = 8000;

export function createPatience(nowMs: () => number): Patience {
  const rooms = new Map<RoomId, { readonly untilMs: number; readonly times: number }>();
  const untilMsOf = (roomId: RoomId): number => rooms.get(roomId)?.untilMs ?? Number.NEGATIVE_INFINITY;
  const isInTrouble = (roomId: RoomId): boolean => untilMsOf(roomId) + TRYING_MS > nowMs();
  return {
    isWaiting: (roomId) => untilMsOf(roomId) > nowMs(),
    isInTrouble,
    wait(roomId, askedForMs) {
      const times = ((isInTrouble(roomId) && rooms.get(roomId)?.times) || 0) + 1;
      const ownMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (times - 1));
      const waitMs = askedForMs === null ? ownMs : Math.min(LONGEST_ASKED_FOR_MS, askedForMs);
      rooms.set(roomId, { untilMs: nowMs() + waitMs, times });
    },
    clear: (roomId) => void rooms.delete(roomId),
    count: () => [...rooms.keys()].filter(isInTrouble).length,
  };
}
