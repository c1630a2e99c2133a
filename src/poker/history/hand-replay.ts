import type { PlayerId } from "../../game/game.ts";
import type { Card } from "../card.ts";
import type { Seat } from "../hand-event.ts";
import type { Hand, HandSeat } from "../hand-state.ts";
import { type PublicTableEvent, publicEvent } from "../public-event.ts";
import { type PublicHand, publicHand } from "../table-view.ts";
import { type HandRecord, stepsOf } from "./hand-record.ts";

/** One public event and the table after it, in the words of the table's own view. */
export interface ReplayStep {
  readonly event: PublicTableEvent;
  readonly seats: readonly ReplaySeat[];
  readonly hand: PublicHand & { readonly secondBoard?: readonly Card[] };
  /** Whose turn it is. */
  readonly toAct: Seat | null;
}

interface ReplaySeat {
  readonly seat: Seat;
  readonly player: PlayerId;
  readonly stack: number;
  /** In this betting round. */
  readonly bet: number;
  readonly status: HandSeat["status"];
  /** Shown to everybody by then. */
  readonly cards: readonly Card[] | null;
}

export function replaySteps(record: HandRecord): readonly ReplayStep[] {
  const players = record.seats.map(({ player }) => player);
  return stepsOf(record).flatMap(({ event, after }) => {
    const told = publicEvent(event);
    return told === null ? [] : [{ event: told, ...tableAfter(after, record, players) }];
  });
}

function tableAfter(
  hand: Hand,
  { sealed }: HandRecord,
  players: readonly PlayerId[],
): Omit<ReplayStep, "event"> {
  const [, secondBoard] = hand.boards;
  return {
    seats: hand.seats.map(({ seat, stack, bet, status, shown }, place) => {
      return { seat, player: players[place] as PlayerId, stack, bet, status, cards: shown };
    }),
    hand: {
      ...publicHand({ hand, players, ...(sealed !== undefined && { sealed }) }),
      ...(secondBoard !== undefined && { secondBoard }),
    },
    toAct: hand.toAct,
  };
}
