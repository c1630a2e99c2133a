import { createRequire } from "node:module";
import type { Table } from "poker-ts";
import type { Card } from "../src/poker/card.ts";
import { freshDeck, shuffle } from "../src/poker/deck.ts";
import { entropyOf } from "../src/poker/fair-deck/deck-key.ts";
import { decideAction, legalActions, openHand } from "../src/poker/hand.ts";
import type { HandSetup } from "../src/poker/hand-event.ts";
import type { Hand } from "../src/poker/hand-state.ts";
import type { WantedAction } from "../src/poker/legal-actions.ts";
import type { VariantName } from "../src/poker/variant.ts";
import { variants } from "../src/poker/variant.ts";

const SEATS = 6;
// poker-ts 1.5.0 never returns from some showdowns with odd chips: multiples of 60 split evenly among two to six.
const SMALL_BLIND = 60;
const BIG_BLIND = 120;
const STACK = 12_000;
const HANDS = 400;
const WARM_UP_ROUNDS = 20;
const ROUNDS = 61;
const MOST_JSON_BYTES = 8 * 1024;

interface Row {
  readonly name: string;
  readonly perSecond: number;
  /** How many times as fast as poker-ts at the same work; null where it cannot do it. */
  readonly ratio: number | null;
}

type Random = () => number;

// The package is CommonJS without a default that ESM could name.
const PokerTable = (createRequire(import.meta.url)("poker-ts") as { Table: typeof Table }).Table;

/** Whole six-max no-limit hands a second, shuffle and showdown included: ours with every legality check, and poker-ts, in turns. */
export function benchHands(): Promise<Row[]> {
  const bytes = Math.max(...(["nlhe", "plo5"] as const).map(largestHandInJson));
  if (bytes > MOST_JSON_BYTES) throw new Error(`a hand in progress takes ${bytes} bytes as JSON`);
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const our = handsPerSecond(() => playOurs(round));
    const their = handsPerSecond(() => playTheirs(round));
    if (round < WARM_UP_ROUNDS) continue;
    ours.push(our);
    theirs.push(their);
  }
  const [our, their] = [median(ours), median(theirs)];
  return Promise.resolve([
    { name: "hands, ours", perSecond: our, ratio: our / their },
    { name: "hands, poker-ts", perSecond: their, ratio: 1 },
  ]);
}

function playOurs(round: number): void {
  const random = createRandom(round);
  const stacks = Array.from({ length: SEATS }, () => STACK);
  for (let no = 0; no < HANDS; no++) {
    const order = Array.from({ length: SEATS }, (_, step) => (no + 1 + step) % SEATS);
    const setup = setupOf(
      "nlhe",
      no,
      order.map((seat) => ({ seat: seat + 1, stack: stacks[seat] ?? 0 })),
    );
    const hand = playHand(setup, random);
    for (const { seat, stack } of hand.seats) stacks[seat - 1] = stack < BIG_BLIND ? STACK : stack;
  }
}

function playHand(setup: HandSetup, random: Random): Hand {
  let { hand } = openHand(setup, shuffledDeck(setup));
  while (hand.toAct !== null) {
    const decision = decideAction(hand, hand.toAct, ourAction(hand, random));
    if (!decision.ok) throw new Error(`${decision.reason}: ${JSON.stringify(decision.legal)}`);
    ({ hand } = decision);
  }
  return hand;
}

function ourAction(hand: Hand, random: Random): WantedAction {
  const { canCheck, minRaiseTo, maxRaiseTo, actions } = legalActions(hand)!;
  const wanted = choose(random, minRaiseTo, maxRaiseTo);
  if (typeof wanted === "number") return { action: actions.includes("bet") ? "bet" : "raise", to: wanted };
  if (canCheck) return { action: "check" };
  return { action: wanted === "fold" ? "fold" : "call" };
}

function playTheirs(round: number): void {
  const random = createRandom(round);
  const table = new PokerTable({ smallBlind: SMALL_BLIND, bigBlind: BIG_BLIND }, SEATS);
  for (let seat = 0; seat < SEATS; seat++) table.sitDown(seat, STACK);
  for (let no = 0; no < HANDS; no++) {
    table.startHand();
    while (table.isHandInProgress()) {
      while (table.isBettingRoundInProgress()) actTheirs(table, random);
      table.endBettingRound();
      if (table.areBettingRoundsCompleted()) table.showdown();
    }
    for (const [seat, taken] of table.seats().entries()) {
      if (taken !== null && taken.totalChips >= BIG_BLIND) continue;
      if (taken !== null) table.standUp(seat);
      table.sitDown(seat, STACK);
    }
  }
}

function actTheirs(table: InstanceType<typeof Table>, random: Random): void {
  const { actions, chipRange } = table.legalActions();
  const raise = actions.includes("bet") ? "bet" : "raise";
  const canRaise = actions.includes(raise);
  const wanted = choose(random, canRaise ? chipRange!.min : null, canRaise ? chipRange!.max : null);
  if (typeof wanted === "number") table.actionTaken(raise, wanted);
  else if (actions.includes("check")) table.actionTaken("check");
  else table.actionTaken(wanted === "fold" ? "fold" : "call");
}

/** The same habits for both engines: mostly calls, some folds and small raises, now and then all the chips. */
function choose(random: Random, min: number | null, max: number | null): "fold" | "passive" | number {
  const dice = random();
  if (dice < 0.2) return "fold";
  if (dice < 0.8 || min === null || max === null) return "passive";
  return dice < 0.97 ? min : max;
}

function largestHandInJson(variant: VariantName): number {
  const seats = Array.from({ length: variant === "plo5" ? 9 : 10 }, (_, at) => ({
    seat: at + 1,
    stack: 123_456_789,
  }));
  const setup = setupOf(variant, 1_000_000, seats);
  let { hand } = openHand(setup, shuffledDeck(setup));
  let bytes = 0;
  while (hand.toAct !== null) {
    bytes = Math.max(bytes, Buffer.byteLength(JSON.stringify(hand)));
    const decision = decideAction(hand, hand.toAct, {
      action: legalActions(hand)!.canCheck ? "check" : "call",
    });
    if (!decision.ok) throw new Error(decision.reason);
    ({ hand } = decision);
  }
  return bytes;
}

function setupOf(
  variant: VariantName,
  no: number,
  seats: readonly { seat: number; stack: number }[],
): HandSetup {
  return {
    no,
    variant,
    entrants: seats.map(({ seat, stack }, at) => ({
      seat,
      stack,
      ante: 0,
      blind: [SMALL_BLIND, BIG_BLIND][at] ?? 0,
      deadBlind: 0,
    })),
    button: seats.at(-1)!.seat,
    bigBlind: BIG_BLIND,
    lastBlindSeat: seats[1]!.seat,
    preflopMinRaise: BIG_BLIND,
    anteType: "each",
    limit: null,
  };
}

// The shell brings the entropy of a shuffle; making it is no part of a hand.
const entropies = Array.from({ length: HANDS }, (_, no) => entropyOf(`bench ${no}`));

function shuffledDeck({ no, variant }: HandSetup): readonly Card[] {
  return shuffle(freshDeck(variants[variant].deck), entropies[no % HANDS]!);
}

function createRandom(seed: number): Random {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function handsPerSecond(play: () => void): number {
  const start = performance.now();
  play();
  return HANDS / ((performance.now() - start) / 1000);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

if (process.argv[1] === import.meta.filename) console.table(await benchHands());
