import { pushBounded } from "./bounded.ts";
import { failure, ok, type Reply, readObject } from "./http-exchange.ts";
import type { RestRoute } from "./rest.ts";
import type { Audience } from "./room.ts";
import type { Rooms } from "./rooms.ts";

/** A request to send-message that was accepted. */
export interface SentMessage {
  readonly roomId: string;
  /** The request's body, as it came. */
  readonly body: string;
  readonly audience: Audience;
  /** Ids of the peers that got it. */
  readonly recipients: readonly string[];
  readonly atMs: number;
}

interface MessageDeps {
  readonly rooms: Rooms;
  readonly sent: SentMessage[];
  readonly keep: number;
  readonly now: () => number;
}

/** `send-message`, which fails open as the real one does: without a `peer_id` or `role` that it knows by that name, everybody gets it. */
export function messageRoutes(deps: MessageDeps): readonly RestRoute[] {
  return [
    {
      endpoint: "send-message",
      method: "POST",
      path: "/v2/active-rooms/:room/send-message",
      handle: ({ params, body }) => sendMessage(deps, params.room ?? "", body),
    },
  ];
}

function sendMessage({ rooms, sent, keep, now }: MessageDeps, roomId: string, body: string): Reply {
  const { message, type = "chat", peer_id, role } = readObject(body) ?? {};
  if (typeof message !== "string") return failure(400, "message must be a string");
  if (typeof type !== "string") return failure(400, "type must be a string");
  if (!isText(peer_id) || !isText(role)) return failure(400, "peer_id and role must be strings");
  const room = rooms.find(roomId);
  if (room === null) return failure(404, "room is not active");
  const audience = audienceOf(peer_id ?? "", role ?? "");
  if (audience.kind === "peer" && !room.attendances.has(audience.peerId)) {
    return failure(400, "peer is not connected");
  }
  const { recipients } = rooms.send(roomId, audience, { message, type, sender: null });
  pushBounded(sent, { roomId, body, audience, recipients, atMs: now() }, keep);
  return ok({ message: "message sent" });
}

function isText(value: unknown): value is string | null | undefined {
  return value === undefined || value === null || typeof value === "string";
}

function audienceOf(peerId: string, role: string): Audience {
  if (peerId !== "") return { kind: "peer", peerId };
  return role === "" ? { kind: "room" } : { kind: "role", roles: [role] };
}
