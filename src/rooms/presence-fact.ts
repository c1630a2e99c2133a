import type { PeerId, RoomId } from "./ports.ts";

/** A peer as a webhook or the peer list describes it. */
export interface PeerFacts {
  readonly peerId: PeerId;
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly sessionId: string;
  /** `sip` peers have no browser and cannot play. */
  readonly type: string;
}

/**
 * What is known to have happened in a 100ms room, in the shell's own words. Times are RFC 3339 as 100ms wrote
 * them, up to nanoseconds. Facts may come in any order and any number of times.
 */
export type PresenceFact =
  | { readonly type: "peerJoined"; readonly peer: PeerFacts; readonly joinedAt: string }
  | { readonly type: "peerLeft"; readonly peer: PeerFacts; readonly leftAt: string; readonly reason: string }
  | { readonly type: "roleChanged"; readonly peer: PeerFacts; readonly changedAt: string }
  | { readonly type: "sessionOpened"; readonly sessionId: string; readonly openedAt: string }
  | {
      readonly type: "sessionClosed";
      readonly sessionId: string;
      readonly closedAt: string;
      readonly reason: string;
    }
  /** The peer list did not have this peer at `asOf`. */
  | { readonly type: "peerMissing"; readonly peerId: PeerId; readonly asOf: string }
  /** The peer list had this peer at `asOf`. */
  | { readonly type: "peerSeen"; readonly peer: PeerFacts; readonly joinedAt: string; readonly asOf: string };

/** A webhook that means something to a room. */
export interface Notification {
  /** The webhook's `id`. */
  readonly id: string;
  readonly roomId: RoomId;
  readonly fact: PresenceFact;
  readonly isReplay: boolean;
  /** The webhook's `timestamp`. */
  readonly at: string;
}
