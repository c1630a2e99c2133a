import type { HandEvent } from "./hand-event.ts";
import { lowName } from "./hand-name.ts";
import type { Hand } from "./hand-state.ts";
import { splitChips } from "./pots.ts";
import { nameOfHigh, type Strength } from "./strength.ts";

type PotWon = Extract<HandEvent, { readonly type: "PotWon" }>;

/** The chips of one pot on one board, or of a half of them. */
interface Share {
  readonly pot: number;
  readonly board: 0 | 1;
  readonly chips: number;
}

/** Each pot on its own (TDA 21). Run it twice: the odd chip to the first board. */
export function payPots(hand: Hand, boards: readonly (readonly Strength[])[]): readonly PotWon[] {
  const won: PotWon[] = [];
  for (const [pot, { chips, contenders }] of hand.pots.entries()) {
    const shares = splitChips(chips, boards.length);
    for (const [at, strengths] of boards.entries()) {
      const rivals = strengths.filter(({ seat }) => contenders.includes(seat));
      payBoard(hand, rivals, { pot, board: at === 0 ? 0 : 1, chips: shares[at] ?? 0 }, won);
    }
  }
  return won;
}

// The odd chip to the high half (TDA 20); no low: the high hand takes all.
function payBoard(hand: Hand, rivals: readonly Strength[], share: Share, won: PotWon[]): void {
  const high = bestHigh(rivals);
  const low = bestLow(rivals);
  const highWinners = rivals.filter((rival) => rival.high === high);
  const handName = nameOfHigh(hand, high);
  if (low === null) {
    pay(highWinners, share, { half: "all", handName }, won);
    return;
  }
  const [highChips = 0, lowChips = 0] = splitChips(share.chips, 2);
  const lowWinners = rivals.filter((rival) => rival.low === low);
  pay(highWinners, { ...share, chips: highChips }, { half: "high", handName }, won);
  pay(lowWinners, { ...share, chips: lowChips }, { half: "low", handName: lowName(low) }, won);
}

// Winners come in the order of the seats from the button's left: the first ones get the odd chips (TDA 20).
function pay(
  winners: readonly Strength[],
  { pot, board, chips }: Share,
  { half, handName }: Pick<PotWon, "half" | "handName">,
  won: PotWon[],
): void {
  const shares = splitChips(chips, winners.length);
  for (const [at, { seat }] of winners.entries()) {
    const share = shares[at] ?? 0;
    if (share > 0) won.push({ type: "PotWon", pot, board, half, seat, chips: share, handName });
  }
}

function bestHigh(rivals: readonly Strength[]): number {
  let best = 0;
  for (const { high } of rivals) best = Math.max(best, high);
  return best;
}

function bestLow(rivals: readonly Strength[]): number | null {
  let best: number | null = null;
  for (const { low } of rivals) if (low !== null && (best === null || low < best)) best = low;
  return best;
}
