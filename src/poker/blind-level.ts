import { optionsOf } from "./table-options.ts";
import type { TableState } from "./table-state.ts";

export interface BlindLevel {
  readonly smallBlind: number;
  readonly bigBlind: number;
  readonly ante: number;
}

const LEVEL = /^[1-9]\d{0,8}\/[1-9]\d{0,8}(\/\d{1,9})?$/;
const MOST_LEVELS = 40;

/** `small/big[/ante]`, comma-separated; the small blind is not above the big one. */
export function isLevelsText(text: string): boolean {
  if (text === "") return true;
  const parts = text.split(",");
  const areLevels = parts.length <= MOST_LEVELS && parts.every((part) => LEVEL.test(part));
  return areLevels && levelsOf(text).every(({ smallBlind, bigBlind }) => smallBlind <= bigBlind);
}

export function levelsOf(text: string): readonly BlindLevel[] {
  if (text === "") return [];
  return text.split(",").map((level) => {
    const [smallBlind = 0, bigBlind = 0, ante = 0] = level.split("/").map(Number);
    return { smallBlind, bigBlind, ante };
  });
}

/** Null when there is none to come. */
export function nextLevelAtMs({ config, level }: TableState): number | null {
  const { levels, levelSeconds } = optionsOf(config);
  if (level === null || levelSeconds === 0 || level.no >= levelsOf(levels).length) return null;
  return level.sinceMs + levelSeconds * 1000;
}
