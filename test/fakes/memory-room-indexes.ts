import type { RoomIndexes } from "../../src/rooms/ports.ts";
import { type Around, byScore, type MemoryData } from "./memory-data.ts";

/** claim-due.lua and the plain reads of the indexes. */
export function createMemoryRoomIndexes(data: MemoryData, around: Around): RoomIndexes {
  return {
    claimDue: (nowMs, hideMs) =>
      around("indexes.claimDue", () => {
        const passed = byScore(data.due).filter(([, dueAtMs]) => dueAtMs <= nowMs);
        for (const [roomId] of passed) data.due.set(roomId, nowMs + hideMs);
        return {
          rooms: passed.map(([roomId, dueAtMs]) => ({ roomId, dueAtMs })),
          nextDueAtMs: byScore(data.due)[0]?.[1] ?? null,
        };
      }),
    listDirty: (sinceMs) =>
      around("indexes.listDirty", () =>
        byScore(data.dirty)
          .filter(([, score]) => score <= sinceMs)
          .map(([roomId, score]) => ({ roomId, sinceMs: score })),
      ),
    listActive: (sinceMs, limit) =>
      around("indexes.listActive", () =>
        byScore(data.active)
          .filter(([, atMs]) => atMs >= sinceMs)
          .reverse()
          .slice(0, limit)
          .map(([roomId, atMs]) => ({ roomId, atMs })),
      ),
    async *eachActive(sinceMs) {
      yield* await around("indexes.eachActive", () =>
        [...data.active].flatMap(([roomId, atMs]) => (atMs >= sinceMs ? [roomId] : [])),
      );
    },
    totals: (sinceMs) =>
      around("indexes.totals", () => ({
        active: [...data.active.values()].filter((atMs) => atMs >= sinceMs).length,
        inPlay: data.due.size,
        undelivered: data.dirty.size,
        oldestUndeliveredAtMs: byScore(data.dirty)[0]?.[1] ?? null,
        earliestDueAtMs: byScore(data.due)[0]?.[1] ?? null,
      })),
  };
}
