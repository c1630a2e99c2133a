import { levelDue } from "./blind-level.ts";
import { type Draft, record } from "./draft.ts";

export function startLevelIfDue(draft: Draft): void {
  const atMs = draft.facts.nowMs;
  const level = levelDue(draft.state, atMs);
  if (level !== null) record(draft, { type: "LevelStarted", ...level, atMs });
}
