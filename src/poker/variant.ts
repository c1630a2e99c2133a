import { type BettingLimit, fixedLimit, noLimit, potLimit } from "./betting-limit.ts";
import type { Card } from "./card.ts";
import type { DeckName } from "./deck.ts";
import { evaluateHoldem, evaluateOmaha } from "./evaluator.ts";
import { type LowValue, omahaLow } from "./low.ts";
import type { VariantName } from "./variant-name.ts";

/** What makes one game differ from another. */
export interface Variant {
  /** Its code in PHH files. */
  readonly phhCode: string;
  readonly deck: DeckName;
  readonly holeCards: number;
  readonly limit: BettingLimit;
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

export const variants: Readonly<Record<VariantName, Variant>> = {
  nlhe: { ...holdem, phhCode: "NT", limit: noLimit },
  flhe: { ...holdem, phhCode: "FT", limit: fixedLimit },
  plo: { ...omaha, phhCode: "PO", limit: potLimit },
  plo5: { ...omaha, phhCode: "PLO5", limit: potLimit, holeCards: 5 },
  plo8: { ...omaha, phhCode: "PO/8", limit: potLimit, low: omahaLow },
  flo8: { ...omaha, phhCode: "FO/8", limit: fixedLimit, low: omahaLow },
  shortdeck: { ...shortDeck, phhCode: "NS", limit: noLimit },
};
