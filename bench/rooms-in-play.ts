import { randomUUID } from "node:crypto";
import { createNanoClock } from "../src/emulator/nano-clock.ts";
import { webhookEvent } from "../src/emulator/sent-webhook.ts";
import { createTokens } from "../src/emulator/tokens.ts";
import { ACCESS_KEY, APP_SECRET, WEBHOOK_SECRET } from "./croupier-process.ts";
import { type Connection, postRequest } from "./keep-alive.ts";
import { askAll } from "./load.ts";

export interface Player {
  readonly userId: string;
  readonly role: "player" | "host";
  readonly peerId: string;
  /** Auth token for the room. */
  readonly token: string;
}

export interface RoomInPlay {
  readonly roomId: string;
  readonly sessionId: string;
  readonly players: readonly Player[];
}

const PLAYERS = 6;
const now = createNanoClock(Date.now);
const tokens = createTokens({ accessKey: ACCESS_KEY, appSecret: APP_SECRET, now: Date.now });

/** Six players each, all of them joined by webhook and seated; the first hand is dealt. */
export async function openRooms(connections: readonly Connection[], count: number): Promise<RoomInPlay[]> {
  const rooms = await Promise.all(Array.from({ length: count }, () => inventRoom()));
  await askAll(
    connections,
    rooms.map((room) => room.players.map((player) => joinRequest(room, player))),
  );
  return rooms;
}

async function inventRoom(): Promise<RoomInPlay> {
  const roomId = randomUUID().replaceAll("-", "").slice(0, 24);
  const players = await Promise.all(
    Array.from({ length: PLAYERS }, (_, no) => inventPlayer(roomId, no, no === 0 ? "host" : "player")),
  );
  return { roomId, sessionId: randomUUID(), players };
}

export async function inventPlayer(roomId: string, no: number, role: "player" | "host"): Promise<Player> {
  const userId = `user-${no}`;
  return { userId, role, peerId: randomUUID(), token: await tokens.authToken({ roomId, userId, role }) };
}

export function joinRequest(room: RoomInPlay, player: Player): string {
  return webhook("peer.join.success", { ...peerData(room, player), joined_at: now() });
}

export function leaveRequest(room: RoomInPlay, player: Player): string {
  const left = { left_at: now(), duration: 60, reason: "client request", message: "" };
  return webhook("peer.leave.success", { ...peerData(room, player), joined_at: now(), ...left });
}

/** Everybody leaves, and the session is over. */
export function emptyRequests(room: RoomInPlay): readonly string[] {
  const { roomId, sessionId, players } = room;
  const session = { room_id: roomId, room_name: `table-${roomId}`, session_id: sessionId };
  const times = { session_started_at: now(), session_stopped_at: now(), session_duration: 60 };
  return [
    ...players.map((player) => leaveRequest(room, player)),
    webhook("session.close.success", { ...session, ...times }),
  ];
}

function peerData({ roomId, sessionId }: RoomInPlay, { peerId, userId, role }: Player) {
  const room = { room_id: roomId, room_name: `table-${roomId}`, session_id: sessionId };
  const peer = { peer_id: peerId, user_id: userId, user_name: userId, user_data: "", role };
  return { ...room, ...peer, type: "regular" };
}

function webhook(type: string, data: object): string {
  const headers = { "x-croupier-secret": WEBHOOK_SECRET };
  return postRequest("/webhooks/100ms", headers, JSON.stringify(webhookEvent(type, data, now())));
}
