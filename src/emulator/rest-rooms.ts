import { failure, ok, type Reply, readObject } from "./http-exchange.ts";
import type { RestRoute } from "./rest.ts";
import type { Attendance, Room } from "./room.ts";
import type { PeerChange, Rooms } from "./rooms.ts";

const NOT_ACTIVE = failure(404, "room is not active");

/** `/v2/active-rooms`, apart from send-message. */
export function roomRoutes(rooms: Rooms): readonly RestRoute[] {
  const inRoom =
    (handle: (room: Room, exchange: Parameters<RestRoute["handle"]>[0]) => Reply): RestRoute["handle"] =>
    (exchange) => {
      const room = rooms.find(exchange.params.room ?? "");
      return room === null ? NOT_ACTIVE : handle(room, exchange);
    };
  return [
    {
      endpoint: "get-room",
      method: "GET",
      path: "/v2/active-rooms/:room",
      handle: inRoom((room) => ok(roomView(room))),
    },
    {
      endpoint: "list-peers",
      method: "GET",
      path: "/v2/active-rooms/:room/peers",
      handle: inRoom((room, { query }) => ok({ peers: peersView(room, query) })),
    },
    {
      endpoint: "remove-peers",
      method: "POST",
      path: "/v2/active-rooms/:room/remove-peers",
      handle: inRoom((room, { body }) => removePeers(rooms, room, body)),
    },
    {
      endpoint: "update-peer",
      method: "POST",
      path: "/v2/active-rooms/:room/peers/:peer",
      handle: inRoom((room, { params, body }) => updatePeer(rooms, room, params.peer ?? "", body)),
    },
  ];
}

function roomView(room: Room) {
  const { id, startedAt } = room.session;
  return {
    id: room.id,
    name: room.id,
    customer_id: "emulator-account",
    session: { id, created_at: startedAt, peers: [...room.attendances.keys()] },
  };
}

function peersView(room: Room, query: URLSearchParams) {
  const [userId, role] = [query.get("user_id"), query.get("role")];
  const asked = [...room.attendances.values()].filter(
    ({ peer }) => (userId === null || peer.userId === userId) && (role === null || peer.role === role),
  );
  return Object.fromEntries(asked.map((attendance) => [attendance.peer.peerId, peerView(attendance)]));
}

function peerView({ peer }: Pick<Attendance, "peer">) {
  return {
    id: peer.peerId,
    name: peer.name,
    user_id: peer.userId,
    metadata: peer.metadata,
    role: peer.role,
    joined_at: peer.joinedAt,
  };
}

function removePeers(rooms: Rooms, room: Room, text: string): Reply {
  const { peer_id: peerId, role, reason } = readObject(text) ?? {};
  const message = typeof reason === "string" ? reason : "";
  const named = typeof peerId === "string" && peerId !== "";
  if (!named && (typeof role !== "string" || role === "")) return failure(400, "peer_id or role is required");
  if (named && !room.attendances.has(peerId)) return failure(400, "peer is not connected");
  const leaving = [...room.attendances.values()].filter(({ peer }) =>
    named ? peer.peerId === peerId : peer.role === role,
  );
  for (const { peer } of leaving) rooms.leave(room.id, peer.peerId, "peer kicked", message);
  return ok({ message: "peer remove request submitted" });
}

function updatePeer(rooms: Rooms, room: Room, peerId: string, text: string): Reply {
  const change = readChange(text);
  if (change === null) return failure(400, "name, role and metadata must be strings");
  const peer = rooms.change(room.id, peerId, change);
  return peer === null ? failure(404, "peer not found") : ok(peerView({ peer }));
}

function readChange(text: string): PeerChange | null {
  const body = readObject(text);
  if (body === null) return null;
  const { name, role, metadata } = body;
  const fields = Object.entries({ name, role, metadata }).filter(([, value]) => value !== undefined);
  return fields.every(([, value]) => typeof value === "string") ? Object.fromEntries(fields) : null;
}
