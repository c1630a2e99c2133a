import type { PlayerId } from "../game/game.ts";

export type RoomId = string & { readonly brand: "RoomId" };
/** One connection of a user: a new one for every tab and reload. */
export type PeerId = string & { readonly brand: "PeerId" };

/** Where a message goes. Secret and public differ by shape: a whisper cannot become an announcement by a missing value. */
export type Target =
  | { readonly kind: "room" }
  | { readonly kind: "role"; readonly role: string }
  | { readonly kind: "player"; readonly player: PlayerId }
  | { readonly kind: "peer"; readonly peerId: PeerId };

/** One message in a room's outbox. `topic` tells which later message makes it superfluous. */
export interface OutboxMessage {
  readonly seq: number;
  readonly topic: "table" | "you" | "welcome" | "announcement" | "removal";
  readonly target: Target;
  /** `type` of send-message; a removal goes to remove-peers. */
  readonly type: string;
  /** The payload as it goes to 100ms; of a removal its reason. */
  readonly message: string;
  /** Unix time in ms of the commit. */
  readonly atMs: number;
  /** The history of the store in which it was written. */
  readonly store?: string;
  /** The span of the commit, when it is recorded. */
  readonly trace?: string;
}

export interface OutboxEntry extends OutboxMessage {
  readonly id: string;
}

/** A connected peer as stored under `…:peers`. */
export interface ConnectedPeer {
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  /** As 100ms wrote it, nanoseconds and all. */
  readonly joinedAt: string;
  readonly sessionId: string;
}

export interface StoredRoom extends Tip {
  /** JSON. */
  readonly state: string;
}

/** Which commit wrote what is stored; version 0 and an empty id before the first. */
export interface Tip {
  readonly version: number;
  /**
   * Two histories of the store may give one version to different states: only this tells them apart. It rises with
   * nothing.
   */
  readonly commitId: string;
}

/** JSON in pieces, to be joined. All places are in bytes of UTF-8. */
export interface StateText {
  /** Two numbers a piece: where it begins and ends in the stored JSON that it replaces, or -1 and how many bytes of `added` come next. */
  readonly plan: readonly number[];
  readonly added: string;
}

export interface Commit {
  readonly roomId: RoomId;
  readonly expected: Tip;
  /** The answer to remember under the id of what was asked, so that the same id gets the same answer; null: do not remember. */
  readonly seen: (Answer & { readonly id: string; readonly ttlMs: number }) | null;
  /** What changed; null when nothing did: then the version stays and only answer and deadline are written. */
  readonly change: Change | null;
  readonly dueAtMs: number | null;
  readonly nowMs: number;
  /** The span that it follows from, when that is recorded. */
  readonly trace?: string | undefined;
}

/** Of a text that contains the shared one: what stands before and behind that. */
export interface Sharing {
  readonly around?: readonly [before: string, behind: string] | undefined;
}

/** What whoever asked is told. */
export interface Answer extends Sharing {
  readonly answer: string;
}

/** The version is the one that the room has afterwards, greater than the expected one. */
export interface Change extends Tip {
  readonly state: StateText;
  /** What the answer and some messages contain, so that a store is sent it only once. */
  readonly shared: string;
  /** JSON array of this commit's events, in order. */
  readonly events: string;
  readonly messages: readonly (OutboxMessage & Sharing)[];
  readonly connected: readonly { readonly peerId: PeerId; readonly peer: ConnectedPeer }[];
  readonly disconnected: readonly PeerId[];
  /** What the game keeps beyond its state. */
  readonly kept: readonly KeptRecord[];
}

export interface KeptRecord {
  readonly of: "hands" | "ledger";
  /** The same as the last one's: takes its place. */
  readonly no: number;
  readonly isRevised?: boolean;
  /** JSON. */
  readonly record: string;
}

export type CommitResult =
  /** `wake`: the outbox was empty of undelivered messages before, so nobody is on the way yet. */
  | { readonly outcome: "committed"; readonly version: number; readonly wake: boolean }
  | { readonly outcome: "seen"; readonly answer: string }
  | { readonly outcome: "stale"; readonly current: StoredRoom | null };

export interface RoomStore {
  load(roomId: RoomId): Promise<StoredRoom | null>;
  /** Atomic, in this order: the seen answer wins, then version and commit are checked, then everything is written. */
  commit(commit: Commit): Promise<CommitResult>;
}

export type Claim =
  /** Another holder's lease is running. */
  | { readonly outcome: "held" }
  /** Nothing to deliver: the lease was released and the room is no longer dirty. */
  | { readonly outcome: "empty" }
  | {
      readonly outcome: "claimed";
      readonly entries: readonly OutboxEntry[];
      readonly peers: readonly { readonly peerId: PeerId; readonly userId: string }[];
      /** Welcomes of a crowd of spectators that the newest table message of these covers: to be deleted with it. */
      readonly covered: readonly string[];
    };

/** Who delivers for a room. The token fences out a holder that froze past its lease. */
export interface Holding {
  readonly roomId: RoomId;
  readonly token: string;
  readonly leaseMs: number;
}

/** The delivery side of a room. */
export interface Outbox {
  /** Deletes what was delivered, takes or renews the lease and returns the head of the outbox with the live peers; of a crowd of spectators' welcomes those are left out that a table message covers. Held: nothing was deleted. */
  claim(holding: Holding, delivered: readonly string[]): Promise<Claim>;
  /** Deletes what was sent and renews the lease; false when the lease was lost (nothing was deleted). */
  acknowledge(holding: Holding, ids: readonly string[]): Promise<boolean>;
  /** Moves a refused message to `…:dead` and renews the lease; false when the lease was lost. */
  bury(holding: Holding, ids: readonly string[], dead: DeadMessage): Promise<boolean>;
  /** Renews the lease; false when it was lost. */
  hold(holding: Holding): Promise<boolean>;
  /** Gives the lease back. */
  release(holding: Holding): Promise<void>;
}

export interface DeadMessage {
  readonly entry: OutboxMessage;
  readonly reason: string;
  readonly atMs: number;
}

/** The indexes that the sweep reads. */
export interface RoomIndexes {
  /** Rooms whose deadline has passed, each given to one caller and hidden from the others for `hideMs`. `nextDueAtMs`: the earliest deadline that is left. */
  claimDue(
    nowMs: number,
    hideMs: number,
  ): Promise<{
    rooms: readonly { readonly roomId: RoomId; readonly dueAtMs: number }[];
    nextDueAtMs: number | null;
  }>;
  /** Rooms with messages undelivered since before `sinceMs`. */
  listDirty(sinceMs: number): Promise<readonly { readonly roomId: RoomId; readonly sinceMs: number }[]>;
  /** Rooms active since `sinceMs`, newest first, at most `limit`. */
  listActive(
    sinceMs: number,
    limit: number,
  ): Promise<readonly { readonly roomId: RoomId; readonly atMs: number }[]>;
  /** All rooms active since `sinceMs`, in no order. Fails behind all that it could find. */
  eachActive(sinceMs: number): AsyncIterable<RoomId>;
  totals(sinceMs: number): Promise<RoomTotals>;
}

interface RoomTotals {
  /** Rooms in which something happened since then. */
  readonly active: number;
  /** Rooms with a deadline: somebody's turn, or the next hand. */
  readonly inPlay: number;
  /** Rooms with undelivered messages, and since when the first of them has been waiting. */
  readonly undelivered: number;
  readonly oldestUndeliveredAtMs: number | null;
  /** The deadline to be carried out first; it has passed when nobody looks after the clocks. */
  readonly earliestDueAtMs: number | null;
}

/** A room's records, for people to look at. Of hands and ledger the oldest are given up some day. */
export interface RoomRecords {
  peers(roomId: RoomId): Promise<readonly { readonly peerId: PeerId; readonly peer: ConnectedPeer }[]>;
  /** The last commits, newest first; `events` is their JSON. */
  events(
    roomId: RoomId,
    limit: number,
  ): Promise<readonly { readonly version: number; readonly atMs: number; readonly events: string }[]>;
  /** Oldest first. */
  undelivered(roomId: RoomId, limit: number): Promise<readonly OutboxEntry[]>;
  /** Newest first. */
  dead(roomId: RoomId, limit: number): Promise<readonly (DeadMessage & { readonly id: string })[]>;
  /** Finished hands, newest first; with numbers below `before` when that is given. */
  hands(
    roomId: RoomId,
    page: { readonly before: number | null; readonly limit: number },
  ): Promise<readonly { readonly no: number; readonly record: string }[]>;
  hand(roomId: RoomId, no: number): Promise<string | null>;
  /** Entries as JSON, oldest first. */
  ledger(roomId: RoomId): Promise<readonly string[]>;
}

/** A message that did not get through, by its id among the undelivered or the dead ones of its room. */
export interface Leftover {
  readonly of: "undelivered" | "dead";
  readonly id: string;
}

/** What an operator may do with messages that did not get through. False: there is none by that id, and nothing was changed. */
export interface Leftovers {
  /** A dead one is put to the end of the outbox; an undelivered one stays where it is. */
  retry(roomId: RoomId, which: Leftover, nowMs: number): Promise<boolean>;
  discard(roomId: RoomId, which: Leftover): Promise<boolean>;
}

export interface Lanes {
  /** Asks a worker to drain the room's outbox. Asking twice is harmless. A dead worker's job parks what is asked until it is found: the sweep does not ask, but drains. */
  wake(roomId: RoomId, trace?: string): Promise<void>;
}

export interface PlatformPeer {
  readonly peerId: PeerId;
  readonly userId: string;
  readonly name: string;
  readonly role: string;
  readonly joinedAt: string;
}

/** How a call to 100ms failed, as far as delivery cares. Thrown by Platform. */
export class PlatformError extends Error {
  override readonly name = "PlatformError";
  readonly kind: "refused" | "throttled" | "unavailable";
  readonly status: number | null;
  /** From `Retry-After`, for throttled. */
  readonly retryAfterMs: number | null;

  constructor(
    message: string,
    facts: {
      kind: PlatformError["kind"];
      status?: number | null;
      retryAfterMs?: number | null;
      cause?: unknown;
    },
  ) {
    super(message, { cause: facts.cause });
    this.kind = facts.kind;
    this.status = facts.status ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

/** A peer id or role that is certain not to be empty: 100ms broadcasts what has an empty target. */
export type PeerTarget = { readonly peerId: PeerId };
export type RoleTarget = { readonly role: string };
export type Payload = { readonly type: string; readonly message: string };

export interface Platform {
  /** Throws a TypeError, before anything is sent, when the peer id is empty. */
  sendToPeer(roomId: RoomId, target: PeerTarget, payload: Payload): Promise<void>;
  /** Throws a TypeError, before anything is sent, when the role is empty. */
  sendToRole(roomId: RoomId, target: RoleTarget, payload: Payload): Promise<void>;
  sendToRoom(roomId: RoomId, payload: Payload): Promise<void>;
  /** Puts a peer out of the room. Throws a TypeError, before anything is sent, when the peer id is empty. */
  removePeer(roomId: RoomId, target: PeerTarget, reason: string): Promise<void>;
  /** The connected peers; null when the room is not active. */
  listPeers(roomId: RoomId): Promise<readonly PlatformPeer[] | null>;
}

/** Structured log; pino fits. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Fault {
  /** Dotted path into the body; empty for the body itself. */
  readonly path: string;
  readonly message: string;
}

/** Who an auth token says its bearer is. */
export interface Identity {
  readonly userId: PlayerId;
  readonly roomId: RoomId;
  readonly role: string;
}

export type TokenReading =
  | { readonly ok: true; readonly identity: Identity }
  | { readonly ok: false; readonly message: string };
