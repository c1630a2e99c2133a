import type { TableView } from "../../src/demo/message.ts";
import type { Random } from "../../src/demo/random.ts";
import type { Turn } from "./duty.ts";

interface Situation {
  readonly turn: Turn;
  readonly table: TableView;
  readonly mayGoAllIn: boolean;
}

const LARGE = 1000;

/** Mostly checks and calls, some small raises and folds, now and then all the chips; a large bet is called less often. */
export function choose(
  { turn, table: { seats }, mayGoAllIn }: Situation,
  random: Random,
): { readonly action: string; readonly to?: number } {
  const luck = random();
  if (luck < 0.07 && turn.minRaiseTo !== null && mayGoAllIn) return { action: "allIn" };
  if (luck < 0.12 && turn.minRaiseTo !== null)
    return { action: seats.some(({ bet }) => bet > 0) ? "raise" : "bet", to: turn.minRaiseTo };
  if (turn.canCheck) return { action: "check" };
  return { action: luck > (mayGoAllIn && turn.callAmount > LARGE ? 0.5 : 0.9) ? "fold" : "call" };
}
