/** A 100ms `user_id`. */
export type PlayerId = string & { readonly brand: "PlayerId" };

/** Begins the ids of the game's own players. Nobody in a room may have such an id. */
export const HOUSE_PREFIX = "house:";

/** What the shell tells a game about the people in its room. Presence itself is the shell's business. */
export type RoomNotice =
  | { readonly type: "playerJoined"; readonly player: PlayerId; readonly profile: Profile }
  | { readonly type: "playerChanged"; readonly player: PlayerId; readonly profile: Profile }
  | { readonly type: "playerLeft"; readonly player: PlayerId }
  | { readonly type: "roomClosed" };

export interface Profile {
  readonly name: string;
  /** The 100ms role in force may sit at the table. */
  readonly mayPlay: boolean;
  /** The 100ms role in force may run the table. */
  readonly isHost: boolean;
}

/** Everything that can move a game: a player's command, a deadline that passed, the room, the operator. */
export type Input<Command> =
  | {
      readonly from: "player";
      readonly player: PlayerId;
      readonly isHost: boolean;
      readonly command: Command;
    }
  | { readonly from: "clock"; readonly command: Command }
  | { readonly from: "room"; readonly notice: RoomNotice }
  | { readonly from: "operator"; readonly order: "pause" | "resume" | "close" };

export interface Facts {
  /** Unix time in ms. */
  readonly nowMs: number;
  /** 256 bytes, fresh for every input. */
  readonly entropy: Uint8Array;
}

/**
 * A refusal is a value and changes nothing. `reason` is stable and documented, `message` is for people,
 * `details` are extra members of the answer (the legal actions, say).
 * conflict: not now; forbidden: not you; illegal: not by the rules.
 */
export interface Rejection {
  readonly kind: "conflict" | "forbidden" | "illegal";
  readonly reason: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** An accepted input may have no events: then nothing changed and nothing is announced. */
export type Decision<Event, State = never> =
  | {
      readonly ok: true;
      readonly events: readonly Event[];
      /**
       * What `evolve` makes of each event, of a game that folds as it decides: saves folding them again. The stored
       * events alone have to lead to the very same state.
       */
      readonly states?: readonly State[];
    }
  | { readonly ok: false; readonly rejection: Rejection };

export type Parsed<Command> =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly faults: readonly { readonly path: string; readonly message: string }[] };

export interface Deadline<Command> {
  /** Names this deadline among all of its room: a deadline that moves gets a new id. */
  readonly id: string;
  readonly dueAtMs: number;
  readonly command: Command;
}

/** One of the game's own players is to act. */
export interface HouseTurn {
  /** Names this turn among all of its room. */
  readonly id: string;
  readonly player: PlayerId;
  /** Not before. */
  readonly dueAtMs: number;
}

/** Players of the game's own: nobody sends their commands, so the shell asks for them when they are due. */
interface House<State, Command, PublicView, PrivateView> {
  turn(state: State): HouseTurn | null;
  /** From nothing but what that player may see; takes a few ms at most. */
  choose(table: PublicView, you: PrivateView, entropy: Uint8Array): Command;
}

/** The `reason` is shown to the player by 100ms. */
export interface Expulsion {
  readonly player: PlayerId;
  readonly reason: string;
}

/** Something that a game keeps beyond its state, for people to look up: a finished hand, an entry of the ledger. */
export interface Kept {
  readonly of: "hands" | "ledger";
  /** From 1 up without a gap, hands and ledger each. The same as the last one's: replaces it. */
  readonly no: number;
  /** It replaces the last one. */
  readonly isRevised?: boolean;
  /** Plain JSON, secrets and all. */
  readonly record: unknown;
}

/** Who looks something up. */
export interface Reader {
  readonly player: PlayerId;
  readonly room: string;
}

export interface Document {
  readonly contentType: string;
  readonly text: string;
}

/** Proves afterwards that hands were fair. */
interface Audit {
  readonly firstHand: number;
  readonly lastHand: number;
  /** `records`: those of these hands that are still kept, oldest first. */
  document(records: readonly unknown[]): Document;
}

/** How a game keeps records and shows them. */
export interface History<State, Event> {
  /** What an event completed; called for every event, so cheap for the many that complete nothing. */
  kept(before: State, event: Event, after: State): readonly Kept[];
  /** A hand as its reader may see it: as `json`, as a `summary` (JSON) or in a format of the game's own; null for one that it does not know. */
  handView(record: unknown, reader: Reader, format: string): Document | null;
  /** `entries`: what was kept of the ledger, oldest first; it may be newer than the state. */
  ledgerView(state: State, entries: readonly unknown[], format: string): Document | null;
  /** For anybody who may be in the room: it tells secrets that are none any more. Null while there is nothing to tell. */
  audit?(state: State): Audit | null;
}

/**
 * What a game fulfils to be played in a room. All functions are pure: they read no clock, draw no
 * randomness, await nothing and never throw for a player's mistake. State, events and views are plain JSON.
 */
export interface Game<Config, State, Command, Event, PublicEvent, PublicView, PrivateView> {
  /** The `game` member of every message; stored with every room, which goes on with the game it began with. */
  readonly name: string;
  /** Of the stored state; 1 without it. To be raised whenever `migrate` is needed to read what was stored before. */
  readonly schema?: number;
  /** A state of an older schema as one of this; needed from schema 2 on. */
  migrate?(stored: unknown, schema: number): State;
  /** The shape of a player's command, from a request body whose `id` was taken off. */
  parseCommand(body: unknown): Parsed<Command>;
  create(config: Config): State;
  /** The rules. */
  decide(state: State, input: Input<Command>, facts: Facts): Decision<Event, State>;
  /** A fold; never fails. */
  evolve(state: State, event: Event): State;
  /** What anyone may see. */
  publicView(state: State): PublicView;
  /** What only this player sees besides; null for somebody without a part in the game. */
  privateView(state: State, player: PlayerId): PrivateView | null;
  /** True only where a player's private view is the same in both states, and cheap to tell: then it is not made again. */
  keepsPrivateView?(before: State, after: State, player: PlayerId): boolean;
  /** The people whose private view may be more than null; without the game's own players. */
  players(state: State): readonly PlayerId[];
  /** An event without its secrets; null when all of it is secret or of no interest. */
  publicEvent(event: Event): PublicEvent | null;
  deadline(state: State): Deadline<Command> | null;
  /** Whom an event puts out of the room as well, where the operator wants that; a game without it puts nobody out. */
  expels?(event: Event): Expulsion | null;
  /** A game without it keeps nothing. */
  readonly history?: History<State, Event>;
  /** A game without it has no players of its own. */
  readonly house?: House<State, Command, PublicView, PrivateView>;
}
