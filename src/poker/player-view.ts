import type { PlayerId } from "../game/game.ts";
import type { Card } from "./card.ts";
import { legalActions } from "./hand.ts";
import type { HandAction, Seat } from "./hand-event.ts";
import type { Legal } from "./legal.ts";
import { validPreAction } from "./pre-act.ts";
import {
  handSeatOf,
  liveHand,
  type PreAction,
  seatOf,
  stackOf,
  type TableSeat,
  type TableState,
} from "./table-state.ts";

/** What only a seated player sees besides the table. */
export interface PrivateView {
  readonly player: PlayerId;
  readonly seat: Seat;
  readonly cards: readonly Card[];
  /** In the whole hand. */
  readonly totalBet: number;
  readonly stack: number;
  readonly timeBankSeconds: number;
  /** Null when it is not their turn. */
  readonly legal: ShownLegal | null;
  /** What will be done on their turn, as long as it holds. */
  readonly preAct?: PreAction["action"];
  /** Straddles whenever it is theirs to. */
  readonly straddles?: true;
  /** What they gave for the shuffles to come. */
  readonly seed?: string;
  /** What waits for the end of the hand. */
  readonly pending?: PlannedView;
}

interface PlannedView {
  readonly topUp?: number;
  readonly sitOut?: true;
  readonly leave?: true;
}

export interface ShownLegal {
  readonly actions: readonly HandAction[];
  readonly callAmount: number;
  readonly minRaiseTo: number | null;
  readonly maxRaiseTo: number | null;
}

export function playerView(state: TableState, player: PlayerId): PrivateView | null {
  const seat = seatOf(state, player);
  if (seat === null) return null;
  const inHand = handSeatOf(state, player);
  const hand = liveHand(state);
  const planned = hand === null || state.turn?.seat === seat.seat ? null : validPreAction(hand, seat);
  return {
    player,
    seat: seat.seat,
    cards: inHand?.cards ?? [],
    totalBet: inHand?.totalBet ?? 0,
    stack: stackOf(state, seat),
    timeBankSeconds: seat.timeBankMs / 1000,
    legal: legalOf(state, seat.seat),
    ...(planned !== null && { preAct: planned.action }),
    ...(seat.straddles === true && { straddles: true }),
    ...(seat.seed !== undefined && { seed: seat.seed }),
    ...plannedBy(seat),
  };
}

/** Nothing that the view is made of is another object; what is planned for later is told anew whenever it may be void. */
export function keepsPlayerView(before: TableState, after: TableState, player: PlayerId): boolean {
  const seat = seatOf(after, player);
  if (seat === null || seat.pending !== null || seatOf(before, player) !== seat) return false;
  if (before.turn?.seat === seat.seat || after.turn?.seat === seat.seat) return false;
  if ((liveHand(before) === null) !== (liveHand(after) === null)) return false;
  return handSeatOf(before, player) === handSeatOf(after, player);
}

function plannedBy({ pending }: TableSeat): Pick<PrivateView, "pending"> {
  if (pending === null) return {};
  const planned: PlannedView = {
    ...(pending.topUp > 0 && { topUp: pending.topUp }),
    ...(pending.sitOut !== null && { sitOut: true }),
    ...(pending.leave !== null && { leave: true }),
  };
  return Object.keys(planned).length === 0 ? {} : { pending: planned };
}

export function shownLegal({ actions, callAmount, minRaiseTo, maxRaiseTo }: Legal): ShownLegal {
  return { actions, callAmount, minRaiseTo, maxRaiseTo };
}

function legalOf(state: TableState, seat: Seat): ShownLegal | null {
  const hand = state.turn?.seat === seat ? liveHand(state) : null;
  const legal = hand === null ? null : legalActions(hand);
  return legal && shownLegal(legal);
}
