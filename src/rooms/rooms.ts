import type { Document, PlayerId, Rejection } from "../game/game.ts";
import type { ConnectedPeer, Fault, Leftover, PeerId, RoomId } from "./ports.ts";
import type { Notification } from "./presence-fact.ts";

/** `{version, table, you}` as JSON, written once and sent as it is. */
export interface TableAnswer {
  readonly ok: true;
  readonly json: string;
  /** What it takes as UTF-8. */
  readonly bytes: number;
  readonly version: number;
}

export interface Refusal {
  readonly ok: false;
  readonly rejection:
    | Rejection
    | {
        readonly kind: "malformed";
        readonly reason: "malformed";
        readonly message: string;
        readonly faults: readonly Fault[];
      }
    | { readonly kind: "unknown"; readonly reason: string; readonly message: string };
}

export type HistoryAnswer = { readonly ok: true; readonly document: Document } | Refusal;

export interface Announcement {
  readonly message: string;
  readonly type: string;
  readonly to:
    | { readonly kind: "room" }
    | { readonly kind: "role"; readonly role: string }
    | { readonly kind: "player"; readonly player: PlayerId }
    | { readonly kind: "peer"; readonly peerId: PeerId };
}

export interface RoomSummary {
  readonly roomId: RoomId;
  readonly lastActiveAt: string;
}

/** Nothing in it is secret: the table is the public one, events are the public ones, outbox messages come without payload. */
export interface RoomInspection {
  readonly roomId: RoomId;
  readonly version: number;
  readonly table: unknown;
  readonly peers: readonly ({ readonly peerId: PeerId } & ConnectedPeer)[];
  readonly events: readonly {
    readonly version: number;
    readonly at: string;
    readonly events: readonly unknown[];
  }[];
  readonly undelivered: readonly {
    readonly id: string;
    readonly seq: number;
    readonly topic: string;
    readonly to: string;
    readonly at: string;
  }[];
  readonly dead: readonly {
    readonly id: string;
    readonly seq: number;
    readonly topic: string;
    readonly to: string;
    readonly at: string;
    readonly reason: string;
  }[];
  readonly deadline: string | null;
}

export interface Reconciliation {
  readonly joined: readonly PeerId[];
  readonly left: readonly PeerId[];
}

/**
 * Everything the edges may ask of the rooms. Throws RoomBusyError when a room is contended beyond patience, and
 * UnavailableError when the store or 100ms cannot be reached; nothing was changed then, or the same id asked again
 * finds it done.
 */
export interface Rooms {
  /** Returns after the effect is committed. */
  notify(notification: Notification, trace?: string): Promise<"accepted" | "duplicate">;
  /** The table as this person may see it; reconciles with 100ms first when nobody by this id is known to be in the room. */
  read(roomId: RoomId, player: PlayerId): Promise<TableAnswer>;
  /** `body` is the command without its `id`. */
  command(request: {
    roomId: RoomId;
    player: PlayerId;
    id: string;
    body: unknown;
    trace?: string | undefined;
  }): Promise<TableAnswer | Refusal>;
  /** A page of finished hands as this person may see them, newest first; those before number `before` when it is given. */
  hands(request: { roomId: RoomId; player: PlayerId; before: number | null }): Promise<HistoryAnswer>;
  /** `format`: `json`, or what else the game knows. */
  hand(request: { roomId: RoomId; player: PlayerId; no: number; format: string }): Promise<HistoryAnswer>;
  ledger(request: { roomId: RoomId; player: PlayerId; format: string }): Promise<HistoryAnswer>;
  /** For anybody with a token of the room, in it or not: when there is one, the people are gone. */
  audit(roomId: RoomId): Promise<HistoryAnswer>;
  order(
    roomId: RoomId,
    order: "pause" | "resume" | "close",
  ): Promise<{ ok: true; version: number } | Refusal>;
  announce(roomId: RoomId, announcement: Announcement): Promise<{ ok: true; seq: number } | Refusal>;
  /** A message that did not get through is tried again or given up; false: there is none by that id. */
  settleMessage(roomId: RoomId, task: Leftover & { readonly what: "retry" | "discard" }): Promise<boolean>;
  reconcile(roomId: RoomId): Promise<Reconciliation>;
  list(): Promise<readonly RoomSummary[]>;
  inspect(roomId: RoomId): Promise<RoomInspection | null>;
}

/** The room changed under every one of several tries. */
export class RoomBusyError extends Error {
  override readonly name = "RoomBusyError";
}

/** The store or the platform did not answer in time. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
}
