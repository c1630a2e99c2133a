import type { OldRooms } from "../../src/rooms/old-rooms.ts";
import type { Leftovers, Outbox, RoomIndexes, RoomRecords, RoomStore } from "../../src/rooms/ports.ts";
import { type Around, createMemoryData, type MemoryData } from "./memory-data.ts";
import { createMemoryLanes, type MemoryLanes } from "./memory-lanes.ts";
import { createMemoryLeftovers } from "./memory-leftovers.ts";
import { createMemoryOldRooms } from "./memory-old-rooms.ts";
import { createMemoryOutbox } from "./memory-outbox.ts";
import { createMemoryRoomIndexes } from "./memory-room-indexes.ts";
import { createMemoryRoomRecords } from "./memory-room-records.ts";
import { createMemoryRoomStore } from "./memory-room-store.ts";

export interface MemoryRedis {
  readonly store: RoomStore;
  readonly outbox: Outbox;
  readonly indexes: RoomIndexes;
  readonly records: RoomRecords;
  readonly leftovers: Leftovers;
  readonly oldRooms: OldRooms;
  readonly lanes: MemoryLanes;
  /** To look at, and to break. */
  readonly data: MemoryData;
}

/** Redis and its queues in memory: every operation is one step, as a script is. Leases and answers expire by the clock given. */
export function createMemoryRedis({
  nowMs,
  around = atOnce,
}: {
  readonly nowMs: () => number;
  readonly around?: Around;
}): MemoryRedis {
  const data = createMemoryData(nowMs);
  return {
    store: createMemoryRoomStore(data, around),
    outbox: createMemoryOutbox(data, around),
    indexes: createMemoryRoomIndexes(data, around),
    records: createMemoryRoomRecords(data, around),
    leftovers: createMemoryLeftovers(data, around),
    oldRooms: createMemoryOldRooms(data, around),
    lanes: createMemoryLanes(nowMs, around),
    data,
  };
}

const atOnce: Around = (_, effect) =>
  new Promise((resolve) => {
    resolve(effect());
  });
