import type { Card } from "./card.ts";
import type { VariantName } from "./variant.ts";

/** Number of a chair at the table, 1 to 10; chips are integers everywhere. */
export type Seat = number;

export type Street = "preflop" | "flop" | "turn" | "river";

export type AnteType = "each" | "bigBlind";

/** One player at the start of a hand and what the rules ask of them; what a short stack cannot pay is not posted. */
export interface Entrant {
  readonly seat: Seat;
  readonly stack: number;
  /** Asked as ante: dead money; with `each` an ordinary contribution to the pots. */
  readonly ante: number;
  /** Asked as live blind or straddle: counts towards a call. */
  readonly blind: number;
  /** Asked as dead blind (missed small blind): goes to the pot, does not count towards a call. */
  readonly deadBlind: number;
}

/** A hand before the first card. Everything the rules need; the deck comes apart from it because it is secret. */
export interface HandSetup {
  readonly no: number;
  readonly variant: VariantName;
  /** Clockwise; the first is the first occupied seat left of the button. Heads-up the button is last (and is the small blind). */
  readonly entrants: readonly Entrant[];
  /** Seat of the button; nobody may sit there (dead button). */
  readonly button: Seat;
  /** The full big blind: the price of a call before the flop although the big blind be short, and the smallest bet of no-limit and pot-limit. */
  readonly bigBlind: number;
  /** The seat that posts the last blind or straddle: it acts last before the flop. Null: the first entrant acts first (nobody posts). */
  readonly lastBlindSeat: Seat | null;
  /** First raise before the flop is by this much (the straddle when there is one, else the big blind). */
  readonly preflopMinRaise: number;
  readonly anteType: AnteType;
  /** Fixed limit: bet size of streets 1–2 and 3–4, and how many bets and raises a street may have (the blind not counted). Null otherwise. */
  readonly limit: {
    readonly smallBet: number;
    readonly bigBet: number;
    readonly raiseCaps: readonly number[];
  } | null;
  /** What a stack too short for both pays first of a big blind and its ante; by default the blind (TDA RP-11). An ante of each is always paid first. */
  readonly paidFirst?: "ante" | "blind";
  /** Pot limit before the flop counts short blinds as full (TDA 54-A, the default) or only what was posted. */
  readonly potLimitCounts?: "fullBlinds" | "postedBlinds";
  /** A small blind that nobody posts because its seat is empty: pot limit counts it before the flop (TDA 54-A). */
  readonly deadSmallBlind?: number;
  /** `ask`: when betting is over before the river the hand waits for `runOut`. By default the board is dealt once. */
  readonly runouts?: "once" | "ask";
  /** Two boards from the flop on, each for half of every pot. By default one. */
  readonly boards?: 2;
}

export type HandAction = "fold" | "check" | "call" | "bet" | "raise" | "allIn";

/**
 * What happens in a hand, in order. Folding them over null gives the hand again.
 * Only `DeckShuffled` is secret; every other event may be seen by anybody.
 * `to` is the total of the betting round, `chips` what moved from stack to bet by this event.
 */
export type HandEvent =
  | { readonly type: "HandStarted"; readonly setup: HandSetup }
  | { readonly type: "DeckShuffled"; readonly deck: readonly Card[] }
  | { readonly type: "AntePosted"; readonly seat: Seat; readonly chips: number }
  | { readonly type: "BlindPosted"; readonly seat: Seat; readonly chips: number; readonly dead: boolean }
  | { readonly type: "HoleCardsDealt"; readonly seats: readonly Seat[]; readonly count: number }
  | { readonly type: "Folded"; readonly seat: Seat; readonly because: "choice" | "timeout" | "left" }
  | { readonly type: "Checked"; readonly seat: Seat; readonly because: "choice" | "timeout" }
  | {
      readonly type: "Called";
      readonly seat: Seat;
      readonly chips: number;
      readonly to: number;
      readonly allIn: boolean;
    }
  | {
      readonly type: "BetPlaced";
      readonly seat: Seat;
      readonly chips: number;
      readonly to: number;
      readonly allIn: boolean;
    }
  | {
      readonly type: "Raised";
      readonly seat: Seat;
      readonly chips: number;
      readonly to: number;
      readonly allIn: boolean;
    }
  | { readonly type: "BetReturned"; readonly seat: Seat; readonly chips: number }
  /** The round is over: bets go to the pots. */
  | { readonly type: "BetsGathered" }
  /** Betting is over and every hand is face up: the rest of the board is dealt that often. */
  | { readonly type: "RunOutChosen"; readonly times: 1 | 2 }
  | {
      readonly type: "BoardDealt";
      readonly street: Street;
      readonly board: 0 | 1;
      readonly cards: readonly Card[];
    }
  | {
      readonly type: "CardsShown";
      readonly seat: Seat;
      readonly cards: readonly Card[];
      /** Null while board cards are still to come (betting over, everybody all-in). */
      readonly handName: string | null;
    }
  | { readonly type: "CardsMucked"; readonly seat: Seat }
  | {
      readonly type: "PotWon";
      readonly pot: number;
      readonly board: 0 | 1;
      readonly half: "all" | "high" | "low";
      readonly seat: Seat;
      readonly chips: number;
      readonly handName: string | null;
    }
  | { readonly type: "HandEnded" }
  /** An engine fault or a closed room: every chip goes back where it came from (TDA 35-C). */
  | { readonly type: "HandVoided" };
