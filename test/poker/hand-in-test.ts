import type { Card } from "../../src/poker/card.ts";
import { decideAction, evolveHand, legalActions, startHand } from "../../src/poker/hand.ts";
import type { HandAction, HandEvent, HandSetup } from "../../src/poker/hand-event.ts";
import type { Hand } from "../../src/poker/hand-state.ts";
import type { Legal } from "../../src/poker/legal.ts";
import { stackedDeck } from "../../src/poker/phh.ts";
import { variants } from "../../src/poker/variant.ts";

/** Seats 1, 2, … clockwise; the last one has the button. Two seats: 1 is the big blind, 2 the button. */
export interface Given extends Partial<Omit<HandSetup, "entrants">> {
  readonly stacks: readonly number[];
  readonly blinds?: readonly number[];
  readonly antes?: readonly number[];
  readonly deadBlinds?: readonly number[];
  /** Hole cards by seat, `AhKd`; seats that are left out get what the deck has left. */
  readonly cards?: readonly string[];
  readonly board?: string;
}

export interface Played {
  readonly hand: Hand;
  readonly events: readonly HandEvent[];
}

export function setupOf({ stacks, blinds, antes = [], deadBlinds = [], ...given }: Given): HandSetup {
  const asked = blinds ?? (stacks.length === 2 ? [2, 1] : [1, 2]);
  const top = Math.max(...asked, 0);
  const { cards: _cards, board: _board, ...changes } = given;
  return {
    no: 1,
    variant: "nlhe",
    entrants: stacks.map((stack, at) => ({
      seat: at + 1,
      stack,
      ante: antes[at] ?? 0,
      blind: asked[at] ?? 0,
      deadBlind: deadBlinds[at] ?? 0,
    })),
    button: stacks.length,
    bigBlind: top,
    lastBlindSeat: top === 0 ? null : asked.lastIndexOf(top) + 1,
    preflopMinRaise: top,
    anteType: "each",
    limit: null,
    ...changes,
  };
}

export function deckOf({ stacks, cards = [], board = "", ...given }: Given): readonly Card[] {
  const variant = given.variant ?? "nlhe";
  const { holeCards } = variants[variant];
  const used = [...cards.flatMap(cardsOf), ...cardsOf(board)];
  const spare = stackedDeck(variant, [], []).filter((card) => !used.includes(card));
  const hands = stacks.map((_, at) => {
    const own = cardsOf(cards[at] ?? "");
    return own.length === 0 ? spare.splice(0, holeCards) : own;
  });
  return stackedDeck(variant, hands, cardsOf(board));
}

/** Deals the hand and plays the actions: `"3 raise 6"` is seat 3, which has to be the one to act. */
export function play(given: Given, ...actions: readonly string[]): Played {
  const opening = startHand(setupOf(given), deckOf(given));
  return actions.reduce<Played>(act, { hand: foldEvents(null, opening), events: opening });
}

export function act({ hand, events }: Played, action: string): Played {
  const [seat, verb, to] = action.split(" ");
  const decision = decideAction(hand, Number(seat), {
    action: verb as HandAction,
    ...(to === undefined ? {} : { to: Number(to) }),
  });
  if (!decision.ok) throw new Error(`${action}: ${decision.reason} ${JSON.stringify(decision.legal)}`);
  return { hand: foldEvents(hand, decision.events), events: [...events, ...decision.events] };
}

export function refusalOf({ hand }: Played, action: string): string | null {
  const [seat, verb, to] = action.split(" ");
  const decision = decideAction(hand, Number(seat), {
    action: verb as HandAction,
    ...(to === undefined ? {} : { to: Number(to) }),
  });
  return decision.ok ? null : decision.reason;
}

export function legalOf({ hand }: Played): Legal {
  const legal = legalActions(hand);
  if (legal === null) throw new Error("nobody is to act");
  return legal;
}

export function foldEvents(hand: Hand | null, events: readonly HandEvent[]): Hand {
  return events.reduce<Hand | null>(evolveHand, hand)!;
}

export function stacksOf({ hand }: Played): readonly number[] {
  return hand.seats.map(({ stack }) => stack);
}

export function eventsOf<Type extends HandEvent["type"]>(
  { events }: Played,
  type: Type,
): readonly Extract<HandEvent, { readonly type: Type }>[] {
  return events.filter((event): event is Extract<HandEvent, { readonly type: Type }> => event.type === type);
}

export function cardsOf(text: string): readonly Card[] {
  return (text.match(/../g) ?? []) as Card[];
}
