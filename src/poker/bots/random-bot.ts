import type { Dice } from "./dice.ts";
import { type Move, type Situation, stay } from "./situation.ts";

/** Any legal action, each as likely; folds to bets alone. */
export function moveAtRandom(situation: Situation, dice: Dice): Move {
  const { actions, minRaiseTo, maxRaiseTo } = situation.legal;
  const open = actions.filter((action) => action !== "fold" || !actions.includes("check"));
  const action = open[dice.below(open.length)];
  if (action === undefined) return stay(situation);
  if (action !== "bet" && action !== "raise") return { action };
  const least = minRaiseTo ?? 0;
  // Small ones more often than large ones.
  const size = dice.fraction() ** 3;
  return { action, to: least + Math.floor(((maxRaiseTo ?? least) - least + 1) * size) };
}
