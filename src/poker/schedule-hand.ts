import { type Draft, record, tableTime } from "./draft.ts";

/** What there is to see stays for a while. */
export function scheduleNextHand(draft: Draft): void {
  const restMs = Math.round(draft.state.config.nextHandSeconds * 1000);
  record(draft, { type: "NextHandScheduled", dueAtMs: tableTime(draft) + restMs });
}
