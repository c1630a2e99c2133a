import type { Requests } from "./requests.ts";
import type { Answer, FinishedHand, HandPage, HandReplay, Ledger } from "./views.ts";

/** What is kept of a table: docs/history.md. */
export interface Reads {
  /** Twenty finished hands, newest first; with `before` those before that number. */
  hands(page?: { readonly before?: number }): Promise<Answer<HandPage>>;
  hand(no: number): Promise<Answer<FinishedHand>>;
  /** A finished hand with the table after every event. */
  replay(no: number): Promise<Answer<HandReplay>>;
  ledger(): Promise<Answer<Ledger>>;
}

export function createReads({ persistently }: Requests): Reads {
  return {
    hands: ({ before } = {}) => persistently(before === undefined ? "/hands" : `/hands?before=${before}`),
    hand: (no) => persistently(`/hands/${no}`),
    replay: (no) => persistently(`/hands/${no}/replay`),
    ledger: () => persistently("/ledger"),
  };
}
