import type { PeerId, RoomId, StoredRoom } from "../../src/rooms/ports.ts";

/** How every operation is carried out: a simulation may wait before it, fail it, or lose its reply. */
export type Around = <T>(operation: string, effect: () => T) => Promise<T>;

interface MemoryEntry {
  readonly id: string;
  readonly json: string;
}

interface MemoryEvents {
  readonly version: number;
  readonly atMs: number;
  readonly events: string;
}

interface Expiring {
  readonly value: string;
  readonly untilMs: number;
}

/** What Redis has under a room's keys. Event logs and records are not trimmed. */
export interface MemoryRoom {
  stored: StoredRoom | null;
  readonly peers: Map<PeerId, string>;
  /** Whose welcome a table message took the place of. */
  readonly covered: Set<PeerId>;
  readonly events: MemoryEvents[];
  outbox: MemoryEntry[];
  dead: MemoryEntry[];
  /** Records by number, oldest first. */
  readonly hands: Map<number, string>;
  readonly ledger: Map<number, string>;
  lease: Expiring | null;
  readonly seen: Map<string, Expiring>;
}

/** The indexes are of all shards together. */
export interface MemoryData {
  readonly rooms: Map<RoomId, MemoryRoom>;
  readonly dirty: Map<RoomId, number>;
  readonly due: Map<RoomId, number>;
  readonly active: Map<RoomId, number>;
  readonly nowMs: () => number;
  /** A stream's next id: the time, and a number that rises within it. */
  nextId(): string;
}

export function createMemoryData(nowMs: () => number): MemoryData {
  let lastMs = 0;
  let no = 0;
  return {
    rooms: new Map(),
    dirty: new Map(),
    due: new Map(),
    active: new Map(),
    nowMs,
    nextId() {
      no = nowMs() > lastMs ? 0 : no + 1;
      lastMs = Math.max(lastMs, nowMs());
      return `${lastMs}-${no}`;
    },
  };
}

export function roomOf(data: MemoryData, roomId: RoomId): MemoryRoom {
  const known = data.rooms.get(roomId);
  if (known !== undefined) return known;
  const room: MemoryRoom = {
    stored: null,
    peers: new Map(),
    events: [],
    covered: new Set(),
    outbox: [],
    dead: [],
    hands: new Map(),
    ledger: new Map(),
    lease: null,
    seen: new Map(),
  };
  data.rooms.set(roomId, room);
  return room;
}

/** A value that has not expired. */
export function alive({ nowMs }: MemoryData, value: Expiring | null | undefined): string | null {
  return value != null && value.untilMs > nowMs() ? value.value : null;
}

/** Members with their scores in the order of a sorted set. */
export function byScore(index: ReadonlyMap<RoomId, number>): readonly (readonly [RoomId, number])[] {
  return [...index].sort(([a, scoreA], [b, scoreB]) => scoreA - scoreB || (a < b ? -1 : 1));
}
