export interface Session {
  readonly id: string;
  readonly startedAt: string;
}

export interface Peer {
  readonly peerId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly metadata: string;
  readonly joinedAt: string;
  readonly joinedAtMs: number;
}

/** A message as one peer got it. */
export interface Received {
  /** The same for all who got it. */
  readonly id: string;
  readonly message: string;
  readonly type: string;
  /** It went to this peer alone. */
  readonly private: boolean;
  /** To whom it went, when to roles. */
  readonly roles: readonly string[];
  /** The peer that sent it; null when a server did. */
  readonly sender: string | null;
  readonly atMs: number;
}

/** Whom a message reaches. */
export type Audience =
  | { readonly kind: "room" }
  | { readonly kind: "role"; readonly roles: readonly string[] }
  | { readonly kind: "peer"; readonly peerId: string };

interface InRoom {
  readonly roomId: string;
  readonly session: Session;
  readonly at: string;
}

/** What happens in the rooms, apart from messages. */
export type RoomEvent =
  | (InRoom & { readonly type: "sessionOpened" | "sessionClosed" })
  | (InRoom & { readonly type: "peerJoined"; readonly peer: Peer })
  | (InRoom & {
      readonly type: "peerLeft";
      readonly peer: Peer;
      readonly reason: string;
      readonly message: string;
      readonly durationSeconds: number;
    })
  | (InRoom & { readonly type: "peerChanged"; readonly peer: Peer; readonly previousRole: string })
  | (InRoom & { readonly type: "roomEnded"; readonly reason: string; readonly lock: boolean });

export interface Attendance {
  readonly peer: Peer;
  readonly received: Received[];
  readonly listeners: Set<(received: Received) => void>;
}

export interface Room {
  readonly id: string;
  readonly session: Session;
  /** By peer id. */
  readonly attendances: ReadonlyMap<string, Attendance>;
}
