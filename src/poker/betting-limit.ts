import { type BettingRound, type Hand, type HandSeat, totalPot } from "./hand-state.ts";
import { unpostedBlinds } from "./postings.ts";
import { type VariantName, variants } from "./variant.ts";

/** How large bets and raises may be: no limit, pot limit or fixed limit. */
export interface BettingLimit {
  /** The least total of the round that a bet or raise comes to, for a stack that is large enough. */
  readonly minRaiseTo: (round: BettingRound) => number;
  /** The most, whatever the stack. */
  readonly maxRaiseTo: (hand: Hand, bettor: HandSeat) => number;
  /** May somebody raise who last acted when the price was `answered`? Short all-ins since then add up (TDA 47-A, 47-B). */
  readonly reopens: (round: BettingRound, answered: number) => boolean;
  /** The round after a bet or raise to a total. */
  readonly raised: (
    round: BettingRound,
    to: number,
  ) => Pick<BettingRound, "fullPrice" | "raiseBy" | "raises">;
  readonly isCapped: (hand: Hand) => boolean;
}

const STREETS = ["preflop", "flop", "turn", "river"] as const;

const noLimit: BettingLimit = {
  minRaiseTo: (round) => round.price + round.raiseBy,
  maxRaiseTo: () => Number.MAX_SAFE_INTEGER,
  reopens: (round, answered) => round.price - answered >= round.raiseBy,
  // A short all-in raises the price, not the smallest raise (TDA 47 ex. 2).
  raised: (round, to) => ({
    fullPrice: to,
    raiseBy: Math.max(round.raiseBy, to - round.price),
    raises: round.raises + 1,
  }),
  isCapped: () => false,
};

const potLimit: BettingLimit = {
  ...noLimit,
  maxRaiseTo: (hand, bettor) => {
    const { round, setup, street } = hand;
    const pot = totalPot(hand) + (street === "preflop" ? unpostedBlinds(setup) : 0);
    return Math.max(noLimit.minRaiseTo(round), 2 * round.price - bettor.bet + pot);
  },
};

const fixedLimit: BettingLimit = {
  minRaiseTo: (round) => round.fullPrice + round.raiseBy,
  maxRaiseTo: ({ round }) => round.fullPrice + round.raiseBy,
  reopens: (round, answered) => 2 * (round.price - answered) >= round.raiseBy,
  // Less than half a bet is no bet: the next player completes it, and it does not count against the cap (W 129).
  raised: (round, to) =>
    2 * (to - round.fullPrice) >= round.raiseBy
      ? { fullPrice: to, raiseBy: round.raiseBy, raises: round.raises + 1 }
      : { fullPrice: round.fullPrice, raiseBy: round.raiseBy, raises: round.raises },
  isCapped: ({ setup, street, round }) => {
    const cap = street === "showdown" ? undefined : setup.limit?.raiseCaps[STREETS.indexOf(street)];
    return cap !== undefined && round.raises >= cap;
  },
};

const limits: Readonly<Record<(typeof variants)[VariantName]["limit"], BettingLimit>> = {
  none: noLimit,
  pot: potLimit,
  fixed: fixedLimit,
};

export function limitOf(variant: VariantName): BettingLimit {
  return limits[variants[variant].limit];
}
