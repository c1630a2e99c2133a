import type { Change, Commit, ConnectedPeer, OutboxMessage } from "../../src/rooms/ports.ts";
import { peerId, ROOM } from "../fakes/facts.ts";

export const NOW_MS = 1_900_000_000_000;

export function message(seq: number, changes: Partial<OutboxMessage> = {}): OutboxMessage {
  const text = JSON.stringify({ v: 1, seq, text: "ä♠" });
  return {
    seq,
    topic: "table",
    target: { kind: "room" },
    type: "custom_event",
    message: text,
    atMs: NOW_MS,
    ...changes,
  };
}

export function peer(userId: string, changes: Partial<ConnectedPeer> = {}): ConnectedPeer {
  return {
    userId,
    name: userId,
    role: "player",
    joinedAt: "2030-01-01T00:00:00.000000001Z",
    sessionId: "s1",
    ...changes,
  };
}

export function connected(id: string, changes: Partial<ConnectedPeer> = {}): Change["connected"][number] {
  return { peerId: peerId(id), peer: peer(id.split("-")[0] ?? id, changes) };
}

type CommitChanges = Partial<Omit<Commit, "change">> & { readonly change?: Partial<Change> | null };

/** The first commit of a room unless it says otherwise; it changes something unless its change is null. */
export function commitOf({ change = {}, ...changes }: CommitChanges = {}): Commit {
  const expectedVersion = changes.expectedVersion ?? 0;
  return {
    roomId: ROOM,
    expectedVersion,
    seen: null,
    change: change === null ? null : changeOf(expectedVersion + 1, change),
    dueAtMs: null,
    nowMs: NOW_MS,
    ...changes,
  };
}

function changeOf(version: number, changes: Partial<Change>): Change {
  return {
    version,
    state: '{"n":1}',
    events: '[{"e":1}]',
    messages: [],
    connected: [],
    disconnected: [],
    kept: [],
    ...changes,
  };
}
