import type { PlayerId } from "../../game/game.ts";
import type { Card } from "../card.ts";
import type { Seat } from "../hand-event.ts";
import type { Bounty } from "../table-state.ts";
import { type PublicHand, publicHand } from "../table-view.ts";
import type { VariantName } from "../variant.ts";
import { cardsSeenBy, type HandRecord, isVoided, type RecordedSeat, stepsOf } from "./hand-record.ts";

/** A finished hand in a list. */
export interface HandSummary {
  readonly no: number;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly variant: VariantName;
  readonly smallBlind: number;
  readonly bigBlind: number;
  /** Every chip went back: the room or the table was closed. */
  readonly voided: boolean;
  readonly button: Seat;
  readonly seats: readonly SummarySeat[];
  readonly board: readonly Card[];
  /** Of a run-out dealt twice. */
  readonly secondBoard?: readonly Card[];
  readonly results: NonNullable<PublicHand["results"]>;
  /** Board cards that would have come, when somebody asked; those of the second board. */
  readonly rabbit?: readonly Card[];
  readonly rabbit2?: readonly Card[];
  /** What a seven and a deuce were paid when the hand was over: not in `endStack` and `net`. */
  readonly bounty?: SummaryBounty;
}

interface SummaryBounty {
  readonly player: PlayerId;
  readonly chips: number;
  readonly from: readonly { readonly player: PlayerId; readonly chips: number }[];
}

interface SummarySeat {
  readonly seat: Seat;
  readonly player: PlayerId;
  readonly name: string;
  readonly startStack: number;
  readonly endStack: number;
  readonly net: number;
  /** Those that the reader may see; null: none. */
  readonly cards: readonly Card[] | null;
}

export function handSummary(record: HandRecord, reader: PlayerId): HandSummary {
  const { setup, seats, smallBlind, startedAtMs } = record;
  const players = seats.map(({ player }) => player);
  const last = stepsOf(record).at(-1);
  if (last === undefined) throw new Error("a hand without its start");
  const [board = [], secondBoard] = last.after.boards;
  return {
    no: setup.no,
    startedAt: new Date(startedAtMs).toISOString(),
    variant: setup.variant,
    smallBlind,
    bigBlind: setup.bigBlind,
    voided: isVoided(record),
    button: setup.button,
    seats: seats.map((seat, place) => summarySeat(seat, setup.entrants[place]?.stack ?? 0, reader)),
    board,
    ...(secondBoard !== undefined && { secondBoard }),
    results: publicHand({ hand: last.after, players }).results ?? [],
    ...(record.rabbit !== undefined && { rabbit: record.rabbit }),
    ...(record.rabbit2 !== undefined && { rabbit2: record.rabbit2 }),
    ...(record.bounty !== undefined && { bounty: summaryBounty(record, record.bounty) }),
  };
}

function summaryBounty({ seats }: HandRecord, { seat: winner, from }: Bounty): SummaryBounty {
  const playerAt = (seat: Seat): PlayerId =>
    seats.find((recorded) => recorded.seat === seat)?.player as PlayerId;
  return {
    player: playerAt(winner),
    chips: from.reduce((sum, { chips }) => sum + chips, 0),
    from: from.map(({ seat, chips }) => ({ player: playerAt(seat), chips })),
  };
}

function summarySeat(recorded: RecordedSeat, startStack: number, reader: PlayerId): SummarySeat {
  const { seat, player, name, stack: endStack } = recorded;
  const cards = cardsSeenBy(reader, recorded);
  return {
    seat,
    player,
    name,
    startStack,
    endStack,
    net: endStack - startStack,
    cards: cards.length === 0 ? null : cards,
  };
}
