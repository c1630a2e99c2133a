import type { Dice } from "./dice.ts";
import { equityOf } from "./equity.ts";
import { giveUp, type Move, push, type Situation, stay } from "./situation.ts";

const BLUFFS = 0.06;
const BETS_OF_GOOD_HANDS = 0.8;
/** Who bets has more than any cards: so much more is asked of a call. */
const CAUTION = 0.04;

/** Weighs the chance to win against the price. */
export function moveByEquity(situation: Situation, dice: Dice): Move {
  const { opponents, pot, legal } = situation;
  const equity = equityOf(situation, dice);
  const fair = 1 / (opponents + 1);
  const chance = dice.fraction();
  const size = 0.4 + dice.fraction() / 2;
  if (legal.callAmount === 0) {
    const isGood = equity > Math.min(0.8, fair * 1.4);
    const bets = isGood ? chance < BETS_OF_GOOD_HANDS : chance < BLUFFS;
    return bets ? push(situation, size) : stay(situation);
  }
  const needed = legal.callAmount / (pot + legal.callAmount) + CAUTION;
  const isGreat = equity > Math.max(needed + 0.15, Math.min(0.8, fair * 1.7));
  if (isGreat && chance < BETS_OF_GOOD_HANDS) return push(situation, size);
  return equity > needed ? stay(situation) : giveUp(situation);
}
