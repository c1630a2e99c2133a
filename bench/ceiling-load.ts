import { randomInt, randomUUID } from "node:crypto";
import { postRequest } from "./keep-alive.ts";
import type { Errands } from "./load.ts";

/** Webhook-sized bodies for as many rooms as the others have. */
export function createCeilingLoad(rooms: number): Errands {
  const roomIds = Array.from({ length: rooms }, () => randomUUID().replaceAll("-", "").slice(0, 24));
  return () => ({
    request: postRequest("/w", {}, bodyFor(roomIds[randomInt(rooms)]!)),
    take: () => undefined,
  });
}

function bodyFor(roomId: string): string {
  return JSON.stringify({
    version: "2.0",
    id: randomUUID(),
    account_id: "65a0f0c0b1d2e3f405162738",
    app_id: "65a0f0c0b1d2e3f405162739",
    timestamp: "2026-08-01T12:00:00.000Z",
    type: "peer.message",
    data: {
      account_id: "65a0f0c0b1d2e3f405162738",
      app_id: "65a0f0c0b1d2e3f405162739",
      room_id: roomId,
      room_name: `table-${roomId}`,
      session_id: "66f1a2b3c4d5e6f7a8b90123",
      template_id: "66f1a2b3c4d5e6f7a8b90456",
      peer_id: "2b2c8f52-5f3a-4b40-bf70-7a1e3d0d1c11",
      role: "player",
      user_id: "user-17",
      action: "raise",
      seat: 3,
      amount: 40,
    },
  });
}
