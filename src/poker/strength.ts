import type { Card } from "./card.ts";
import type { Seat } from "./hand-event.ts";
import { handName } from "./hand-name.ts";
import { type Hand, isLive } from "./hand-state.ts";
import type { LowValue } from "./low.ts";
import { variants } from "./variant.ts";

/** Between the names of what somebody holds on several boards, or wins in both halves. */
export const NAME_SEPARATOR = " / ";

/** A contender's hand on one board: higher is stronger, a lower low is better. */
export interface Strength {
  readonly seat: Seat;
  readonly high: number;
  readonly low: LowValue | null;
}

/** Of every live player, in the order of the seats. */
export function strengthsOn({ setup, seats }: Hand, board: readonly Card[]): readonly Strength[] {
  const { high, low } = variants[setup.variant];
  const strengths: Strength[] = [];
  for (const entrant of seats) {
    if (!isLive(entrant)) continue;
    const { seat, cards } = entrant;
    strengths.push({ seat, high: high(cards, board), low: low === null ? null : low(cards, board) });
  }
  return strengths;
}

/** By board; the same name once. */
export function nameOfHighs(hand: Hand, highs: readonly number[]): string {
  return [...new Set(highs.map((high) => nameOfHigh(hand, high)))].join(NAME_SEPARATOR);
}

export function nameOfHigh({ setup }: Hand, high: number): string {
  return handName(high, variants[setup.variant].deck);
}
