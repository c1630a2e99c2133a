import { z } from "zod";
import { peerId, role, roomId, sessionId, userId } from "./ids.ts";
import { timestamp } from "./timestamp.ts";

const MAX_NAME = 100;

/** A field that means nothing to a table: described, but never a reason to refuse the event. */
const unused = (schema: z.ZodType) => schema.nullish().catch(null);
const textOrEmpty = z
  .string()
  .nullish()
  .transform((text) => text ?? "");
/** A name that is too long or not clean is made to fit: nobody is refused for it. */
export const peerName = textOrEmpty.transform((text) =>
  Array.from(text.replace(/[\p{Cc}\p{Cs}]/gu, ""))
    .slice(0, MAX_NAME)
    .join(""),
);

/** What every event has around its `data`. */
export const envelopeSchema = z.looseObject({
  version: z.string(),
  id: z.string().regex(/^[\w-]{1,128}$/, "must be 1 to 128 letters, digits, _ or -"),
  account_id: unused(z.string()),
  app_id: unused(z.string()),
  timestamp,
  type: z.string().min(1, "must not be empty"),
  data: z.looseObject({}),
  is_replay: z
    .boolean()
    .nullish()
    .transform((isReplay) => isReplay ?? false),
});

const session = z.looseObject({ room_id: roomId, room_name: unused(z.string()), session_id: sessionId });
const sessionOpen = session.extend({ session_started_at: timestamp });
const sessionClose = session.extend({
  session_started_at: unused(z.string()),
  session_stopped_at: timestamp.nullish(),
  session_duration: unused(z.number()),
});
const roomEnd = session.extend({ reason: textOrEmpty, lock_room: unused(z.boolean()) });

const peer = z.looseObject({
  room_id: roomId,
  session_id: sessionId,
  peer_id: peerId,
  user_id: userId.nullish().transform((id) => id ?? ""),
  user_name: peerName,
  user_data: unused(z.string()),
  role,
  type: z
    .string()
    .nullish()
    .transform((type) => type ?? "regular"),
});
const peerJoin = peer.extend({ joined_at: timestamp });
const peerLeave = peer.extend({
  joined_at: unused(z.string()),
  left_at: timestamp,
  duration: unused(z.number()),
  reason: textOrEmpty,
  message: unused(z.string()),
});
const roleChange = peer.extend({
  session_id: sessionId.nullish().transform((id) => id ?? ""),
  previous_role: unused(z.string()),
  role_changed_at: timestamp,
});
const peerFailure = z.looseObject({
  room_id: roomId.nullish(),
  session_id: z.string().nullish(),
  peer_id: z.string().nullish(),
  user_id: z.string().nullish(),
  joined_at: timestamp.nullish(),
  error_message: z.string().nullish(),
});

const event = <const Type extends string, Data extends z.ZodType>(type: Type, data: Data) =>
  envelopeSchema.extend({ type: z.literal(type), data });

/** The body of each event type that 100ms documents and this project knows. */
export const webhookSchemas = {
  "session.open.success": event("session.open.success", sessionOpen),
  "session.close.success": event("session.close.success", sessionClose),
  "peer.join.success": event("peer.join.success", peerJoin),
  "peer.join.failure": event("peer.join.failure", peerFailure),
  "peer.leave.success": event("peer.leave.success", peerLeave),
  "peer.leave.failure": event("peer.leave.failure", peerFailure),
  "role.change.success": event("role.change.success", roleChange),
  "room.end.success": event("room.end.success", roomEnd),
};

export type PeerData = z.output<typeof peer>;
