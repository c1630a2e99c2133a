import { request } from "undici";
import { ADMIN_TOKEN, type House } from "../house.ts";

const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, "content-type": "application/json" };

export interface Health {
  readonly status: "ok" | "degraded" | "down";
  readonly reasons: readonly string[];
  readonly webhooks: { readonly accepted: number; readonly duplicate: number };
}

export async function readHealth(house: House): Promise<Health> {
  const answer = await request(`${house.url()}/admin/health`, { headers });
  return (await answer.body.json()) as Health;
}

/** An operator's words to the whole room; the status, null when nobody answered. */
export async function announce(house: House, roomId: string, message: string): Promise<number | null> {
  try {
    const url = `${house.url()}/admin/rooms/${roomId}/messages`;
    const answer = await request(url, { method: "POST", headers, body: JSON.stringify({ message }) });
    await answer.body.dump();
    return answer.statusCode;
  } catch {
    return null;
  }
}

/** Ids of the peers that 100ms has in the room. */
export async function peersAtPlatform(house: House, roomId: string): Promise<readonly string[]> {
  const answer = await request(`${house.emulator.origin}/_emulator/rooms`);
  const { rooms } = (await answer.body.json()) as { rooms: { id: string; peers: { peerId: string }[] }[] };
  return rooms.find(({ id }) => id === roomId)?.peers.map(({ peerId }) => peerId) ?? [];
}
