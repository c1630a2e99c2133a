import type { PublicTable } from "../../../../poker/table-view.ts";
import type { VariantName } from "../../../../poker/variant.ts";
import { chipText } from "./chips.ts";

export const VARIANT_WORDS: Readonly<Record<VariantName, string>> = {
  nlhe: "No-limit hold’em",
  flhe: "Limit hold’em",
  plo: "Pot-limit Omaha",
  plo5: "Five-card Omaha",
  plo8: "Omaha hi-lo",
  flo8: "Limit Omaha hi-lo",
  shortdeck: "Short deck",
};

/** For narrow places. */
export const SHORT_VARIANT_WORDS: Readonly<Record<VariantName, string>> = {
  nlhe: "NL Hold’em",
  flhe: "FL Hold’em",
  plo: "PL Omaha",
  plo5: "PL Omaha 5",
  plo8: "PL Omaha 8",
  flo8: "FL Omaha 8",
  shortdeck: "Short deck",
};

const HOLE_CARDS: Readonly<Partial<Record<VariantName, number>>> = { plo: 4, plo5: 5, plo8: 4, flo8: 4 };

export function holeCardCount(variant: VariantName): number {
  return HOLE_CARDS[variant] ?? 2;
}

/** "1/2", with an ante "1/2 ante 1". */
export function stakesText(config: Stakes, text = chipText): string {
  const { smallBlind, bigBlind, ante } = config;
  const blinds = `${text(smallBlind)}/${text(bigBlind)}`;
  return ante === 0 ? blinds : `${blinds} ante ${text(ante)}`;
}

type Stakes = Pick<PublicTable["config"], "smallBlind" | "bigBlind" | "ante">;
