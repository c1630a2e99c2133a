import type { PlayerId, Rejection } from "../game/game.ts";
import { type Draft, record } from "./draft.ts";
import type { HandAction, Seat } from "./hand-event.ts";
import type { Hand, HandSeat } from "./hand-state.ts";
import { refuse } from "./refusal.ts";
import type { CommandOf } from "./table-command.ts";
import { handSeatOf, liveHand, type PreAction, seatOf, type TableSeat } from "./table-state.ts";

/** What to do when the turn comes, as long as things stay as they are. */
export function preAct(draft: Draft, player: PlayerId, command: CommandOf<"preAct">): Rejection | null {
  const seat = seatOf(draft.state, player);
  if (seat === null) return refuse("not_seated");
  const hand = liveHand(draft.state);
  if (hand === null) return refuse("no_hand");
  if (hand.setup.no !== command.hand) return refuse("stale_turn");
  const inHand = handSeatOf(draft.state, player);
  if (inHand === null) return refuse("not_dealt_in");
  if (inHand.status !== "in" || hand.toAct === seat.seat || seat.pending?.leave != null)
    return refuse("no_turn_ahead");
  const planned = wantedPreAction(hand, inHand, command.action);
  const before = validPreAction(hand, seat);
  if ((planned?.action ?? "none") === (before?.action ?? "none")) return refuse("nothing_to_do");
  const isFree = inHand.bet === hand.round.price;
  if ((planned?.action === "check" && !isFree) || (planned?.action === "callThis" && isFree))
    return refuse("illegal_action");
  record(draft, { type: "PreActionPlanned", seat: seat.seat, player, planned });
  return null;
}

/** Void after a bet or raise, unless folding was planned for that; and with the player's turn and the round. */
export function validPreAction(hand: Hand, { seat, pending }: TableSeat): PreAction | null {
  const planned = pending?.preAction ?? null;
  const inHand = inHandAt(hand, seat);
  if (planned === null || inHand?.status !== "in") return null;
  const isSameTurn = planned.street === hand.street && planned.answered === inHand.answered;
  const isSamePrice = planned.action === "checkFold" || planned.price === hand.round.price;
  return isSameTurn && isSamePrice ? planned : null;
}

export function plannedAction(hand: Hand, seat: TableSeat): HandAction | null {
  const planned = validPreAction(hand, seat);
  if (planned === null) return null;
  const isFree = inHandAt(hand, seat.seat)?.bet === hand.round.price;
  if (planned.action === "callThis") return isFree ? "check" : "call";
  if (isFree) return "check";
  return planned.action === "checkFold" ? "fold" : null;
}

function wantedPreAction(
  hand: Hand,
  { answered }: HandSeat,
  action: CommandOf<"preAct">["action"],
): PreAction | null {
  return action === "none" ? null : { action, street: hand.street, price: hand.round.price, answered };
}

function inHandAt(hand: Hand, seat: Seat): HandSeat | undefined {
  return hand.seats.find((entrant) => entrant.seat === seat);
}
