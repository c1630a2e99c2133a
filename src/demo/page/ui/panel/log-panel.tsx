import { memo } from "react";
import type { LogEntry } from "../model/story.ts";

/** Newest at the end, where the styles keep it in view as long as the reader has not scrolled back. */
export const LogPanel = memo(function LogPanel({ log }: { readonly log: readonly LogEntry[] }) {
  if (log.length === 0) return <p className="panel-empty">What happens at the table is written here.</p>;
  return (
    <ol className="log">
      {log.map((entry) => (
        <LogLine key={entry.no} entry={entry} />
      ))}
    </ol>
  );
});

const LogLine = memo(function LogLine({ entry: { text, tone } }: { readonly entry: LogEntry }) {
  return <li data-tone={tone}>{text}</li>;
});
