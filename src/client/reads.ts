import type { Requests } from "./requests.ts";
import type { Answer, DeckAudit, DeckProof, FinishedHand, HandPage, HandReplay, Ledger } from "./views.ts";

/** What is kept of a table: docs/history.md. */
export interface Reads {
  /** Twenty finished hands, newest first; with `before` those before that number. */
  hands(page?: { readonly before?: number }): Promise<Answer<HandPage>>;
  hand(no: number): Promise<Answer<FinishedHand>>;
  /** A finished hand with the table after every event. */
  replay(no: number): Promise<Answer<HandReplay>>;
  /** Openings of the cards of a finished hand that the reader knows: docs/fair-deck.md. */
  proof(no: number): Promise<Answer<DeckProof>>;
  ledger(): Promise<Answer<Ledger>>;
  /** The newest session that is over, all its cards included. Can be read after the room was left as well. */
  audit(): Promise<Answer<DeckAudit>>;
}

export function createReads({ persistently }: Requests): Reads {
  return {
    hands: ({ before } = {}) => persistently(before === undefined ? "/hands" : `/hands?before=${before}`),
    hand: (no) => persistently(`/hands/${no}`),
    replay: (no) => persistently(`/hands/${no}/replay`),
    proof: (no) => persistently(`/hands/${no}/proof`),
    ledger: () => persistently("/ledger"),
    audit: () => persistently("/audit"),
  };
}
