import { isBettingOver, uncalledBet } from "./betting.ts";
import type { HandEvent } from "./hand-event.ts";
import { type Hand, isBoardComplete, liveCount } from "./hand-state.ts";
import { nextStreet } from "./next-street.ts";
import { showdown, tableCards, winByFolds } from "./showdown.ts";

const NOTHING: readonly HandEvent[] = [];

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

function dealBoard(hand: Hand): HandEvent {
  const next = nextStreet(hand);
  if (next === null || next.cards.length === 0) throw new Error("the deck has no cards left for the board");
  return { type: "BoardDealt", ...next };
}
