import { splitChips } from "../pots.ts";

const MOST_PLACES = 10;
const WHOLE = 100;
export const PAYOUTS_RULE =
  "must be percents by place, comma-separated, at most 10, none above the one before, together 100";

const PAYOUTS = /^[1-9]\d{0,2}(,[1-9]\d{0,2})*$/;

/** Percents of the pool by place, the first one's first: `50,30,20`. Empty: by the number of players. */
export function isPayoutsText(text: string): boolean {
  if (text === "") return true;
  if (!PAYOUTS.test(text)) return false;
  const percents = text.split(",").map(Number);
  const isFalling = percents.every((percent, at) => at === 0 || percent <= (percents[at - 1] ?? 0));
  return isFalling && percents.length <= MOST_PLACES && sum(percents) === WHOLE;
}

/** By place. What cannot be divided, and the share of places that nobody can take, is the first one's. */
export function prizesOf(pool: number, players: number, payouts: string): readonly number[] {
  const percents = (payouts === "" ? usualPayouts(players) : payouts.split(",").map(Number)).slice(
    0,
    players,
  );
  const [, ...others] = percents.map((percent) => Math.floor((pool * percent) / WHOLE));
  return [pool - sum(others), ...others];
}

/** What each of those who share a place gets: the prizes of their places together; the odd chips to the first. */
export function sharedPrizes(
  prizes: readonly number[],
  { place, players }: { readonly place: number; readonly players: number },
): readonly number[] {
  return splitChips(sum(prizes.slice(place - 1, place - 1 + players)), players);
}

function usualPayouts(players: number): readonly number[] {
  if (players <= 3) return [WHOLE];
  return players <= 6 ? [65, 35] : [50, 30, 20];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
