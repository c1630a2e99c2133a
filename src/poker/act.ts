import type { PlayerId, Rejection } from "../game/game.ts";
import type { Draft } from "./draft.ts";
import { decideAction } from "./hand.ts";
import { endTurn, followHand, recordHand } from "./hand-flow.ts";
import { shownLegal } from "./player-view.ts";
import { refuse } from "./refusal.ts";
import type { CommandOf } from "./table-command.ts";
import { liveHand, seatOf, type TableState } from "./table-state.ts";

export function act(
  draft: Draft,
  player: PlayerId,
  { turn: id, action, to }: CommandOf<"act">,
): Rejection | null {
  const { paused, turn } = draft.state;
  if (paused !== null) return refuse("paused");
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  const hand = liveHand(draft.state);
  if (hand === null || turn === null)
    return refuse(isOfLatestHand(draft.state, id) ? "stale_turn" : "no_hand");
  if (turn.id !== id) return refuse("stale_turn");
  if (turn.seat !== seat.seat) return refuse("not_your_turn");
  const decision = decideAction(hand, seat.seat, to === undefined ? { action } : { action, to });
  if (!decision.ok) return refuse("illegal_action", { legal: decision.legal && shownLegal(decision.legal) });
  endTurn(draft, { timedOut: false });
  recordHand(draft, decision.events);
  followHand(draft);
  return null;
}

// An action that lost the race against the end of the hand is late, not out of place.
function isOfLatestHand(state: TableState, turnId: string): boolean {
  return state.handNo > 0 && turnId.startsWith(`${state.handNo}-`);
}
