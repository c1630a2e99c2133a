import type { Audit } from "../poker/fair-deck/audit.ts";
import type { HandProof } from "../poker/fair-deck/proof.ts";
import type { ReplayStep } from "../poker/history/hand-replay.ts";
import type { HandSummary } from "../poker/history/hand-summary.ts";
import type { LedgerView } from "../poker/history/ledger-view.ts";
import type { PrivateView, ShownLegal } from "../poker/player-view.ts";
import type { PublicTableEvent } from "../poker/public-event.ts";
import type { RefusalReason } from "../poker/refusal.ts";
import type { PlayerCommandInput } from "../poker/table-command.ts";
import type { PublicTable } from "../poker/table-view.ts";

/** What everybody at the table sees. */
export type TableView = PublicTable;

/** What the player alone sees besides. */
export type YouView = PrivateView;

/** What happened, for animation. */
export type TableEvent = PublicTableEvent;

/** What a player may ask of the table: docs/commands.md, without the `id`. */
export type Command = PlayerCommandInput;

export type Ledger = LedgerView;

/** A page of finished hands, newest first; `before` asks for the next one, null is the end. */
export interface HandPage {
  readonly hands: readonly HandSummary[];
  readonly before: number | null;
}

export type FinishedHand = HandSummary & { readonly events: readonly TableEvent[] };

export type HandReplay = HandSummary & { readonly steps: readonly ReplayStep[] };

/** That the cards which the reader knows were where they are said to have been: docs/fair-deck.md. */
export type DeckProof = HandProof;

/** A session that is over, with the secret of its decks. */
export type DeckAudit = Audit;

/** The client's own: nobody answered; what answered was not Croupier; the table was closed here; 100ms' room was left. */
type OwnCode = "unreachable" | "bad_answer" | "closed_here" | "left_room";

/** Why something was not done: `code` (docs/http.md) to branch on, `detail` for people. */
export interface Problem {
  readonly code: RefusalReason | OwnCode | (string & {});
  readonly detail: string;
  /** Of the HTTP answer; null when there was none. */
  readonly status: number | null;
  /** With `illegal_action`. */
  readonly legal?: ShownLegal | null;
  /** With `malformed` and `bad_configuration`. */
  readonly faults?: readonly { readonly path: string; readonly message: string }[];
  readonly [member: string]: unknown;
}

export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

/** The answer of `GET …/table` and of an accepted command. */
export interface WholeView {
  readonly version: number;
  readonly table: TableView;
  readonly you: YouView | null;
}
