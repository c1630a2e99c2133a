import { createHash } from "node:crypto";
import type { Random } from "../../src/demo/random.ts";
import { pick } from "./mutate.ts";

export const USERS = ["ann", "bob", "cyd", "dan", "__proto__", "constructor"];

/** A uuid, the same again for the same numbers. */
export function uuidFrom(random: Random): string {
  const hex = createHash("sha256").update(String(random())).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    "-",
  );
}

/** Valid webhooks about a room whose users have the peers `peer-<user>`. */
export function anyWebhook(room: string, random: Random): object {
  const user = pick(random, [...USERS, "eve"]);
  const at = `2026-01-01T00:00:${10 + Math.floor(random() * 50)}.${Math.floor(random() * 1e9)}Z`;
  const peer = {
    room_id: room,
    room_name: room,
    session_id: "session-1",
    peer_id: `peer-${user}`,
    user_id: user,
    user_name: user,
    user_data: "",
    role: pick(random, ["player", "host", "viewer"]),
    joined_at: at,
    type: "regular",
  };
  const session = { room_id: room, room_name: room, session_id: pick(random, ["session-1", "session-0"]) };
  const [type, data] = pick<[string, object]>(random, [
    ["peer.join.success", peer],
    ["peer.leave.success", { ...peer, left_at: at, duration: 5, reason: "client request", message: "" }],
    ["role.change.success", { ...peer, previous_role: "viewer", role_changed_at: at }],
    ["session.open.success", { ...session, session_started_at: at }],
    ["session.close.success", { ...session, session_stopped_at: at, session_duration: 5 }],
    ["room.end.success", { ...session, reason: "over", lock_room: false }],
    ["peer.join.failure", { room_id: room, peer_id: peer.peer_id, error_message: "no" }],
    ["recording.success", { room_id: room }],
  ]);
  return { version: "2.0", id: uuidFrom(random), account_id: "account", timestamp: at, type, data };
}

/** Valid commands, some of them legal now. */
export function anyCommand(turnId: string, random: Random): object {
  const player = pick(random, USERS);
  const chips = 1 + Math.floor(random() * 300);
  const action = pick(random, ["fold", "check", "call", "bet", "raise", "allIn"]);
  const command = pick<object>(random, [
    { type: "act", turn: turnId, action },
    { type: "act", turn: turnId, action: "raise", to: chips },
    { type: "sit", seat: 1 + Math.floor(random() * 10), buyIn: chips },
    { type: "sit" },
    { type: "stand" },
    { type: "sitOut" },
    { type: "sitIn", post: true },
    { type: "topUp", chips },
    { type: "start" },
    { type: "pause" },
    { type: "resume" },
    { type: "kick", player },
    { type: "setStack", player, chips },
    { type: "transferHost", player },
  ]);
  return { id: uuidFrom(random), ...command };
}
