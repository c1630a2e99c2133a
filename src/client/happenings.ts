import type { News } from "./read-message.ts";
import type { TableEvent, TableView } from "./views.ts";

/** What one table message told, once and in order. */
export interface Happening {
  readonly seq: number;
  readonly events: readonly TableEvent[];
  /** After them. */
  readonly table: TableView;
}

export interface Happenings {
  /** Null: nothing happened, or it was told before. */
  take(news: News): Happening | null;
  last(): readonly TableEvent[];
}

/** Messages come at least once. */
export function createHappenings(): Happenings {
  let toldTo = 0;
  let last: readonly TableEvent[] = [];
  return {
    take: ({ seq, events = [], table }) => {
      if (table === undefined || events.length === 0 || seq <= toldTo) return null;
      [toldTo, last] = [seq, events];
      return { seq, events, table };
    },
    last: () => last,
  };
}
