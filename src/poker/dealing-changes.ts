import { isBettingOver, nextToAct, placeBeforeFirst, roundOf } from "./betting.ts";
import type { Card } from "./card.ts";
import type { HandEvent } from "./hand-event.ts";
import { type Hand, placeOf } from "./hand-state.ts";
import { changeSeat } from "./seat-change.ts";

type Of<Type extends HandEvent["type"]> = Extract<HandEvent, { readonly type: Type }>;

/** One card at a time, clockwise from the first entrant. */
export function withHoleCards(hand: Hand, { seats, count }: Of<"HoleCardsDealt">): Hand {
  const dealt = {
    ...hand,
    deck: hand.deck.slice(seats.length * count),
    seats: hand.seats.map((entrant) => ({
      ...entrant,
      cards: cardsOf(hand, seats.indexOf(entrant.seat), seats.length),
    })),
  };
  return { ...dealt, toAct: nextToAct(dealt, placeBeforeFirst(dealt)) };

  function cardsOf(from: Hand, place: number, step: number): readonly Card[] {
    if (place === -1) return [];
    const cards: Card[] = [];
    for (let at = place; cards.length < count; at += step) cards.push(from.deck[at] as Card);
    return cards;
  }
}

export function withRunOut(hand: Hand, { times }: Of<"RunOutChosen">): Hand {
  const [board = []] = hand.boards;
  return { ...hand, awaitingRunOut: false, boards: times === 2 ? [board, board] : [board] };
}

export function withBoardCards(hand: Hand, { street, board, cards }: Of<"BoardDealt">): Hand {
  const dealt: Hand = {
    ...hand,
    street: board === 0 ? street : hand.street,
    deck: hand.deck.slice(cards.length),
    boards: hand.boards.map((before, at) => (at === board ? [...before, ...cards] : before)),
  };
  if (isBettingOver(hand)) return dealt;
  const open: Hand = { ...dealt, round: roundOf(street, hand) };
  return { ...open, toAct: nextToAct(open, placeBeforeFirst(open)) };
}

export function withShownCards(hand: Hand, { seat, cards }: Of<"CardsShown">): Hand {
  return changeSeat(hand, placeOf(hand, seat), (entrant) => ({ ...entrant, shown: cards }));
}
