import type { RoomId } from "./ports.ts";
import type { RoomState } from "./room-state.ts";
import type { Views } from "./views.ts";

/** A room as this process last saw it. */
export interface Snapshot {
  readonly version: number;
  readonly state: RoomState;
  readonly views: Views;
}

export interface RoomCache {
  get(roomId: RoomId): Snapshot | undefined;
  set(roomId: RoomId, snapshot: Snapshot): void;
  drop(roomId: RoomId): void;
}

/** The most recently used rooms. Being out of date is harmless: a commit checks the version. */
export function createRoomCache(limit: number): RoomCache {
  const rooms = new Map<RoomId, Snapshot>();
  return {
    get(roomId) {
      const snapshot = rooms.get(roomId);
      if (snapshot === undefined) return undefined;
      rooms.delete(roomId);
      rooms.set(roomId, snapshot);
      return snapshot;
    },
    set(roomId, snapshot) {
      rooms.delete(roomId);
      rooms.set(roomId, snapshot);
      const [oldest] = rooms.keys();
      if (rooms.size > limit && oldest !== undefined) rooms.delete(oldest);
    },
    drop(roomId) {
      rooms.delete(roomId);
    },
  };
}
