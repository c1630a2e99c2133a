import type { Peer, RoomEvent } from "./room.ts";

/** The event type and `data` that 100ms sends for what happened; null when it sends nothing. */
export function webhookOf(event: RoomEvent): { type: string; data: object } | null {
  const { roomId, session, at } = event;
  const where = { room_id: roomId, room_name: roomId, session_id: session.id };
  switch (event.type) {
    case "sessionOpened":
      return { type: "session.open.success", data: { ...where, session_started_at: session.startedAt } };
    case "sessionClosed":
      return { type: "session.close.success", data: { ...where, ...sessionEnd(session.startedAt, at) } };
    case "peerJoined":
      return { type: "peer.join.success", data: { ...where, ...fieldsOf(event.peer) } };
    case "peerLeft": {
      const { peer, reason, message, durationSeconds: duration } = event;
      const data = { ...where, ...fieldsOf(peer), left_at: at, duration, reason, message };
      return { type: "peer.leave.success", data };
    }
    case "peerChanged": {
      const { peer, previousRole: previous_role } = event;
      if (peer.role === previous_role) return null;
      const data = { ...where, ...fieldsOf(peer), previous_role, role_changed_at: at };
      return { type: "role.change.success", data };
    }
    case "roomEnded":
      return {
        type: "room.end.success",
        data: { ...where, reason: event.reason, lock_room: event.lock },
      };
  }
}

function fieldsOf(peer: Peer) {
  return {
    peer_id: peer.peerId,
    user_id: peer.userId,
    user_name: peer.name,
    user_data: peer.metadata,
    role: peer.role,
    joined_at: peer.joinedAt,
    type: "regular",
  };
}

function sessionEnd(startedAt: string, stoppedAt: string) {
  const session_duration = Math.round((Date.parse(stoppedAt) - Date.parse(startedAt)) / 1000);
  return { session_started_at: startedAt, session_stopped_at: stoppedAt, session_duration };
}
