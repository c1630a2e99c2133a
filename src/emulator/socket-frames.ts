import type { Peer, Received, Room } from "./room.ts";

/** What one WebSocket message says, as 100ms' signalling words it. */
export interface Frame {
  /** What faults know it by: that of the request, for an answer. */
  readonly method: string;
  readonly body: object;
}

type RequestId = string | number;

export function resultFrame(method: string, id: RequestId, result: object): Frame {
  return { method, body: { jsonrpc: "2.0", id, result } };
}

export function refusalFrame(method: string, id: RequestId, code: number, message: string): Frame {
  return { method, body: { jsonrpc: "2.0", id, error: { code, message } } };
}

/** After this the SDK gives up. */
export function errorFrame(code: number, message: string): Frame {
  return notification("on-error", { code, message });
}

/** The role in force and those that exist. None publishes or subscribes, so that nobody needs WebRTC. */
export function policyFrame(role: string, knownRoles: readonly string[]): Frame {
  const known_roles = Object.fromEntries(knownRoles.map((name) => [name, policyOf(name)]));
  return notification("on-policy-change", {
    name: role,
    plugins: {},
    template_id: "emulator-template",
    known_roles,
  });
}

/** Whom a newcomer finds there. */
export function peerListFrame({ id, session, attendances }: Room, newcomer: string): Frame {
  const others = [...attendances.values()].filter(({ peer }) => peer.peerId !== newcomer);
  return notification("peer-list", {
    room: {
      name: id,
      session_id: session.id,
      started_at: Date.parse(session.startedAt),
      recording: { sfu: { enabled: false }, browser: { enabled: false }, hls: { enabled: false } },
      streaming: { enabled: false, rtmp: { enabled: false }, hls: { enabled: false, variants: [] } },
    },
    peers: Object.fromEntries(others.map(({ peer }) => [peer.peerId, presenceOf(peer)])),
  });
}

export function peerFrame(method: "on-peer-join" | "on-peer-leave" | "on-peer-update", peer: Peer): Frame {
  return notification(method, presenceOf(peer));
}

/** `sender`: null when a server sent it. */
export function broadcastFrame(received: Received, sender: Peer | null): Frame {
  const { id, message, type, atMs, roles } = received;
  return notification("on-broadcast", {
    info: { message, type },
    message_id: id,
    timestamp: atMs,
    private: received.private,
    ...(roles.length === 0 ? {} : { roles }),
    ...(sender === null ? {} : { peer: identityOf(sender) }),
  });
}

export function leaveRequestFrame(why: {
  readonly reason: string;
  readonly roomEnds: boolean;
  /** Peer id; null when a server asked. */
  readonly requestedBy: string | null;
}): Frame {
  const { reason, roomEnds: room_end, requestedBy } = why;
  const by = requestedBy === null ? {} : { requested_by: requestedBy };
  return notification("on-peer-leave-request", { reason, room_end, ...by });
}

function notification(method: string, params: object): Frame {
  return { method, body: { jsonrpc: "2.0", method, params } };
}

function policyOf(name: string) {
  const isHost = name === "host";
  return {
    name,
    priority: isHost ? 1 : 2,
    publishParams: { allowed: [] },
    subscribeParams: { subscribeToRoles: [] },
    permissions: { endRoom: isHost, removeOthers: isHost },
  };
}

function presenceOf(peer: Peer) {
  return { ...identityOf(peer), realtime: true, tracks: {}, joined_at: peer.joinedAtMs };
}

function identityOf({ peerId, role, name, metadata, userId }: Peer) {
  return {
    peer_id: peerId,
    role,
    groups: [],
    info: { name, data: metadata, user_id: userId, type: "regular" },
  };
}
