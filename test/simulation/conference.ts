import type { PeerId, PlatformPeer, RoomId } from "../../src/rooms/ports.ts";
import type { Notification, PeerFacts, PresenceFact } from "../../src/rooms/presence-fact.ts";
import { START_MS, type World } from "./world.ts";

/** Somebody's connection, as 100ms has it. */
export interface ConferencePeer extends PlatformPeer {
  readonly sessionId: string;
}

/** 100ms' rooms as they truly are. */
export interface Conference {
  /** Opens a session when there is none. */
  join(roomId: RoomId, who: { userId: string; role: string }): ConferencePeer;
  leave(roomId: RoomId, peerId: PeerId, reason: string): void;
  changeRole(roomId: RoomId, peerId: PeerId, role: string): void;
  /** Everybody out. */
  end(roomId: RoomId): void;
  connected(roomId: RoomId): readonly ConferencePeer[];
  isActive(roomId: RoomId): boolean;
  /** Told of everybody who comes and goes, at once. */
  onPeer(listener: (change: "joined" | "left", roomId: RoomId, peer: ConferencePeer) => void): void;
  /** Told of every webhook that is due. */
  onWebhook(listener: (notification: Notification) => void): void;
}

interface Session {
  readonly id: string;
  readonly peers: Map<PeerId, ConferencePeer>;
}

export function createConference(world: World): Conference {
  const sessions = new Map<RoomId, Session>();
  const peerListeners: Parameters<Conference["onPeer"]>[0][] = [];
  const webhookListeners: Parameters<Conference["onWebhook"]>[0][] = [];
  let lastNs = 0;

  // Nanoseconds, never the same twice; written without trailing zeros.
  const time = (): string => {
    lastNs = Math.max(lastNs + 1, Math.floor(world.scheduler.nowMs() * 1_000_000));
    const seconds = new Date(START_MS + Math.floor(lastNs / 1_000_000)).toISOString().slice(0, 19);
    const decimals = String(lastNs % 1_000_000_000)
      .padStart(9, "0")
      .replace(/0+$/, "");
    return decimals === "" ? `${seconds}Z` : `${seconds}.${decimals}Z`;
  };
  const tell = (roomId: RoomId, at: string, fact: PresenceFact): void => {
    const notification = { id: world.newId("webhook"), roomId, fact, isReplay: false, at };
    for (const listener of webhookListeners) listener(notification);
  };
  const announce = (change: "joined" | "left", roomId: RoomId, peer: ConferencePeer): void => {
    if (world.isTracing) world.trace(`100ms ${roomId}: ${peer.peerId} ${change}`);
    for (const listener of peerListeners) listener(change, roomId, peer);
  };
  const open = (roomId: RoomId): Session => {
    const known = sessions.get(roomId);
    if (known !== undefined) return known;
    const session: Session = { id: world.newId("session"), peers: new Map() };
    sessions.set(roomId, session);
    const openedAt = time();
    tell(roomId, openedAt, { type: "sessionOpened", sessionId: session.id, openedAt });
    return session;
  };
  const close = (roomId: RoomId, session: Session, reason: string): void => {
    if (sessions.get(roomId) !== session) return;
    sessions.delete(roomId);
    const closedAt = time();
    tell(roomId, closedAt, { type: "sessionClosed", sessionId: session.id, closedAt, reason });
  };
  const remove = (roomId: RoomId, peerId: PeerId, reason: string): void => {
    const session = sessions.get(roomId);
    const peer = session?.peers.get(peerId);
    if (session === undefined || peer === undefined) return;
    session.peers.delete(peerId);
    const leftAt = time();
    announce("left", roomId, peer);
    tell(roomId, leftAt, { type: "peerLeft", peer: factsOf(peer), leftAt, reason });
    if (session.peers.size > 0) return;
    world.scheduler.effect(world.minds.between(100, 5000), () => {
      if (session.peers.size === 0) close(roomId, session, "");
    });
  };
  return {
    join(roomId, { userId, role }) {
      const session = open(roomId);
      const joinedAt = time();
      const peerId = world.newId(`peer_${userId}`) as PeerId;
      const peer: ConferencePeer = { peerId, userId, name: userId, role, joinedAt, sessionId: session.id };
      session.peers.set(peerId, peer);
      announce("joined", roomId, peer);
      tell(roomId, joinedAt, { type: "peerJoined", peer: factsOf(peer), joinedAt });
      return peer;
    },
    leave: remove,
    changeRole(roomId, peerId, role) {
      const session = sessions.get(roomId);
      const peer = session?.peers.get(peerId);
      if (session === undefined || peer === undefined || peer.role === role) return;
      const changed = { ...peer, role };
      session.peers.set(peerId, changed);
      const changedAt = time();
      tell(roomId, changedAt, { type: "roleChanged", peer: factsOf(changed), changedAt });
    },
    end(roomId) {
      const session = sessions.get(roomId);
      if (session === undefined) return;
      for (const peerId of session.peers.keys()) remove(roomId, peerId, "server removed peer");
      close(roomId, session, "room ended");
    },
    connected: (roomId) => [...(sessions.get(roomId)?.peers.values() ?? [])],
    isActive: (roomId) => sessions.has(roomId),
    onPeer: (listener) => void peerListeners.push(listener),
    onWebhook: (listener) => void webhookListeners.push(listener),
  };
}

function factsOf({ peerId, userId, name, role, sessionId }: ConferencePeer): PeerFacts {
  return { peerId, userId, name, role, sessionId, type: "regular" };
}
