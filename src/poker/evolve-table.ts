import { chipChanges } from "./chip-changes.ts";
import { fairDeckChanges } from "./fair-deck/fair-deck-changes.ts";
import { flowChanges } from "./flow-changes.ts";
import { peopleChanges } from "./people-changes.ts";
import { playChanges } from "./play-changes.ts";
import { seatingChanges } from "./seating-changes.ts";
import type { TableChanges } from "./table-changes.ts";
import type { TableEvent } from "./table-event.ts";
import type { TableState } from "./table-state.ts";
import { tournamentChanges } from "./tournament/tournament-changes.ts";
import { turnChanges } from "./turn-changes.ts";

const changes: TableChanges<TableEvent> = {
  ...peopleChanges,
  ...seatingChanges,
  ...chipChanges,
  ...flowChanges,
  ...turnChanges,
  ...playChanges,
  ...tournamentChanges,
  ...fairDeckChanges,
};

/** A fold. */
export function evolveTable(state: TableState, event: TableEvent): TableState {
  const change = changes[event.type] as (state: TableState, event: TableEvent) => TableState;
  return change(state, event);
}
