import type { ShownLegal } from "../../../../poker/player-view.ts";
import type { PublicTable } from "../../../../poker/table-view.ts";

/** What a bet or raise may come to, and the usual sizes within that. */
export interface BetSizes {
  readonly min: number;
  readonly max: number;
  /** Of the slider and the arrow keys. */
  readonly step: number;
  readonly presets: readonly BetPreset[];
}

interface BetPreset {
  readonly label: string;
  /** The digit that chooses it, whichever others are offered. */
  readonly key: number;
  /** The total of the betting round. */
  readonly to: number;
}

/** Null when no bet or raise is allowed. */
export function betSizes(table: PublicTable, legal: ShownLegal, ownBet: number): BetSizes | null {
  const { minRaiseTo: min, maxRaiseTo: max } = legal;
  if (min === null || max === null) return null;
  // Below the stack only pot limit and fixed limit end, and fixed limit has one size.
  const after = potOf(table) + legal.callAmount;
  const toCall = ownBet + legal.callAmount;
  const isPotTheMost = max < ownBet + stackLeft(table);
  const wanted: readonly BetPreset[] = [
    { key: 1, label: "Min", to: min },
    { key: 2, label: "½ pot", to: toCall + Math.round(after / 2) },
    { key: 3, label: "¾ pot", to: toCall + Math.round((after * 3) / 4) },
    { key: 4, label: "Pot", to: toCall + after },
    isPotTheMost ? { key: 4, label: "Pot", to: max } : { key: 5, label: "All-in", to: max },
  ];
  const last = wanted.length - 1;
  const presets = wanted.filter(({ to }, at) => at === 0 || (at === last ? max > min : to > min && to < max));
  return { min, max, step: stepOf(table.config.bigBlind, max - min), presets };
}

/** Within the limits; what is no number becomes the least. */
export function clampBet({ min, max }: Pick<BetSizes, "min" | "max">, to: number): number {
  if (!Number.isFinite(to)) return min;
  return Math.min(max, Math.max(min, Math.round(to)));
}

/** One step up or down, on whole steps, the ends included. */
export function steppedBet(sizes: BetSizes, to: number, direction: 1 | -1): number {
  const { step } = sizes;
  const next = direction === 1 ? (Math.floor(to / step) + 1) * step : (Math.ceil(to / step) - 1) * step;
  return clampBet(sizes, next);
}

/** All chips in the middle: what is gathered and what lies before the seats. */
export function potOf({ hand, seats }: PublicTable): number {
  const gathered = (hand?.pots ?? []).reduce((sum, { chips }) => sum + chips, 0);
  return seats.reduce((sum, { bet }) => sum + bet, gathered);
}

function stackLeft({ seats, turn }: PublicTable): number {
  return seats.find(({ seat }) => seat === turn?.seat)?.stack ?? 0;
}

function stepOf(bigBlind: number, range: number): number {
  const least = Math.max(1, Math.round(bigBlind / 2));
  return range > 400 * least ? bigBlind * 5 : least;
}
