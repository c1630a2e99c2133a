import { levelsOf } from "./blind-level.ts";
import { type Draft, record } from "./draft.ts";
import { optionsOf } from "./table-options.ts";

/** TDA 23: a level begins with the next hand, however long ago its time came. */
export function startLevelIfDue(draft: Draft): void {
  const { config, level } = draft.state;
  const { levels: text, levelSeconds } = optionsOf(config);
  if (levelSeconds === 0) return;
  const atMs = draft.facts.nowMs;
  if (level !== null && atMs < level.sinceMs + levelSeconds * 1000) return;
  const no = (level?.no ?? 0) + 1;
  const next = levelsOf(text)[no - 1];
  if (next !== undefined) record(draft, { type: "LevelStarted", no, ...next, atMs });
}
