import { problemWords } from "../model/problem-words.ts";
import type { TableSnapshot } from "../table-props.ts";

const WORDS: Readonly<Record<TableSnapshot["connection"], string | null>> = {
  live: null,
  connecting: "Connecting…",
  stale: "The connection is gone. What you see may be old; we are trying again.",
  closed: "You are no longer connected to this table.",
};

/** Says what is wrong with the connection, and what the table last complained of; nothing when all is well. */
export function ConnectionBanner({ connection, problem }: Pick<TableSnapshot, "connection" | "problem">) {
  const isLapsed = problem?.status === 401;
  const words = (isLapsed ? null : WORDS[connection]) ?? (problem === null ? null : problemWords(problem));
  return (
    <div
      className="banner"
      role="status"
      data-connection={connection}
      data-empty={words === null || undefined}
    >
      {words}
    </div>
  );
}
