import type { PeerId, RoomId } from "../../src/rooms/ports.ts";
import type { Conference, ConferencePeer } from "./conference.ts";

export type Kind = "table" | "you" | "welcome";

/** What one connected peer has been told so far, as a client keeps it: of each view the newest. */
export interface Client {
  readonly roomId: RoomId;
  readonly peer: ConferencePeer;
  readonly lastSeq: Map<Kind, number>;
  /** The newest views, as JSON. */
  readonly newest: Map<"table" | "you", { readonly seq: number; readonly json: string }>;
  readonly announcements: Set<string>;
  /** Public events up to here were told; null while unknown. */
  toldEvents: number | null;
  isWelcome: boolean;
}

export interface Clients {
  of(peerId: PeerId): Client | undefined;
  connected(roomId: RoomId): readonly Client[];
  /** Where what is lost and sent again may disturb the order. */
  forgetOrder(): void;
  /** Whatever comes next is newer. */
  forgetSeqs(): void;
}

export function createClients(conference: Conference): Clients {
  const clients = new Map<PeerId, Client>();
  conference.onPeer((change, roomId, peer) => {
    if (change === "left") clients.delete(peer.peerId);
    else clients.set(peer.peerId, newClient(roomId, peer));
  });
  return {
    of: (peerId) => clients.get(peerId),
    connected: (roomId) => [...clients.values()].filter((client) => client.roomId === roomId),
    forgetOrder() {
      for (const client of clients.values()) {
        client.lastSeq.clear();
        client.toldEvents = null;
      }
    },
    forgetSeqs() {
      for (const { newest } of clients.values())
        for (const [view, { json }] of newest) newest.set(view, { seq: 0, json });
    },
  };
}

export function keepNewest(client: Client, view: "table" | "you", seq: number, json: string): void {
  if (seq >= (client.newest.get(view)?.seq ?? 0)) client.newest.set(view, { seq, json });
}

function newClient(roomId: RoomId, peer: ConferencePeer): Client {
  return {
    roomId,
    peer,
    lastSeq: new Map(),
    newest: new Map(),
    announcements: new Set(),
    toldEvents: null,
    isWelcome: false,
  };
}
