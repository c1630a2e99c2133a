import type { Change, Commit, CommitResult, RoomStore, Sharing } from "../../src/rooms/ports.ts";
import { applyPatch } from "../../src/rooms/state-patch.ts";
import { type Around, alive, type MemoryData, type MemoryRoom, roomOf } from "./memory-data.ts";

/** commit.lua, line by line. */
export function createMemoryRoomStore(data: MemoryData, around: Around): RoomStore {
  return {
    load: (roomId) => around("store.load", () => data.rooms.get(roomId)?.stored ?? null),
    commit: (commit) => around("store.commit", () => carryOut(data, commit)),
  };
}

function carryOut(data: MemoryData, commit: Commit): CommitResult {
  const { roomId, expected, seen, change, dueAtMs } = commit;
  const room = roomOf(data, roomId);
  const answer = seen === null ? null : alive(data, room.seen.get(seen.id));
  if (answer !== null) return { outcome: "seen", answer };

  const { version, commitId } = room.stored ?? { version: 0, commitId: "" };
  if (version !== expected.version || commitId !== expected.commitId)
    return { outcome: "stale", current: room.stored };

  if (dueAtMs === null) data.due.delete(roomId);
  else data.due.set(roomId, dueAtMs);
  if (seen !== null) {
    expectAround(seen.answer, change?.shared ?? null, seen.around);
    room.seen.set(seen.id, { value: seen.answer, untilMs: data.nowMs() + seen.ttlMs });
  }
  if (change === null) return { outcome: "committed", version, wake: false };

  write(data, room, { commit, change });
  const wake = change.messages.length > 0 && !data.dirty.has(roomId);
  if (wake) data.dirty.set(roomId, commit.nowMs);
  return { outcome: "committed", version: change.version, wake };
}

interface Write {
  readonly commit: Commit;
  readonly change: Change;
}

function write(data: MemoryData, room: MemoryRoom, { commit, change }: Write): void {
  const { version, commitId } = change;
  room.stored = { version, commitId, state: applyPatch(room.stored?.state ?? "", change.state) };
  room.events.push({ version, atMs: commit.nowMs, events: change.events });
  data.active.set(commit.roomId, commit.nowMs);
  for (const { around, ...message } of change.messages) {
    expectAround(message.message, change.shared, around);
    room.outbox.push({ id: data.nextId(), json: JSON.stringify(message) });
  }
  for (const { peerId, peer } of change.connected) room.peers.set(peerId, JSON.stringify(peer));
  for (const peerId of change.disconnected) room.peers.delete(peerId);
  for (const { of, no, record } of change.kept) keep(room[of], no, record);
}

// A store that puts a text together from its parts must come to the same.
function expectAround(text: string, shared: string | null, around: Sharing["around"]): void {
  if (shared === null || around === undefined || text === around.join(shared)) return;
  throw new Error(`${around.join(" … ")} is not around what ${text} shares`);
}

function keep(stream: Map<number, string>, no: number, record: string): void {
  if (Math.max(0, ...stream.keys()) > no) stream.clear();
  stream.set(no, record);
}
