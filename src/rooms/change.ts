import type { Kept, PlayerId } from "../game/game.ts";
import { announcementMessage, messagesOf } from "./messages.ts";
import type { Change, OutboxMessage, RoomId, StateText } from "./ports.ts";
import { connectedPeers } from "./presence.ts";
import { removalsOf } from "./removals.ts";
import type { Snapshot } from "./room-cache.ts";
import type { RoomEvent, RoomState } from "./room-state.ts";
import type { Happening, Rules } from "./transition.ts";
import type { Views } from "./views.ts";

interface Passage {
  readonly before: Snapshot;
  readonly after: Snapshot;
  /** The state after, as the store takes it. */
  readonly text: StateText;
  readonly events: readonly RoomEvent[];
  readonly kept: readonly Kept[];
  readonly nowMs: number;
}

/** Everything that a commit writes about a room that went from one state to another. */
export function changeOf(
  rules: Rules,
  { roomId, happening }: { readonly roomId: RoomId; readonly happening: Happening },
  { before, after, text, events, kept, nowMs }: Passage,
): Change {
  const announced: readonly OutboxMessage[] =
    happening.kind === "announcement" && events.some(({ of }) => of === "operator")
      ? [announcementMessage(happening.announcement, after.version, nowMs)]
      : [];
  const isResync = events.some(({ of }) => of === "store");
  const seen = isResync ? { state: before.state, views: unseen(after.state) } : before;
  const views = messagesOf({
    game: rules.game,
    roomId,
    seq: after.version,
    atMs: nowMs,
    before: seen,
    after,
    events,
  });
  const removals = removalsOf(rules, events, { state: after.state, seq: after.version, atMs: nowMs });
  const { store } = after.state;
  const others = [...removals, ...announced].map((message) => ({ ...message, store }));
  return {
    version: after.version,
    commitId: after.commitId,
    state: text,
    shared: after.views.table,
    events: JSON.stringify(events),
    messages: others.length === 0 ? views : [...views, ...others],
    ...peersBetween(before.state, after.state),
    kept: kept.map(({ of, no, isRevised = false, record }) => ({
      of,
      no,
      isRevised,
      record: JSON.stringify(record),
    })),
  };
}

// Everything differs from it. A person without a seat may hold a view of their own from the lost history: they are told
// that they have none.
function unseen({ presence }: RoomState): Views {
  const users = connectedPeers(presence).map(({ peer }) => [peer.userId as PlayerId, ""] as const);
  return { table: "", tableBytes: 0, you: new Map(users) };
}

function peersBetween(before: RoomState, after: RoomState): Pick<Change, "connected" | "disconnected"> {
  if (before.presence === after.presence) return { connected: [], disconnected: [] };
  const known = new Map(
    connectedPeers(before.presence).map(({ peerId, peer }) => [peerId, JSON.stringify(peer)]),
  );
  const present = connectedPeers(after.presence);
  const ids = new Set(present.map(({ peerId }) => peerId));
  return {
    connected: present.filter(({ peerId, peer }) => known.get(peerId) !== JSON.stringify(peer)),
    disconnected: [...known.keys()].filter((peerId) => !ids.has(peerId)),
  };
}
