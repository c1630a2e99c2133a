import { randomUUID } from "node:crypto";
import { pushBounded } from "./bounded.ts";
import type { Pauses } from "./pauses.ts";
import type { Attendance, Audience, Peer, Received, Room, RoomEvent, Session } from "./room.ts";

export interface Joining {
  readonly userId: string;
  /** The user id when absent. */
  readonly name?: string | undefined;
  /** `player` when absent. */
  readonly role?: string | undefined;
  readonly metadata?: string | undefined;
  /** A new one when absent. */
  readonly peerId?: string | undefined;
  /** That of the session which the first peer opens; a new one when absent. */
  readonly sessionId?: string | undefined;
}

export type PeerChange = { readonly [Field in "name" | "role" | "metadata"]?: string | undefined };

export interface Rooms {
  /** The room while its session is open. */
  find(roomId: string): Room | null;
  list(): readonly Room[];
  join(roomId: string, joining: Joining): Attendance;
  /** False when there is no such peer. */
  leave(roomId: string, peerId: string, reason: string, message?: string): boolean;
  /** Null when there is no such peer. */
  change(roomId: string, peerId: string, change: PeerChange): Peer | null;
  /** Removes everybody and closes the session; false when the room is not active. */
  end(roomId: string, reason: string, lock?: boolean): boolean;
  /** Never back to its sender. */
  send(roomId: string, audience: Audience, message: SentMessage): Dispatch;
  subscribe(listener: (event: RoomEvent) => void): void;
}

/** The joining contradicts who is in the room. */
export class RoomConflictError extends Error {
  override readonly name = "RoomConflictError";
}

interface Dispatch {
  readonly id: string;
  readonly atMs: number;
  /** The ids of the peers that got it. */
  readonly recipients: readonly string[];
}

interface SentMessage {
  readonly message: string;
  readonly type: string;
  readonly sender: string | null;
}

export interface RoomsDeps {
  readonly now: () => number;
  readonly nextTime: () => string;
  readonly pauses: Pauses;
  readonly sessionCloseDelayMs: number;
  /** Messages kept for each peer. */
  readonly keep: number;
}

interface OpenRoom extends Room {
  readonly attendances: Map<string, Attendance>;
  /** How often the last peer has left. */
  vacancies: number;
}

interface House extends RoomsDeps {
  readonly open: Map<string, OpenRoom>;
  readonly tell: (event: RoomEvent) => void;
}

/** Sessions and peers: a session opens with the first peer and closes some time after the last has left. */
export function createRooms(deps: RoomsDeps): Rooms {
  const listeners: ((event: RoomEvent) => void)[] = [];
  const tell = (event: RoomEvent) => {
    for (const listener of listeners) listener(event);
  };
  const house: House = { ...deps, open: new Map(), tell };
  return {
    find: (roomId) => house.open.get(roomId) ?? null,
    list: () => [...house.open.values()],
    join: (roomId, joining) => join(house, roomId, joining),
    leave: (roomId, peerId, reason, message = "") => leave(house, { roomId, peerId, reason, message }),
    change: (roomId, peerId, change) => changePeer(house, roomId, peerId, change),
    end: (roomId, reason, lock = false) => end(house, roomId, reason, lock),
    send: (roomId, audience, message) => send(house, roomId, audience, message),
    subscribe(listener) {
      listeners.push(listener);
    },
  };
}

function join(house: House, roomId: string, joining: Joining): Attendance {
  const room = house.open.get(roomId) ?? openRoom(house, roomId, joining.sessionId ?? randomUUID());
  if (joining.sessionId !== undefined && joining.sessionId !== room.session.id) {
    throw new RoomConflictError(`room ${roomId} is in session ${room.session.id}`);
  }
  const peer = peerOf(joining, house.nextTime(), house.now());
  if (room.attendances.has(peer.peerId)) {
    throw new RoomConflictError(`peer ${peer.peerId} is in room ${roomId} already`);
  }
  const attendance: Attendance = { peer, received: [], listeners: new Set() };
  room.attendances.set(peer.peerId, attendance);
  house.tell({ type: "peerJoined", roomId, session: room.session, peer, at: peer.joinedAt });
  return attendance;
}

function leave(
  house: House,
  { roomId, peerId, reason, message }: { roomId: string; peerId: string; reason: string; message: string },
): boolean {
  const room = house.open.get(roomId);
  const peer = room?.attendances.get(peerId)?.peer;
  if (room === undefined || peer === undefined) return false;
  remove(house, room, peer, { reason, message });
  if (room.attendances.size === 0) void closeLater(house, room);
  return true;
}

function changePeer(house: House, roomId: string, peerId: string, change: PeerChange): Peer | null {
  const room = house.open.get(roomId);
  const attendance = room?.attendances.get(peerId);
  if (room === undefined || attendance === undefined) return null;
  const { name, role, metadata } = attendance.peer;
  const peer: Peer = {
    ...attendance.peer,
    name: change.name ?? name,
    role: change.role ?? role,
    metadata: change.metadata ?? metadata,
  };
  room.attendances.set(peerId, { ...attendance, peer });
  const at = house.nextTime();
  house.tell({ type: "peerChanged", roomId, session: room.session, peer, previousRole: role, at });
  return peer;
}

function end(house: House, roomId: string, reason: string, lock: boolean): boolean {
  const room = house.open.get(roomId);
  if (room === undefined) return false;
  house.tell({ type: "roomEnded", roomId, session: room.session, at: house.nextTime(), reason, lock });
  for (const { peer } of room.attendances.values()) {
    remove(house, room, peer, { reason: "peer kicked", message: reason });
  }
  closeRoom(house, room);
  return true;
}

function openRoom(house: House, roomId: string, sessionId: string): OpenRoom {
  const session: Session = { id: sessionId, startedAt: house.nextTime() };
  const room: OpenRoom = { id: roomId, session, attendances: new Map(), vacancies: 0 };
  house.open.set(roomId, room);
  house.tell({ type: "sessionOpened", roomId, session, at: session.startedAt });
  return room;
}

function remove(house: House, room: OpenRoom, peer: Peer, why: { reason: string; message: string }): void {
  room.attendances.delete(peer.peerId);
  const durationSeconds = Math.round((house.now() - peer.joinedAtMs) / 1000);
  const { id: roomId, session } = room;
  house.tell({ type: "peerLeft", roomId, session, peer, at: house.nextTime(), ...why, durationSeconds });
}

async function closeLater(house: House, room: OpenRoom): Promise<void> {
  room.vacancies += 1;
  const vacancy = room.vacancies;
  if (house.sessionCloseDelayMs > 0 && !(await house.pauses.pause(house.sessionCloseDelayMs))) return;
  const isStillEmpty = room.attendances.size === 0 && room.vacancies === vacancy;
  if (isStillEmpty && house.open.get(room.id) === room) closeRoom(house, room);
}

function closeRoom(house: House, room: OpenRoom): void {
  house.open.delete(room.id);
  house.tell({ type: "sessionClosed", roomId: room.id, session: room.session, at: house.nextTime() });
}

function peerOf(joining: Joining, joinedAt: string, joinedAtMs: number): Peer {
  const { userId, name = userId, role = "player", metadata = "", peerId = randomUUID() } = joining;
  return { peerId, userId, name, role, metadata, joinedAt, joinedAtMs };
}

function audienceOf(room: Room | undefined, audience: Audience): readonly Attendance[] {
  const all = [...(room?.attendances.values() ?? [])];
  switch (audience.kind) {
    case "room":
      return all;
    case "role":
      return all.filter(({ peer }) => audience.roles.includes(peer.role));
    case "peer":
      return all.filter(({ peer }) => peer.peerId === audience.peerId);
  }
}

function send(house: House, roomId: string, audience: Audience, sent: SentMessage): Dispatch {
  const reached = audienceOf(house.open.get(roomId), audience).filter(
    ({ peer }) => peer.peerId !== sent.sender,
  );
  const received: Received = {
    ...sent,
    id: randomUUID(),
    private: audience.kind === "peer",
    roles: audience.kind === "role" ? audience.roles : [],
    atMs: house.now(),
  };
  for (const attendance of reached) deliver(attendance, received, house.keep);
  return { id: received.id, atMs: received.atMs, recipients: reached.map(({ peer }) => peer.peerId) };
}

function deliver(attendance: Attendance, received: Received, keep: number): void {
  pushBounded(attendance.received, received, keep);
  for (const listener of attendance.listeners) listener(received);
}
