import type { Facts } from "../game/game.ts";
import { evolve } from "./evolve.ts";
import type { BlackjackEvent } from "./table-event.ts";
import type { BlackjackState } from "./table-state.ts";

/** A decision in the making: the events so far and the state that they lead to. */
export interface Draft {
  readonly state: BlackjackState;
  readonly events: readonly BlackjackEvent[];
  readonly facts: Facts;
  happen(...events: readonly BlackjackEvent[]): void;
}

export function openDraft(from: BlackjackState, facts: Facts): Draft {
  let state = from;
  const events: BlackjackEvent[] = [];
  return {
    get state() {
      return state;
    },
    events,
    facts,
    happen(...more) {
      for (const event of more) state = evolve(state, event);
      events.push(...more);
    },
  };
}
