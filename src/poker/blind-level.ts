import type { BlindLevel } from "./blinds.ts";
import { optionsOf } from "./table-options.ts";
import type { TableState } from "./table-state.ts";
import { isSitAndGo } from "./tournament/tournament.ts";

/** The levels of a table and how long each lasts; 0: not measured by that. */
interface LevelPlan {
  readonly levels: readonly BlindLevel[];
  readonly seconds: number;
  readonly hands: number;
}

const LEVEL = /^[1-9]\d{0,8}\/[1-9]\d{0,8}(\/\d{1,9})?$/;
const MOST_LEVELS = 40;

/** In a tournament that names none: times the blinds that it begins with. */
const USUAL_LEVELS = [1, 2, 3, 4, 6, 8, 10, 15, 20, 30, 40, 60, 80, 100, 150, 200, 300, 400, 600, 800, 1000];
const USUAL_SECONDS = 300;

/** `small/big[/ante]`, comma-separated; the small blind is not above the big one. */
export function isLevelsText(text: string): boolean {
  if (text === "") return true;
  const parts = text.split(",");
  const areLevels = parts.length <= MOST_LEVELS && parts.every((part) => LEVEL.test(part));
  return areLevels && levelsOf(text).every(({ smallBlind, bigBlind }) => smallBlind <= bigBlind);
}

/** TDA 23: what begins with the next hand, however long ago its time came; null when nothing does. */
export function levelDue(state: TableState, nowMs: number): (BlindLevel & { readonly no: number }) | null {
  const { level, handNo } = state;
  const { levels, seconds, hands } = levelPlan(state);
  const no = (level?.no ?? 0) + 1;
  const next = levels[no - 1];
  if (next === undefined) return null;
  const isDue =
    level === null ||
    (seconds > 0 && nowMs >= level.sinceMs + seconds * 1000) ||
    (hands > 0 && handNo + 1 >= (level.sinceHand ?? 0) + hands);
  return isDue ? { no, ...next } : null;
}

/** When the next level is due, by the clock and by the number of its first hand; null where it is not due by that. */
export function nextLevel(state: TableState): { readonly atMs: number | null; readonly hand: number | null } {
  const { level } = state;
  const { levels, seconds, hands } = levelPlan(state);
  if (level === null || level.no >= levels.length) return { atMs: null, hand: null };
  return {
    atMs: seconds > 0 ? level.sinceMs + seconds * 1000 : null,
    hand: hands > 0 ? (level.sinceHand ?? 0) + hands : null,
  };
}

/** The blinds with which a session begins again; in a tournament they are its own to give back. */
export function blindsOfNextSession(state: TableState): Partial<BlindLevel> {
  return state.level === null || isSitAndGo(state.config) ? {} : (levelPlan(state).levels[0] ?? {});
}

function levelPlan({ config, tournament }: TableState): LevelPlan {
  const { levels: text, levelSeconds, levelHands: hands } = optionsOf(config);
  const isTimeless = levelSeconds === 0 && hands === 0;
  if (!isSitAndGo(config)) return { levels: isTimeless ? [] : levelsOf(text), seconds: levelSeconds, hands };
  const levels = text === "" ? usualLevels(tournament?.blinds ?? config) : levelsOf(text);
  return { levels, seconds: isTimeless ? USUAL_SECONDS : levelSeconds, hands };
}

function usualLevels({ smallBlind, bigBlind, ante }: BlindLevel): readonly BlindLevel[] {
  return USUAL_LEVELS.map((times) => {
    return { smallBlind: smallBlind * times, bigBlind: bigBlind * times, ante: ante * times };
  });
}

function levelsOf(text: string): readonly BlindLevel[] {
  if (text === "") return [];
  return text.split(",").map((level) => {
    const [smallBlind = 0, bigBlind = 0, ante = 0] = level.split("/").map(Number);
    return { smallBlind, bigBlind, ante };
  });
}
