import type { OutboxMessage } from "./ports.ts";

/** One HTTP request and what came of it. */
interface Answered {
  readonly method: string;
  /** As it is written in the documents, `/v1/rooms/:roomId/table`; `none` for a path that is not served. */
  readonly route: string;
  readonly status: number;
  /** `done`, a webhook's outcome, or the `code` of a problem. */
  readonly outcome: string;
  readonly ms: number;
}

/** How a commit ended. unchanged: only an answer was stored; repeated: the id was seen; stale: decided on an old version. */
export type CommitEnd = "changed" | "unchanged" | "repeated" | "stale" | "failed";

/** How a call to 100ms ended. */
export type CallEnd = "done" | "refused" | "throttled" | "unavailable";

/** What is counted while working. Every method returns at once, costs next to nothing and never fails. */
export interface Meter {
  answered(answered: Answered): void;
  committed(end: CommitEnd, ms: number): void;
  /** A commit brought so many hands to their end. */
  finished(hands: number): void;
  /** 100ms took a message so long after its commit. */
  delivered(topic: OutboxMessage["topic"], ms: number): void;
  /** 100ms refused a message for good. */
  buried(topic: OutboxMessage["topic"]): void;
  /** A message has to be sent again. */
  retried(because: "throttled" | "unavailable"): void;
  called(call: string, end: CallEnd, ms: number): void;
}
