import type { ReactNode } from "react";
import type {
  Answer,
  Command,
  DeckAudit,
  DeckProof,
  FinishedHand,
  HandPage,
  HandReplay,
  Ledger,
  Problem,
  TableEvent,
  TableView,
  YouView,
} from "../../../client/views.ts";

export interface TableSnapshot {
  readonly connection: "connecting" | "live" | "stale" | "closed";
  readonly seq: number | null;
  readonly table: TableView | null;
  readonly you: YouView | null;
  readonly problem: Problem | null;
}

type Sent = { readonly ok: true } | { readonly ok: false; readonly problem: Problem };

/** A command without its id, which the client makes. */
export type Send = (command: Command) => Promise<Sent>;

/** What can be looked up besides the table. */
export interface TableReads {
  readonly hands: (page?: { readonly before?: number }) => Promise<Answer<HandPage>>;
  readonly replay: (no: number) => Promise<Answer<HandReplay>>;
  readonly hand: (no: number) => Promise<Answer<FinishedHand>>;
  readonly proof: (no: number) => Promise<Answer<DeckProof>>;
  readonly ledger: () => Promise<Answer<Ledger>>;
  readonly audit: () => Promise<Answer<DeckAudit>>;
}

export interface TableProps {
  readonly snapshot: TableSnapshot;
  /** Of the newest table message, oldest first; another array whenever something happened. */
  readonly lastEvents: readonly TableEvent[];
  readonly send: Send;
  readonly reads: TableReads;
  readonly me: string;
  /** For a host by role; whom the table names its host is one in any case. */
  readonly isHost?: boolean;
  /** A video tile; without one, or when it returns null, an avatar is drawn. */
  readonly seatMedia?: (player: string) => ReactNode;
}
