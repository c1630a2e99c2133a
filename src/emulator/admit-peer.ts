import { type Answers, answerRequest } from "./answer-request.ts";
import type { Received } from "./room.ts";
import { type Desk, dismiss, keyOf, policyFor, type Visitor } from "./socket-desk.ts";
import { broadcastFrame, errorFrame, type Frame, leaveRequestFrame, peerListFrame } from "./socket-frames.ts";

/**
 * A socket with a valid token. It gets the policy; `join` brings its peer into the room. A peer that is there already has
 * come back, and never joins again: it gets the peer list too, and hears what is said from now on.
 */
export function admitPeer(desk: Desk, visitor: Visitor): void {
  const key = keyOf(visitor);
  const { rooms, visitors, absences } = desk;
  const occupant = rooms.find(visitor.roomId)?.attendances.get(visitor.peerId)?.peer ?? null;
  const fault = admissionFault(desk, visitor, occupant?.userId ?? null);
  if (fault !== null) {
    visitor.socket.dismiss(fault);
    return;
  }
  visitors.get(key)?.socket.cut();
  visitors.set(key, visitor);
  absences.delete(key);
  const hear = (received: Received) => hearMessage(desk, visitor, received);
  const answers = answersTo(desk, visitor, hear);
  visitor.socket.onRequest((request) => {
    if (visitors.get(key) === visitor) answerRequest(answers, request);
  });
  visitor.socket.onClose(() => {
    rooms.find(visitor.roomId)?.attendances.get(visitor.peerId)?.listeners.delete(hear);
    if (visitors.get(key) === visitor) void awaitReturn(desk, visitor);
  });
  visitor.socket.send(policyFor(desk, visitor));
  if (occupant !== null) answers.welcome();
}

function admissionFault(desk: Desk, visitor: Visitor, occupant: string | null): Frame | null {
  if (visitor.peerId === "") return errorFrame(400, "peer is required");
  if (occupant === visitor.claims.userId) return null;
  if (occupant !== null) return errorFrame(403, "the peer is somebody else's");
  return desk.left.has(keyOf(visitor)) ? errorFrame(404, "the peer has left the room") : null;
}

function answersTo(desk: Desk, visitor: Visitor, hear: (received: Received) => void): Answers {
  const { rooms } = desk;
  const { roomId, peerId, socket, claims } = visitor;
  const isThere = (id: string) => rooms.find(roomId)?.attendances.has(id) === true;
  return {
    rooms,
    roomId,
    peerId,
    send: (frame) => socket.send(frame),
    join({ name, metadata }) {
      const { userId, role } = claims;
      const shownName = name === "" ? userId : name;
      if (!isThere(peerId)) rooms.join(roomId, { userId, role, peerId, name: shownName, metadata });
    },
    welcome() {
      const room = rooms.find(roomId);
      room?.attendances.get(peerId)?.listeners.add(hear);
      if (room !== null) socket.send(peerListFrame(room, peerId));
    },
    leave() {
      desk.visitors.delete(keyOf(visitor));
      rooms.leave(roomId, peerId, "client request");
    },
    remove(other, reason) {
      const frame = leaveRequestFrame({ reason, roomEnds: false, requestedBy: peerId });
      if (isThere(other)) dismiss(desk, keyOf({ roomId, peerId: other }), frame);
      return rooms.leave(roomId, other, "peer kicked", reason);
    },
  };
}

function hearMessage({ rooms }: Desk, { roomId, socket }: Visitor, received: Received): void {
  const { sender } = received;
  const from = sender === null ? null : rooms.find(roomId)?.attendances.get(sender)?.peer;
  socket.send(broadcastFrame(received, from ?? null));
}

/** A peer whose socket is gone may come back as the same; else it leaves. */
async function awaitReturn(desk: Desk, visitor: Visitor): Promise<void> {
  const key = keyOf(visitor);
  desk.visitors.delete(key);
  const absence = {};
  desk.absences.set(key, absence);
  const isOver = await desk.pauses.pause(desk.reconnectGraceMs);
  if (!isOver || desk.absences.get(key) !== absence) return;
  desk.absences.delete(key);
  desk.rooms.leave(visitor.roomId, visitor.peerId, "websocket closed");
}
