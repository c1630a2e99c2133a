import type { HandEvent } from "./hand-event.ts";
import { inPages } from "./log-pages.ts";
import type { HandLog, Play, TableState } from "./table-state.ts";

/** 2: the log of a hand is in pages. */
export const TABLE_SCHEMA = 2;

type OldLog = Omit<HandLog, "pages"> & { readonly events: readonly HandEvent[] };
type OldState = Omit<TableState, "play"> & {
  readonly play: (Omit<Play, "log"> & { readonly log: OldLog }) | null;
};

/** A table of schema 1 as one of this schema. */
export function migrate(stored: unknown): TableState {
  const { play, ...state } = stored as OldState;
  if (play === null) return { ...state, play };
  const { events, ...log } = play.log;
  return { ...state, play: { ...play, log: { ...log, pages: inPages(events) } } };
}
