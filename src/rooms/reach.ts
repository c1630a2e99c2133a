import type { RoomId } from "./ports.ts";

/** Whether 100ms took this process' last message to a room. */
export interface Reach {
  accepted(roomId: RoomId): void;
  refused(roomId: RoomId): void;
  isRefused(roomId: RoomId): boolean;
}

const LIMIT = 10_000;

export function createReach(): Reach {
  const rooms = new Set<RoomId>();
  return {
    accepted: (roomId) => void rooms.delete(roomId),
    refused(roomId) {
      rooms.add(roomId);
      const [oldest] = rooms;
      if (rooms.size > LIMIT && oldest !== undefined) rooms.delete(oldest);
    },
    isRefused: (roomId) => rooms.has(roomId),
  };
}
