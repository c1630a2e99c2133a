import type { Payload, Platform, PlatformPeer, RoomId } from "../../src/rooms/ports.ts";
import { PlatformError } from "../../src/rooms/ports.ts";

export interface Send extends Payload {
  readonly roomId: RoomId;
  readonly to: "room" | { readonly peerId: string } | { readonly role: string };
}

interface Removal {
  readonly roomId: RoomId;
  readonly peerId: string;
  readonly reason: string;
}

/** 100ms' API in memory. */
export interface MemoryPlatform extends Platform {
  /** What was taken, in order. */
  readonly sent: readonly Send[];
  /** Every call, whatever its answer. */
  readonly calls: readonly Send[];
  /** Asked before each send; it takes as long as it likes and throws what 100ms answers. */
  answer(send: (send: Send) => void | Promise<void>): void;
  /** The connected peers of a room; null: not active. */
  setPeers(roomId: RoomId, peers: readonly PlatformPeer[] | null): void;
  /** Who was put out, in order; those whom `setPeers` listed are gone from there. */
  readonly removed: readonly Removal[];
  /** How often peers were asked for. */
  listed(): number;
}

export function createMemoryPlatform(): MemoryPlatform {
  const sent: Send[] = [];
  const calls: Send[] = [];
  const removed: Removal[] = [];
  const peers = new Map<RoomId, readonly PlatformPeer[] | null>();
  let listed = 0;
  let answer: (send: Send) => void | Promise<void> = () => undefined;
  const take = async (send: Send): Promise<void> => {
    calls.push(send);
    await answer(send);
    sent.push(send);
  };
  return {
    sent,
    calls,
    sendToPeer: (roomId, { peerId }, payload) => take({ roomId, to: { peerId: filled(peerId) }, ...payload }),
    sendToRole: (roomId, { role }, payload) => take({ roomId, to: { role: filled(role) }, ...payload }),
    sendToRoom: (roomId, payload) => take({ roomId, to: "room", ...payload }),
    removed,
    async removePeer(roomId, { peerId }, reason) {
      const call = { roomId, to: { peerId: filled(peerId) }, type: "remove-peers", message: reason };
      calls.push(call);
      await answer(call);
      removed.push({ roomId, peerId, reason });
      peers.set(roomId, peers.get(roomId)?.filter((peer) => peer.peerId !== peerId) ?? null);
    },
    listPeers(roomId) {
      listed += 1;
      return Promise.resolve(peers.get(roomId) ?? null);
    },
    answer(asked) {
      answer = asked;
    },
    setPeers: (roomId, list) => void peers.set(roomId, list),
    listed: () => listed,
  };
}

function filled(target: string): string {
  if (target.trim() === "") throw new TypeError("an empty target would be everybody");
  return target;
}

export const refusal = (status = 400): PlatformError => new PlatformError("no", { kind: "refused", status });
export const outage = (): PlatformError => new PlatformError("down", { kind: "unavailable", status: 503 });
export const throttle = (retryAfterMs: number | null): PlatformError =>
  new PlatformError("too much", { kind: "throttled", status: 429, retryAfterMs });
