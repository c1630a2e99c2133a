import type { DeadMessage, Leftovers, RoomId } from "../../src/rooms/ports.ts";
import { type Around, type MemoryData, roomOf } from "./memory-data.ts";

/** revive.lua, and what needs no script. */
export function createMemoryLeftovers(data: MemoryData, around: Around): Leftovers {
  const revive = (roomId: RoomId, id: string, nowMs: number): boolean => {
    const room = roomOf(data, roomId);
    const dead = room.dead.find((entry) => entry.id === id);
    if (dead === undefined) return false;
    const { entry } = JSON.parse(dead.json) as DeadMessage;
    room.outbox = [...room.outbox, { id: data.nextId(), json: JSON.stringify({ ...entry, id: undefined }) }];
    if (!data.dirty.has(roomId)) data.dirty.set(roomId, nowMs);
    room.dead = room.dead.filter((other) => other !== dead);
    return true;
  };
  return {
    retry: (roomId, { of, id }, nowMs) =>
      around("leftovers.retry", () =>
        of === "dead"
          ? revive(roomId, id, nowMs)
          : roomOf(data, roomId).outbox.some((entry) => entry.id === id),
      ),
    discard: (roomId, { of, id }) =>
      around("leftovers.discard", () => {
        const room = roomOf(data, roomId);
        const [outbox, dead] = [room.outbox.length, room.dead.length];
        if (of === "dead") room.dead = room.dead.filter((entry) => entry.id !== id);
        else room.outbox = room.outbox.filter((entry) => entry.id !== id);
        return room.outbox.length < outbox || room.dead.length < dead;
      }),
  };
}
