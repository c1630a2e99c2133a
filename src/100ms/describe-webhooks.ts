import { z } from "zod";
import { tidySchema } from "../game/component-schemas.ts";
import type { WebhookDescription } from "../rooms/webhook-reading.ts";
import { webhookSchemas } from "./webhook-schemas.ts";

const AT = "2026-01-01T12:00:00.123456789Z";
const session = { room_id: "room-1", room_name: "Friday night", session_id: "session-1" };
const peer = {
  ...session,
  peer_id: "peer-1",
  user_id: "alice",
  user_name: "Alice",
  user_data: "",
  role: "player",
  joined_at: AT,
};

const exampleData: { readonly [Type in keyof typeof webhookSchemas]: Readonly<Record<string, unknown>> } = {
  "session.open.success": { ...session, session_started_at: AT },
  "session.close.success": {
    ...session,
    session_started_at: AT,
    session_stopped_at: "2026-01-01T13:00:00.123456789Z",
    session_duration: 3600,
  },
  "peer.join.success": { ...peer, type: "regular" },
  "peer.join.failure": { ...session, peer_id: "peer-1", user_id: "alice", error_message: "room is full" },
  "peer.leave.success": {
    ...peer,
    type: "regular",
    left_at: "2026-01-01T12:30:00.123456789Z",
    duration: 1800,
    reason: "left",
    message: "",
  },
  "peer.leave.failure": { ...session, peer_id: "peer-1", user_id: "alice", error_message: "no such peer" },
  "role.change.success": {
    ...peer,
    type: "regular",
    previous_role: "viewer",
    role_changed_at: "2026-01-01T12:10:00.123456789Z",
  },
  "room.end.success": { ...session, reason: "the evening is over", lock_room: false },
};

/** The bodies that mean something here, as they are judged. */
export function describeWebhooks(): readonly WebhookDescription[] {
  return (Object.keys(webhookSchemas) as (keyof typeof webhookSchemas)[]).map((type, at) => ({
    type,
    schema: tidySchema(z.toJSONSchema(webhookSchemas[type], { io: "input" })),
    example: {
      version: "2.0",
      id: `00000000-0000-4000-8000-00000000000${at}`,
      account_id: "account-1",
      app_id: "app-1",
      timestamp: AT,
      type,
      data: exampleData[type],
    },
  }));
}
