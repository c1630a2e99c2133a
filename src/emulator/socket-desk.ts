import type { FaultInjector } from "./faults.ts";
import type { Pauses } from "./pauses.ts";
import type { PeerSocket } from "./peer-socket.ts";
import type { Rooms } from "./rooms.ts";
import { type Frame, policyFrame } from "./socket-frames.ts";
import type { AuthClaims, Tokens } from "./tokens.ts";

/** Left peers that are told so when they knock again. */
const REMEMBERED_LEFT = 10_000;

export interface SignallingDeps {
  readonly rooms: Rooms;
  readonly tokens: Tokens;
  readonly faults: FaultInjector;
  readonly pauses: Pauses;
  readonly now: () => number;
  /** How long a peer whose socket is gone stays in the room. */
  readonly reconnectGraceMs: number;
  /** Longer than a client needs to hang up by itself after its last message. */
  readonly lastWordMs: number;
  /** Roles that everybody knows of, besides those in the room. */
  readonly roles: readonly string[];
}

/** Who is at an open socket. */
export interface Visitor {
  readonly claims: AuthClaims;
  readonly roomId: string;
  readonly peerId: string;
  readonly socket: PeerSocket;
}

/** What signalling remembers, by room and peer. Who is in a room is known to `rooms` alone. */
export interface Desk extends SignallingDeps {
  /** Before `join` their peer is in no room yet. */
  readonly visitors: Map<string, Visitor>;
  /** Peers whose socket is gone; each absence is an object of its own. */
  readonly absences: Map<string, object>;
  readonly cutUntilMs: Map<string, number>;
  readonly left: Set<string>;
}

export function createDesk(deps: SignallingDeps): Desk {
  return {
    ...deps,
    visitors: new Map(),
    absences: new Map(),
    cutUntilMs: new Map(),
    left: new Set(),
  };
}

export function keyOf({ roomId, peerId }: { readonly roomId: string; readonly peerId: string }): string {
  return JSON.stringify([roomId, peerId]);
}

export function isCut({ cutUntilMs, now }: Desk, key: string): boolean {
  const untilMs = cutUntilMs.get(key);
  if (untilMs === undefined) return false;
  if (now() < untilMs) return true;
  cutUntilMs.delete(key);
  return false;
}

/** Those of a room whose peer has joined. */
export function inRoom({ visitors, rooms }: Desk, roomId: string): readonly Visitor[] {
  const attendances = rooms.find(roomId)?.attendances;
  return [...visitors.values()].filter(
    (visitor) => visitor.roomId === roomId && attendances?.has(visitor.peerId) === true,
  );
}

/** The visitor is one no longer; what becomes of its socket changes nothing. */
export function dismiss({ visitors }: Desk, key: string, frame: Frame): void {
  const visitor = visitors.get(key);
  visitors.delete(key);
  visitor?.socket.dismiss(frame);
}

export function rememberLeft({ absences, left }: Desk, key: string): void {
  absences.delete(key);
  if (left.size >= REMEMBERED_LEFT) left.clear();
  left.add(key);
}

export function policyFor(
  { rooms, roles }: Desk,
  { roomId, peerId, claims }: Omit<Visitor, "socket">,
): Frame {
  const attendances = rooms.find(roomId)?.attendances;
  const own = attendances?.get(peerId)?.peer.role ?? claims.role;
  const present = [...(attendances?.values() ?? [])].map(({ peer }) => peer.role);
  return policyFrame(own, [...new Set([...roles, own, ...present])]);
}
