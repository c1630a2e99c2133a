import type { HandEvent } from "./hand-event.ts";
import type { HandLog } from "./table-state.ts";

type Pages = HandLog["pages"];

const EVENTS_A_PAGE = 8;

/** One more event changes the last page alone, or begins another. */
export function withEvent(pages: Pages, event: HandEvent): Pages {
  const last = pages.at(-1);
  if (last === undefined || last.length >= EVENTS_A_PAGE) return [...pages, [event]];
  return [...pages.slice(0, -1), last.concat(event)];
}

export function inPages(events: readonly HandEvent[]): Pages {
  return events.reduce<Pages>(withEvent, []);
}
