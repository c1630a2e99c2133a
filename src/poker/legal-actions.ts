import { mayRaise, mostOthersCanBet } from "./betting.ts";
import { limitOf } from "./betting-limit.ts";
import type { HandAction, HandEvent, Seat } from "./hand-event.ts";
import type { Hand, HandSeat } from "./hand-state.ts";
import type { Legal } from "./legal.ts";

type BetEvent = Extract<HandEvent, { readonly type: "Called" | "BetPlaced" | "Raised" }>;

/** What a player wants to do: `to` is the total of the betting round, needed for a bet or raise of a free size. */
export interface WantedAction {
  readonly action: HandAction;
  readonly to?: number;
}

const events: Readonly<
  Record<HandAction, (bettor: HandSeat, legal: Legal, to: number | undefined) => HandEvent | null>
> = {
  fold: ({ seat }, _legal, to) => (to === undefined ? { type: "Folded", seat, because: "choice" } : null),
  check: ({ seat }, _legal, to) => (to === undefined ? { type: "Checked", seat, because: "choice" } : null),
  call: callEvent,
  bet: (bettor, legal, to) => raiseEvent(bettor, legal, { type: "BetPlaced", to }),
  raise: (bettor, legal, to) => raiseEvent(bettor, legal, { type: "Raised", to }),
  allIn: allInEvent,
};

export function legalFor(hand: Hand, bettor: HandSeat): Legal {
  const { seats, round, setup } = hand;
  const { seat, stack, bet } = bettor;
  const matchable = mostOthersCanBet(seats, bettor);
  const callAmount = Math.min(stack, Math.max(0, Math.min(round.price, matchable) - bet));
  const passive = callAmount === 0 ? "check" : "call";
  const isCallAllIn = callAmount === stack;
  if (matchable <= round.price || !mayRaise(hand, bettor)) {
    const actions = actionsOf(passive, null, isCallAllIn);
    return { seat, actions, canCheck: callAmount === 0, callAmount, minRaiseTo: null, maxRaiseTo: null };
  }
  const limit = limitOf(setup.variant);
  const minRaiseTo = Math.min(limit.minRaiseTo(round), bet + stack);
  const maxRaiseTo = Math.min(limit.maxRaiseTo(hand, bettor), bet + stack);
  const raise = round.price === 0 ? "bet" : "raise";
  const actions = actionsOf(passive, raise, isCallAllIn || maxRaiseTo === bet + stack);
  return { seat, actions, canCheck: callAmount === 0, callAmount, minRaiseTo, maxRaiseTo };
}

function actionsOf(
  passive: "check" | "call",
  raise: "bet" | "raise" | null,
  isAllIn: boolean,
): readonly HandAction[] {
  if (raise === null) return isAllIn ? ["fold", passive, "allIn"] : ["fold", passive];
  return isAllIn ? ["fold", passive, raise, "allIn"] : ["fold", passive, raise];
}

/** The event of a legal action, null when it is not legal. */
export function eventOf(bettor: HandSeat, legal: Legal, { action, to }: WantedAction): HandEvent | null {
  return legal.actions.includes(action) ? events[action](bettor, legal, to) : null;
}

function allInEvent(bettor: HandSeat, legal: Legal, to: number | undefined): HandEvent | null {
  const total = bettor.bet + bettor.stack;
  if (to !== undefined && to !== total) return null;
  if (legal.callAmount === bettor.stack) return callEvent(bettor, legal, to);
  return raiseEvent(bettor, legal, {
    type: legal.actions.includes("bet") ? "BetPlaced" : "Raised",
    to: total,
  });
}

function callEvent(bettor: HandSeat, legal: Legal, to: number | undefined): HandEvent | null {
  const total = bettor.bet + legal.callAmount;
  return to === undefined || to === total ? betEvent("Called", bettor, total) : null;
}

function raiseEvent(
  bettor: HandSeat,
  { minRaiseTo, maxRaiseTo }: Legal,
  wanted: { readonly type: "BetPlaced" | "Raised"; readonly to: number | undefined },
): HandEvent | null {
  if (minRaiseTo === null || maxRaiseTo === null) return null;
  const to = wanted.to ?? (minRaiseTo === maxRaiseTo ? minRaiseTo : Number.NaN);
  if (!Number.isInteger(to) || to < minRaiseTo || to > maxRaiseTo) return null;
  return betEvent(wanted.type, bettor, to);
}

function betEvent(type: BetEvent["type"], bettor: HandSeat, to: number): BetEvent {
  const chips = to - bettor.bet;
  const seat: Seat = bettor.seat;
  return { type, seat, chips, to, allIn: chips === bettor.stack };
}
