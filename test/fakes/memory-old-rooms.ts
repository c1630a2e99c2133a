import type { OldRooms } from "../../src/rooms/old-rooms.ts";
import { type Around, alive, byScore, type MemoryData } from "./memory-data.ts";

/** forget.lua, and the list of rooms by their last activity. */
export function createMemoryOldRooms(data: MemoryData, around: Around): OldRooms {
  const isOld = (atMs: number | undefined, untilMs: number) => atMs !== undefined && atMs <= untilMs;
  return {
    shards: 1,
    list: ({ fromMs, untilMs, limit }) =>
      around("oldRooms.list", () =>
        byScore(data.active)
          .filter(([, atMs]) => atMs >= fromMs && isOld(atMs, untilMs))
          .slice(0, limit)
          .map(([roomId, atMs]) => ({ roomId, atMs })),
      ),
    forget: (roomId, { untilMs, isDeserted }) =>
      around("oldRooms.forget", () => {
        if (!isOld(data.active.get(roomId), untilMs)) return "kept";
        if (data.dirty.has(roomId) || data.due.has(roomId)) return "kept";
        const room = data.rooms.get(roomId);
        if (room !== undefined && alive(data, room.lease) !== null) return "kept";
        if (!isDeserted && room !== undefined && room.peers.size > 0) return "inhabited";
        data.rooms.delete(roomId);
        data.active.delete(roomId);
        return "forgotten";
      }),
  };
}
