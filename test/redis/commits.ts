import type { Change, Commit, ConnectedPeer, OutboxMessage, StateText, Tip } from "../../src/rooms/ports.ts";
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

type CommitChanges = Partial<Omit<Commit, "change" | "expected">> & {
  readonly expectedVersion?: number;
  readonly change?: ChangeChanges | null;
};
type ChangeChanges = Partial<Omit<Change, "state">> & { readonly state?: string | StateText };

/** The first commit of a room unless it says otherwise; it changes something unless its change is null. */
export function commitOf({ change = {}, expectedVersion = 0, ...changes }: CommitChanges = {}): Commit {
  return {
    roomId: ROOM,
    expected: tip(expectedVersion),
    seen: null,
    change: change === null ? null : changeOf(expectedVersion + 1, change),
    dueAtMs: null,
    nowMs: NOW_MS,
    ...changes,
  };
}

/** What a commit of this file leaves. */
export function tip(version: number): Tip {
  return { version, commitId: version === 0 ? "" : `commit-${version}` };
}

function changeOf(version: number, { state = '{"n":1}', ...changes }: ChangeChanges): Change {
  return {
    ...tip(version),
    state: typeof state === "string" ? { plan: [-1, Buffer.byteLength(state)], added: state } : state,
    events: '[{"e":1}]',
    shared: "",
    messages: [],
    connected: [],
    disconnected: [],
    kept: [],
    ...changes,
  };
}
