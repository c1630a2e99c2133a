import type { RoomId, Tip } from "./ports.ts";
import { createRecentlyUsed } from "./recently-used.ts";
import type { RoomState } from "./room-state.ts";
import type { Layout } from "./state-patch.ts";
import type { Views } from "./views.ts";

/** A room as this process last saw it. */
export interface Snapshot extends Tip {
  readonly state: RoomState;
  /** Of the stored JSON; null when another process wrote it. */
  readonly layout: Layout | null;
  readonly views: Views;
  /** A write of unknown outcome came after it: look before deciding on it. */
  readonly isDoubtful: boolean;
  /** Of late, of how many commits another process wrote before: 0 to 1. */
  readonly sharing: number;
  /** A version beyond this one that the store had once and lost, 0 for none: the next one has to be greater than that. */
  readonly lostVersion: number;
}

export interface RoomCache {
  get(roomId: RoomId): Snapshot | undefined;
  set(roomId: RoomId, snapshot: Snapshot): void;
}

/** The most recently used rooms as this process last saw them. Being out of date is harmless: a commit checks the version. */
export function createRoomCache(most: number): RoomCache {
  return createRecentlyUsed<RoomId, Snapshot>(most);
}
