import { z } from "zod";
import type { Fault, RoomId } from "../rooms/ports.ts";
import type { PeerFacts, PresenceFact } from "../rooms/presence-fact.ts";
import type { WebhookReading } from "../rooms/webhook-reading.ts";
import { envelopeSchema, type PeerData, webhookSchemas as schemas } from "./webhook-schemas.ts";

const typedSchema = z.object({ type: z.string() });

type Reader = (body: unknown) => WebhookReading;

/** Reads the body of a webhook. Fields that 100ms adds later do no harm; what a table cannot do without must be right. */
export function readWebhook(body: unknown): WebhookReading {
  const typed = typedSchema.safeParse(body);
  const read = typed.success ? readers.get(typed.data.type) : undefined;
  return (read ?? ignore(envelopeSchema))(body);
}

const readers: ReadonlyMap<string, Reader> = new Map([
  [
    "session.open.success",
    notify(schemas["session.open.success"], ({ data }) => ({
      type: "sessionOpened",
      sessionId: data.session_id,
      openedAt: data.session_started_at,
    })),
  ],
  [
    "session.close.success",
    notify(schemas["session.close.success"], ({ data, timestamp }) => ({
      type: "sessionClosed",
      sessionId: data.session_id,
      closedAt: data.session_stopped_at ?? timestamp,
      reason: "",
    })),
  ],
  [
    "room.end.success",
    notify(schemas["room.end.success"], ({ data, timestamp }) => ({
      type: "sessionClosed",
      sessionId: data.session_id,
      closedAt: timestamp,
      reason: data.reason,
    })),
  ],
  [
    "peer.join.success",
    notify(schemas["peer.join.success"], ({ data }) => ({
      type: "peerJoined",
      peer: peerOf(data),
      joinedAt: data.joined_at,
    })),
  ],
  [
    "peer.leave.success",
    notify(schemas["peer.leave.success"], ({ data }) => ({
      type: "peerLeft",
      peer: peerOf(data),
      leftAt: data.left_at,
      reason: data.reason,
    })),
  ],
  [
    "role.change.success",
    notify(schemas["role.change.success"], ({ data }) => ({
      type: "roleChanged",
      peer: peerOf(data),
      changedAt: data.role_changed_at,
    })),
  ],
  ["peer.join.failure", ignore(schemas["peer.join.failure"])],
  ["peer.leave.failure", ignore(schemas["peer.leave.failure"])],
]);

function notify<
  Webhook extends { id: string; timestamp: string; is_replay: boolean; data: { room_id: RoomId } },
>(schema: z.ZodType<Webhook>, factOf: (webhook: Webhook) => PresenceFact): Reader {
  return (body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return malformed(parsed.error);
    const { id, data, is_replay, timestamp } = parsed.data;
    const fact = factOf(parsed.data);
    return {
      outcome: "notification",
      notification: { id, roomId: data.room_id, fact, isReplay: is_replay, at: timestamp },
    };
  };
}

function ignore(schema: z.ZodType<{ id: string; type: string }>): Reader {
  return (body) => {
    const parsed = schema.safeParse(body);
    if (!parsed.success) return malformed(parsed.error);
    return { outcome: "ignored", id: parsed.data.id, type: parsed.data.type };
  };
}

function peerOf(data: PeerData): PeerFacts {
  return {
    peerId: data.peer_id,
    userId: data.user_id,
    name: data.user_name,
    role: data.role,
    sessionId: data.session_id,
    type: data.type,
  };
}

function malformed(error: z.ZodError): WebhookReading {
  const faults = error.issues.map(
    (issue): Fault => ({ path: issue.path.map(String).join("."), message: issue.message }),
  );
  return { outcome: "malformed", faults };
}
