import type { Card } from "./card.ts";
import type { HandSetup, Street } from "./hand-event.ts";
import { BOARD_CARDS, type Hand } from "./hand-state.ts";

const FLOP_CARDS = 3;

/** Which board gets cards next, and which. */
export interface NextStreet {
  readonly board: 0 | 1;
  readonly street: Street;
  readonly cards: readonly Card[];
}

type Boards = Pick<Hand, "boards" | "deck"> & { readonly setup: Pick<HandSetup, "boards"> };

/** Of two boards from the flop on each street is dealt to both before it is bet on; of a run-out the first board comes first. */
export function nextStreet({ setup, boards, deck }: Boards): NextStreet | null {
  const [first = [], second = []] = boards;
  const isSecond = setup.boards === 2 ? first.length > second.length : first.length === BOARD_CARDS;
  const before = (isSecond ? second : first).length;
  if (before === BOARD_CARDS || (isSecond && boards.length < 2)) return null;
  const cards = deck.slice(0, before === 0 ? FLOP_CARDS : 1);
  return { board: isSecond ? 1 : 0, street: streetAfter(before), cards };
}

/** What would still have come, by board. */
export function cardsToCome(hand: Boards): readonly (readonly Card[])[] {
  const { setup } = hand;
  let { boards, deck } = hand;
  for (let next = nextStreet(hand); next !== null && next.cards.length > 0; ) {
    const { board, cards } = next;
    boards = boards.map((before, at) => (at === board ? [...before, ...cards] : before));
    deck = deck.slice(cards.length);
    next = nextStreet({ setup, boards, deck });
  }
  return boards.map((board, at) => board.slice(hand.boards[at]?.length ?? 0));
}

function streetAfter(boardCards: number): Street {
  if (boardCards === 0) return "flop";
  return boardCards === FLOP_CARDS ? "turn" : "river";
}
