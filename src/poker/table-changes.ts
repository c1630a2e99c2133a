import type { TableEvent } from "./table-event.ts";
import type { TableState } from "./table-state.ts";

/** What each of these events makes of the table. */
export type TableChanges<Event extends TableEvent> = {
  readonly [Type in Event["type"]]: (
    state: TableState,
    event: Extract<Event, { readonly type: Type }>,
  ) => TableState;
};
