import { isBettingOver, uncalledBet } from "./betting.ts";
import type { HandEvent, Street } from "./hand-event.ts";
import { BOARD_CARDS, type Hand, isBoardComplete, liveCount } from "./hand-state.ts";
import { showdown, tableCards, winByFolds } from "./showdown.ts";

const NOTHING: readonly HandEvent[] = [];
const FLOP_CARDS = 3;

/** What happens by itself next, up to the next change of what to do; nothing while somebody has a decision. */
export function whatFollows(hand: Hand): readonly HandEvent[] {
  if (hand.ended || hand.toAct !== null) return NOTHING;
  if (!hand.round.isOver) return closeRound(hand);
  if (liveCount(hand.seats) === 1) return winByFolds(hand);
  if (isBoardComplete(hand)) return showdown(hand);
  if (!isBettingOver(hand)) return [dealBoard(hand)];
  const tabled = tableCards(hand);
  if (tabled.length > 0) return tabled;
  return hand.awaitingRunOut ? NOTHING : [dealBoard(hand)];
}

function closeRound(hand: Hand): readonly HandEvent[] {
  const uncalled = uncalledBet(hand);
  if (uncalled === null) return [{ type: "BetsGathered" }];
  return [{ type: "BetReturned", ...uncalled }, { type: "BetsGathered" }];
}

/** The first board that is not complete gets its next street. */
function dealBoard({ boards, deck }: Hand): HandEvent {
  const board = boards[0]?.length === BOARD_CARDS ? 1 : 0;
  const before = boards[board]?.length ?? 0;
  const count = before === 0 ? FLOP_CARDS : 1;
  if (deck.length < count) throw new Error("the deck has no cards left for the board");
  return { type: "BoardDealt", street: streetAfter(before), board, cards: deck.slice(0, count) };
}

function streetAfter(boardCards: number): Street {
  if (boardCards === 0) return "flop";
  return boardCards === FLOP_CARDS ? "turn" : "river";
}
