import { isBettingOver, nextToAct, placeBeforeFirst, roundOf } from "./betting.ts";
import type { Card } from "./card.ts";
import { changeEntrant, changeHand, replaced, seatAt } from "./hand-change.ts";
import type { HandEvent } from "./hand-event.ts";
import { type Hand, placeOf } from "./hand-state.ts";

type Of<Type extends HandEvent["type"]> = Extract<HandEvent, { readonly type: Type }>;

/** One card at a time, clockwise from the first entrant. */
export function withHoleCards(hand: Hand, { seats: dealt, count }: Of<"HoleCardsDealt">): Hand {
  const { deck, round } = hand;
  const seats = hand.seats.map((entrant) => {
    const cards = everyNth(deck, { from: dealt.indexOf(entrant.seat), step: dealt.length, count });
    return changeEntrant(entrant, { cards });
  });
  const toAct = nextToAct(seats, round, placeBeforeFirst(hand));
  return changeHand(hand, { deck: deck.slice(dealt.length * count), seats, toAct });
}

export function withRunOut(hand: Hand, { times }: Of<"RunOutChosen">): Hand {
  const [board = []] = hand.boards;
  return changeHand(hand, { awaitingRunOut: false, boards: times === 2 ? [board, board] : [board] });
}

export function withBoardCards(hand: Hand, { street, board, cards }: Of<"BoardDealt">): Hand {
  const deck = hand.deck.slice(cards.length);
  const boards = hand.boards.map((before, at) => (at === board ? [...before, ...cards] : before));
  const isStreetDealt = board === (hand.setup.boards === 2 ? 1 : 0);
  if (!isStreetDealt) return changeHand(hand, { deck, boards });
  if (isBettingOver(hand)) return changeHand(hand, { street, deck, boards });
  const round = roundOf(street, hand);
  const toAct = nextToAct(hand.seats, round, hand.seats.length - 1);
  return changeHand(hand, { street, deck, boards, round, toAct });
}

export function withShownCards(hand: Hand, { seat, cards }: Of<"CardsShown">): Hand {
  const place = placeOf(hand, seat);
  const shown = changeEntrant(seatAt(hand, place), { shown: cards });
  return changeHand(hand, { seats: replaced(hand.seats, place, shown) });
}

function everyNth(
  deck: readonly Card[],
  { from, step, count }: { readonly from: number; readonly step: number; readonly count: number },
): readonly Card[] {
  const cards: Card[] = [];
  if (from === -1) return cards;
  for (let at = from; cards.length < count; at += step) {
    const card = deck[at];
    if (card === undefined) throw new Error(`a deck of ${deck.length} cards is too small for this hand`);
    cards.push(card);
  }
  return cards;
}
