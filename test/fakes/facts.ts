import type { PlayerId } from "../../src/game/game.ts";
import type { PeerId, RoomId } from "../../src/rooms/ports.ts";
import type { Notification, PeerFacts, PresenceFact } from "../../src/rooms/presence-fact.ts";

export const ROOM = "room-1" as RoomId;

export const playerId = (name: string): PlayerId => name as PlayerId;
export const peerId = (id: string): PeerId => id as PeerId;

/** So many seconds into a day, as 100ms writes times. */
export function second(seconds: number, nanoseconds = 0): string {
  const whole = new Date(Date.UTC(2030, 0, 1) + seconds * 1000).toISOString().slice(0, 19);
  const decimals = nanoseconds === 0 ? "" : `.${String(nanoseconds).padStart(9, "0").replace(/0+$/, "")}`;
  return `${whole}${decimals}Z`;
}

/** A peer `ann-1` is a connection of the user `ann`. */
function peerFacts(id: string, changes: Partial<PeerFacts> = {}): PeerFacts {
  const userId = id.split("-")[0] ?? id;
  return {
    peerId: peerId(id),
    userId,
    name: userId,
    role: "player",
    sessionId: "s1",
    type: "regular",
    ...changes,
  };
}

export function joined(id: string, at: number | string = 1, changes: Partial<PeerFacts> = {}): PresenceFact {
  return { type: "peerJoined", peer: peerFacts(id, changes), joinedAt: timeOf(at) };
}

export function left(id: string, at: number | string = 2, changes: Partial<PeerFacts> = {}): PresenceFact {
  return { type: "peerLeft", peer: peerFacts(id, changes), leftAt: timeOf(at), reason: "client request" };
}

export function roleChanged(
  id: string,
  role: string,
  at: number | string,
  changes: Partial<PeerFacts> = {},
): PresenceFact {
  return { type: "roleChanged", peer: peerFacts(id, { role, ...changes }), changedAt: timeOf(at) };
}

export function sessionClosed(sessionId = "s1", at: number | string = 100): PresenceFact {
  return { type: "sessionClosed", sessionId, closedAt: timeOf(at), reason: "" };
}

export function sessionOpened(sessionId = "s1", at: number | string = 0): PresenceFact {
  return { type: "sessionOpened", sessionId, openedAt: timeOf(at) };
}

export function missing(id: string, asOf: number | string): PresenceFact {
  return { type: "peerMissing", peerId: peerId(id), asOf: timeOf(asOf) };
}

export function seen(
  id: string,
  joinedAt: number | string,
  asOf: number | string,
  changes: Partial<PeerFacts> = {},
): PresenceFact {
  return {
    type: "peerSeen",
    peer: peerFacts(id, changes),
    joinedAt: timeOf(joinedAt),
    asOf: timeOf(asOf),
  };
}

export function notification(fact: PresenceFact, changes: Partial<Notification> = {}): Notification {
  return {
    id: `webhook-${JSON.stringify(fact)}`,
    roomId: ROOM,
    fact,
    isReplay: false,
    at: second(0),
    ...changes,
  };
}

function timeOf(at: number | string): string {
  return typeof at === "string" ? at : second(at);
}
