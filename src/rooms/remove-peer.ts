import { type PeerId, type Platform, PlatformError, type RoomId } from "./ports.ts";

interface Removal {
  readonly peerId: PeerId;
  readonly reason: string;
}

/** 100ms does not say what it answers about a peer that has left already: then the list of peers decides. */
export async function removePeer(platform: Platform, roomId: RoomId, removal: Removal): Promise<void> {
  const { peerId, reason } = removal;
  try {
    await platform.removePeer(roomId, { peerId }, reason);
  } catch (error) {
    if (!(error instanceof PlatformError) || error.kind !== "refused") throw error;
    const peers = await platform.listPeers(roomId);
    if (peers?.some((peer) => peer.peerId === peerId) === true) throw error;
  }
}
