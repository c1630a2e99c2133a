import { type Arbitrary, constantFrom, integer, nat, record } from "fast-check";
import type { Card } from "../../src/poker/card.ts";
import { freshDeck, shuffle } from "../../src/poker/deck.ts";
import { entropyOf } from "../../src/poker/fair-deck/deck-key.ts";
import { decideAction, evolveHand, legalActions, openHand, runOut, timeOut } from "../../src/poker/hand.ts";
import type { Entrant, HandAction, HandEvent, HandSetup } from "../../src/poker/hand-event.ts";
import type { Hand } from "../../src/poker/hand-state.ts";
import type { Legal } from "../../src/poker/legal.ts";
import { VARIANT_NAMES, type VariantName, variants } from "../../src/poker/variant.ts";

/** A hand to play: everything random comes from the seed, so that a failure says how to get it again. */
export interface RandomHand {
  readonly setup: HandSetup;
  readonly deck: readonly Card[];
  readonly seed: number;
}

export interface Step {
  readonly before: Hand | null;
  readonly after: Hand;
  readonly events: readonly HandEvent[];
}

/** Full tables too; five-card Omaha and short deck have cards for that. */
export const randomHands: Arbitrary<RandomHand> = record({
  variant: constantFrom(...VARIANT_NAMES),
  players: integer({ min: 2, max: 10 }),
  seed: nat(),
}).map(({ variant, players, seed }) => {
  const count = Math.min(players, variant === "plo5" ? 9 : 10);
  const random = createRandom(seed);
  const setup = randomSetup(variant, count, random);
  return { setup, deck: shuffle(freshDeck(variants[variant].deck), entropyOf(`hands ${seed}`)), seed };
});

/** Plays to the end with legal actions and tells every step. */
export function playRandomly(
  { setup, deck, seed }: RandomHand,
  onStep: (step: Step) => void = () => {},
): { readonly hand: Hand; readonly events: readonly HandEvent[] } {
  const random = createRandom(seed + 1);
  const opening = openHand(setup, deck);
  const events: HandEvent[] = [];
  let hand = follow(null, opening.events, opening.hand);
  while (hand.toAct !== null || hand.awaitingRunOut) {
    const before = hand;
    if (hand.awaitingRunOut) {
      const run = runOut(hand, random() < 0.5 ? 1 : 2);
      hand = follow(before, run, null);
      continue;
    }
    if (random() < 0.05) {
      hand = follow(before, timeOut(hand), null);
      continue;
    }
    const legal = legalActions(hand)!;
    const decision = decideAction(hand, legal.seat, choose(legal, random));
    if (!decision.ok) throw new Error(`refused: ${JSON.stringify(decision)}`);
    hand = follow(before, decision.events, decision.hand);
  }
  return { hand, events };

  function follow(before: Hand | null, happened: readonly HandEvent[], told: Hand | null): Hand {
    const after = told ?? evolveAll(before, happened);
    events.push(...happened);
    onStep({ before, after, events: happened });
    return after;
  }
}

export function evolveAll(before: Hand | null, events: readonly HandEvent[]): Hand {
  return events.reduce<Hand | null>(evolveHand, before)!;
}

export function totalChips({ seats, pots }: Hand): number {
  return sum(seats.map(({ stack, bet }) => stack + bet)) + sum(pots.map(({ chips }) => chips));
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function choose(legal: Legal, random: () => number): { action: HandAction; to?: number } {
  const dice = random();
  const action = legal.actions[Math.floor(random() * legal.actions.length)]!;
  if (action === "fold" && (dice < 0.6 || legal.canCheck))
    return { action: legal.canCheck ? "check" : "call" };
  if (action === "allIn" && dice < 0.5) return { action: legal.canCheck ? "check" : "call" };
  if (action !== "bet" && action !== "raise") return { action };
  const { minRaiseTo: min, maxRaiseTo: max } = legal;
  const most = dice < 0.7 ? Math.min(max!, min! + 20) : max!;
  return { action, to: min! + Math.floor(random() * (most - min! + 1)) };
}

function randomSetup(variant: VariantName, players: number, random: () => number): HandSetup {
  const bigBlind = 2 + Math.floor(random() * 9);
  const smallBlind = Math.ceil(bigBlind / 2);
  const anteType = random() < 0.5 ? ("each" as const) : ("bigBlind" as const);
  const ante = random() < 0.4 ? 1 + Math.floor(random() * bigBlind) : 0;
  const blinds =
    variant === "shortdeck"
      ? buttonBlind(players, bigBlind)
      : usualBlinds(players, [smallBlind, bigBlind], random);
  const top = Math.max(...blinds);
  const entrants = blinds.map(
    (blind, at): Entrant => ({
      seat: at + 1,
      stack: 1 + Math.floor(random() ** 2 * bigBlind * 60),
      ante: ante > 0 && (anteType === "each" || blind === bigBlind) ? ante : 0,
      blind,
      deadBlind: players > 3 && random() < 0.05 ? smallBlind : 0,
    }),
  );
  const isLimit = variant === "flhe" || variant === "flo8";
  return {
    no: 1 + Math.floor(random() * 1000),
    variant,
    entrants,
    button: players,
    bigBlind,
    lastBlindSeat: blinds.lastIndexOf(top) + 1,
    preflopMinRaise: top,
    anteType,
    limit: isLimit ? { smallBet: bigBlind, bigBet: 2 * bigBlind, raiseCaps: [3, 4, 4, 4] } : null,
    ...(random() < 0.3 ? { runouts: "ask" as const } : {}),
    ...(random() < 0.2 ? { paidFirst: random() < 0.5 ? ("ante" as const) : ("blind" as const) } : {}),
    ...(random() < 0.2 ? { potLimitCounts: "postedBlinds" as const } : {}),
    ...(random() < 0.2 && players <= mostForTwoBoards(variant) ? { boards: 2 as const } : {}),
  };
}

function mostForTwoBoards(variant: VariantName): number {
  const { deck, holeCards } = variants[variant];
  return Math.floor((freshDeck(deck).length - 10) / holeCards);
}

function usualBlinds(
  players: number,
  [small, big]: readonly [number, number],
  random: () => number,
): readonly number[] {
  if (players === 2) return [big, small];
  const straddles = players > 3 && random() < 0.2 ? [2 * big] : [];
  return Array.from({ length: players }, (_, at) => [small, big, ...straddles][at] ?? 0);
}

function buttonBlind(players: number, blind: number): readonly number[] {
  return Array.from({ length: players }, (_, at) => (at === players - 1 ? blind : 0));
}

// A linear congruential generator: enough to vary hands, the same everywhere.
function createRandom(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
