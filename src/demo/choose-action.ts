import type { LegalView } from "./message.ts";
import type { Random } from "./random.ts";

export interface Situation {
  readonly legal: LegalView;
  readonly stack: number;
  /** Everything in the middle, bets included. */
  readonly pot: number;
}

export interface Action {
  readonly action: string;
  readonly to?: number;
}

/** Mostly checks and calls, some raises and folds, now and then all the chips. Always one of the legal actions. */
export function chooseAction(situation: Situation, random: Random): Action {
  const { legal } = situation;
  const wish = wishedAction(situation, random());
  const raise = legal.actions.find((action) => action === "bet" || action === "raise");
  if (wish === "raise" && raise !== undefined && legal.minRaiseTo !== null) {
    return { action: raise, to: raiseTo(situation, legal.minRaiseTo, random()) };
  }
  const possible = [wish, "check", "call", "allIn", "fold"].find((action) => legal.actions.includes(action));
  if (possible === undefined) throw new Error("a turn without a legal action");
  return { action: possible };
}

function wishedAction(
  { legal, stack }: Situation,
  luck: number,
): "allIn" | "raise" | "check" | "call" | "fold" {
  if (luck < 0.015) return "allIn";
  if (legal.actions.includes("check")) return luck < 0.25 ? "raise" : "check";
  if (luck < 0.12) return "raise";
  const price = Math.min(1, legal.callAmount / Math.max(1, stack));
  return luck < 0.3 + 0.45 * price ? "fold" : "call";
}

// Small raises are likelier than big ones, and few are bigger than the pot.
function raiseTo({ legal, pot }: Situation, minRaiseTo: number, luck: number): number {
  const most = Math.max(minRaiseTo, Math.min(legal.maxRaiseTo ?? minRaiseTo, minRaiseTo + pot));
  return minRaiseTo + Math.floor(luck * luck * (most - minRaiseTo + 1));
}
