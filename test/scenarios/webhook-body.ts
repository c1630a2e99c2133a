import { randomUUID } from "node:crypto";

/** Bodies as 100ms posts them. */
export function joinWebhook(roomId: string, userId: string, fields: object = {}) {
  return webhook("peer.join.success", {
    room_id: roomId,
    session_id: `session-of-${roomId}`,
    room_name: roomId,
    peer_id: `peer-of-${userId}`,
    user_id: userId,
    user_name: userId,
    user_data: "",
    role: "player",
    joined_at: nanoseconds(),
    type: "regular",
    ...fields,
  });
}

export function sessionCloseWebhook(roomId: string) {
  return webhook("session.close.success", {
    room_id: roomId,
    session_id: `session-of-${roomId}`,
    room_name: roomId,
    session_started_at: "2026-01-01T12:00:00.1Z",
    session_stopped_at: nanoseconds(),
    session_duration: 60,
  });
}

export function webhook(type: string, data: object) {
  return {
    version: "2.0",
    id: randomUUID(),
    account_id: "account",
    app_id: "app",
    timestamp: nanoseconds(),
    type,
    data,
  };
}

function nanoseconds(): string {
  return `${new Date().toISOString().slice(0, -1)}123456Z`;
}
