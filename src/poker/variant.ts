import type { Card } from "./card.ts";
import type { DeckName } from "./deck.ts";
import { evaluateHoldem, evaluateOmaha } from "./evaluator.ts";
import { type LowValue, omahaLow } from "./low.ts";

/** What makes one game differ from another. */
export interface Variant {
  /** Its code in PHH files. */
  readonly phhCode: string;
  readonly deck: DeckName;
  readonly holeCards: number;
  /** How large bets and raises may be. */
  readonly limit: "none" | "pot" | "fixed";
  /** Higher is stronger, equal ties. */
  readonly high: (hole: readonly Card[], board: readonly Card[]) => number;
  /** Lower is better; null: no low. A game without a low half has no such function. */
  readonly low: ((hole: readonly Card[], board: readonly Card[]) => LowValue | null) | null;
}

const holdem = {
  deck: "standard",
  holeCards: 2,
  high: (hole: readonly Card[], board: readonly Card[]) => evaluateHoldem([...hole, ...board], "standard"),
  low: null,
} as const;

const omaha = { deck: "standard", holeCards: 4, high: evaluateOmaha, low: null } as const;

const shortDeck = {
  ...holdem,
  deck: "short",
  high: (hole: readonly Card[], board: readonly Card[]) => evaluateHoldem([...hole, ...board], "short"),
} as const;

/** The games that `TABLE_VARIANT` names. */
const games = {
  nlhe: { ...holdem, phhCode: "NT", limit: "none" },
  flhe: { ...holdem, phhCode: "FT", limit: "fixed" },
  plo: { ...omaha, phhCode: "PO", limit: "pot" },
  plo5: { ...omaha, phhCode: "PLO5", limit: "pot", holeCards: 5 },
  plo8: { ...omaha, phhCode: "PO/8", limit: "pot", low: omahaLow },
  flo8: { ...omaha, phhCode: "FO/8", limit: "fixed", low: omahaLow },
  shortdeck: { ...shortDeck, phhCode: "NS", limit: "none" },
} as const satisfies Readonly<Record<string, Variant>>;

export type VariantName = keyof typeof games;

export const variants: Readonly<Record<VariantName, Variant>> = games;

export const VARIANT_NAMES = Object.keys(games) as VariantName[];
