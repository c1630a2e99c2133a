import type { Facts } from "../game/game.ts";
import { evolveTable } from "./evolve-table.ts";
import type { TableEvent } from "./table-event.ts";
import type { TableState } from "./table-state.ts";

/** A decision being made: the events so far, the state after each, and the one that they lead to. */
export interface Draft {
  state: TableState;
  readonly events: TableEvent[];
  readonly states: TableState[];
  readonly facts: Facts;
}

export function openDraft(state: TableState, facts: Facts): Draft {
  return { state, events: [], states: [], facts };
}

export function record(draft: Draft, ...events: readonly TableEvent[]): void {
  for (const event of events) {
    draft.events.push(event);
    draft.state = evolveTable(draft.state, event);
    draft.states.push(draft.state);
  }
}

/** Unix time in ms by the table's own clock, which stands still during a pause. */
export function tableTime(draft: Draft): number {
  return draft.state.paused?.atMs ?? draft.facts.nowMs;
}
