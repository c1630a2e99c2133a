import { useLayoutEffect, useRef } from "react";
import type { LogEntry } from "../model/story.ts";

/** Newest at the end, and in view as long as the reader has not scrolled back. */
export function LogPanel({ log }: { readonly log: readonly LogEntry[] }) {
  const end = useRef<HTMLLIElement>(null);
  const newest = log.at(-1)?.no ?? 0;
  useLayoutEffect(() => {
    const box = end.current?.closest(".tab-panel");
    if (box === null || box === undefined) return;
    const isNearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 160;
    if (isNearEnd || box.scrollTop === 0) box.scrollTop = box.scrollHeight;
  }, [newest]);
  if (log.length === 0) return <p className="panel-empty">What happens at the table is written here.</p>;
  return (
    <ol className="log">
      {log.map(({ no, text, tone }, at) => (
        <li key={no} data-tone={tone} ref={at === log.length - 1 ? end : undefined}>
          {text}
        </li>
      ))}
    </ol>
  );
}
