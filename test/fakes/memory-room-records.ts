import type { ConnectedPeer, DeadMessage, OutboxMessage, RoomRecords } from "../../src/rooms/ports.ts";
import { type Around, type MemoryData, roomOf } from "./memory-data.ts";

export function createMemoryRoomRecords(data: MemoryData, around: Around): RoomRecords {
  return {
    peers: (roomId) =>
      around("records.peers", () =>
        [...roomOf(data, roomId).peers].map(([peerId, json]) => ({
          peerId,
          peer: JSON.parse(json) as ConnectedPeer,
        })),
      ),
    events: (roomId, limit) =>
      around("records.events", () => roomOf(data, roomId).events.toReversed().slice(0, limit)),
    undelivered: (roomId, limit) =>
      around("records.undelivered", () =>
        roomOf(data, roomId)
          .outbox.slice(0, limit)
          .map(({ id, json }) => ({ id, ...(JSON.parse(json) as OutboxMessage) })),
      ),
    dead: (roomId, limit) =>
      around("records.dead", () =>
        roomOf(data, roomId)
          .dead.toReversed()
          .slice(0, limit)
          .map(({ id, json }) => ({ id, ...(JSON.parse(json) as DeadMessage) })),
      ),
    hands: (roomId, { before, limit }) =>
      around("records.hands", () =>
        [...roomOf(data, roomId).hands]
          .map(([no, record]) => ({ no, record }))
          .filter(({ no }) => before === null || no < before)
          .reverse()
          .slice(0, limit),
      ),
    hand: (roomId, no) => around("records.hand", () => roomOf(data, roomId).hands.get(no) ?? null),
    ledger: (roomId) => around("records.ledger", () => [...roomOf(data, roomId).ledger.values()]),
  };
}
