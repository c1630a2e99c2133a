import type { Pauses } from "./pauses.ts";
import type { Attendance, Peer, Received } from "./room.ts";
import type { Joining, Rooms } from "./rooms.ts";
import type { Tokens } from "./tokens.ts";

/** A peer in a room, for whoever plays it. */
export interface JoinedPeer {
  readonly roomId: string;
  readonly peerId: string;
  readonly userId: string;
  /** For the HTTP API of an app. */
  readonly authToken: string;
  /** What was sent to it, oldest first. */
  readonly received: readonly Received[];
  /** Returns how to stop listening. */
  onMessage(listener: (received: Received) => void): () => void;
  /** False when it had left. `reason`: `client request` when absent. */
  leave(reason?: string): boolean;
  /** The same user as a new peer; the old one leaves after that, at once or `oldLeavesAfterMs` later. */
  reload(options?: ReloadOptions): Promise<JoinedPeer>;
}

export interface ReloadOptions {
  readonly peerId?: string | undefined;
  readonly oldLeavesAfterMs?: number | undefined;
}

export interface JoinDeps {
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly pauses: Pauses;
}

export async function joinPeer(deps: JoinDeps, roomId: string, joining: Joining): Promise<JoinedPeer> {
  const { userId, role = "player" } = joining;
  const authToken = await deps.tokens.authToken({ roomId, userId, role });
  const attendance = deps.rooms.join(roomId, joining);
  return handleOf(deps, roomId, attendance, authToken);
}

/** The old peer leaves after the new one has joined. */
export async function reloadPeer(
  deps: JoinDeps,
  roomId: string,
  old: Peer,
  { peerId, oldLeavesAfterMs = 0 }: ReloadOptions,
): Promise<JoinedPeer> {
  const { userId, name, role, metadata } = old;
  const reloaded = await joinPeer(deps, roomId, { userId, name, role, metadata, peerId });
  if (oldLeavesAfterMs > 0) void leaveLater(deps, roomId, old.peerId, oldLeavesAfterMs);
  else deps.rooms.leave(roomId, old.peerId, "client request");
  return reloaded;
}

async function leaveLater({ pauses, rooms }: JoinDeps, roomId: string, peerId: string, ms: number) {
  if (await pauses.pause(ms)) rooms.leave(roomId, peerId, "websocket closed");
}

function handleOf(deps: JoinDeps, roomId: string, attendance: Attendance, authToken: string): JoinedPeer {
  const { rooms } = deps;
  const { received, listeners } = attendance;
  const { peerId, userId } = attendance.peer;
  const current = () => rooms.find(roomId)?.attendances.get(peerId)?.peer ?? attendance.peer;
  return {
    roomId,
    peerId,
    userId,
    authToken,
    received,
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave: (reason = "client request") => rooms.leave(roomId, peerId, reason),
    reload: (options = {}) => reloadPeer(deps, roomId, current(), options),
  };
}
