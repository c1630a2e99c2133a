import { describe, expect, it } from "@jest/globals";
import { assert, property, shuffledSubarray } from "fast-check";
import type { Card } from "../../src/poker/card.ts";
import { decideAction, evolveHand, legalActions } from "../../src/poker/hand.ts";
import type { HandAction } from "../../src/poker/hand-event.ts";
import type { Hand } from "../../src/poker/hand-state.ts";
import { evolveAll, playRandomly, type RandomHand, randomHands, sum, totalChips } from "./random-hand.ts";

const SUITS = ["c", "d", "h", "s"];
const HANDS = 20_000;
const PROBED_HANDS = 1_000;
const ACTIONS: readonly HandAction[] = ["fold", "check", "call", "bet", "raise", "allIn"];

const check = (runs: number, holds: (random: RandomHand) => void) =>
  assert(property(randomHands, holds), { numRuns: runs });

describe("any hand of any variant", () => {
  it("keeps every chip at every event, pays nobody more than they matched, and is the fold of its events", () => {
    check(HANDS, (random) => {
      const brought = sum(random.setup.entrants.map(({ stack }) => stack));
      let folded: Hand | null = null;
      const { hand, events } = playRandomly(random, (step) => {
        for (const event of step.events) {
          folded = evolveHand(folded, event);
          const chips = totalChips(folded);
          if (chips !== brought) throw new Error(`${event.type}: ${chips} of ${brought} chips`);
        }
      });
      if (JSON.stringify(folded) !== JSON.stringify(hand))
        throw new Error("the fold of the events is another hand");
      if (!hand.ended || hand.pots.length > 0) throw new Error("not over");
      assertFairPayout(hand);
      if (events.filter(({ type }) => type === "HandEnded").length !== 1)
        throw new Error("ended more than once");
    });
  }, 60_000);

  it("accepts exactly the actions that it offers, and changes nothing when it refuses", () => {
    check(PROBED_HANDS, (random) => {
      playRandomly(random, ({ before, after, events }) => {
        const frozen = JSON.stringify(after);
        if (JSON.stringify(evolveAll(before, events)) !== frozen) throw new Error("the fold is another hand");
        if (after.toAct === null) return;
        probe(after);
        if (JSON.stringify(after) !== frozen) throw new Error("a decision changed the hand");
      });
    });
  }, 60_000);

  it("is the same hand in other suits", () => {
    assert(
      property(randomHands, shuffledSubarray(SUITS, { minLength: 4 }), (random, suits) => {
        const renamed = (card: Card) => `${card[0]}${suits[SUITS.indexOf(card[1]!)]}` as Card;
        const plain = playRandomly(random).hand;
        const changed = playRandomly({ ...random, deck: random.deck.map(renamed) }).hand;
        expect(changed.seats.map(({ stack }) => stack)).toEqual(plain.seats.map(({ stack }) => stack));
        expect(changed.results).toEqual(plain.results);
      }),
      { numRuns: PROBED_HANDS },
    );
  }, 60_000);

  it("is dealt from one deck without a card twice", () => {
    check(PROBED_HANDS, (random) => {
      const { hand } = playRandomly(random);
      const shared = hand.boards[1]?.filter((card) => hand.boards[0]?.includes(card)) ?? [];
      const second = hand.boards[1]?.filter((card) => !shared.includes(card)) ?? [];
      const cards = [
        ...hand.seats.flatMap((seat) => seat.cards),
        ...(hand.boards[0] ?? []),
        ...second,
        ...hand.deck,
      ];
      expect(cards.toSorted()).toEqual(random.deck.toSorted());
    });
  }, 60_000);
});

function assertFairPayout(hand: Hand): void {
  const dead = sum(hand.seats.map((entrant) => entrant.dead));
  for (const entrant of hand.seats) {
    const won = sum(
      (hand.results ?? []).filter(({ seat }) => seat === entrant.seat).map(({ chips }) => chips),
    );
    if (entrant.status === "folded" && won > 0) throw new Error(`seat ${entrant.seat} folded and won ${won}`);
    const own = entrant.totalBet - entrant.dead;
    const most = dead + sum(hand.seats.map((other) => Math.min(own, other.totalBet - other.dead)));
    if (won > most) throw new Error(`seat ${entrant.seat} won ${won} of ${most} matched`);
  }
}

function probe(hand: Hand): void {
  const legal = legalActions(hand)!;
  const { seat, actions, minRaiseTo: min, maxRaiseTo: max, callAmount } = legal;
  const entrant = hand.seats.find((other) => other.seat === seat)!;
  const total = entrant.bet + entrant.stack;
  const totals = [
    undefined,
    0,
    entrant.bet + callAmount,
    (min ?? 5) - 1,
    min ?? 5,
    (max ?? 5) + 1,
    max ?? 5,
    total,
    4.5,
    -1,
  ];
  for (const action of ACTIONS) {
    for (const to of totals) {
      const isOffered = actions.includes(action) && isRight(action, to);
      const wanted = to === undefined ? { action } : { action, to };
      const decision = decideAction(hand, seat, wanted);
      if (decision.ok !== isOffered)
        throw new Error(`${JSON.stringify(wanted)} with ${JSON.stringify(legal)}`);
      if (decision.ok && action === "call") evolveAll(hand, decision.events);
    }
  }
  for (const other of hand.seats) {
    if (other.seat !== seat && decideAction(hand, other.seat, { action: "fold" }).ok)
      throw new Error("out of turn");
  }

  function isRight(action: HandAction, to: number | undefined): boolean {
    if (action === "fold" || action === "check") return to === undefined;
    if (action === "call") return to === undefined || to === entrant.bet + callAmount;
    if (action === "allIn") return to === undefined || to === total;
    if (to === undefined) return min === max;
    return Number.isInteger(to) && to >= min! && to <= max!;
  }
}
