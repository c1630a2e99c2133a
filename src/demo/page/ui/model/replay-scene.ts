import type { HandReplay } from "../../../../client/views.ts";
import type { PrivateView } from "../../../../poker/player-view.ts";
import type { PublicTableEvent } from "../../../../poker/public-event.ts";
import type { PublicTable } from "../../../../poker/table-view.ts";

export interface ReplayedMoment {
  readonly table: PublicTable;
  readonly you: PrivateView | null;
  /** That led to it. */
  readonly events: readonly [PublicTableEvent];
}

/** A step of a finished hand as a table of its own; `now` lends what a hand does not have. */
export function momentOf(replay: HandReplay, at: number, now: PublicTable, me: string): ReplayedMoment {
  const step = replay.steps[at];
  if (step === undefined) throw new Error(`hand ${replay.no} has no step ${at}`);
  const { variant, smallBlind, bigBlind } = replay;
  const { secondBoard } = step.hand;
  const names = new Map(replay.seats.map(({ player, name }) => [player, name]));
  const chairs = Math.max(now.config.seats, ...step.seats.map(({ seat }) => seat));
  const seats = step.seats.map((seat) => ({
    ...seat,
    name: names.get(seat.player) ?? seat.player,
    connected: true,
  }));
  const table: PublicTable = {
    status: "playing",
    config: { ...now.config, variant, smallBlind, bigBlind, seats: chairs },
    seats,
    hand: { ...step.hand, ...(secondBoard !== undefined && { board2: secondBoard }) },
    turn: null,
    host: null,
  };
  return { table, you: ownView(replay, at, me), events: [step.event] };
}

function ownView(replay: HandReplay, at: number, me: string): PrivateView | null {
  const own = replay.seats.find(({ player }) => player === me);
  const seat = replay.steps[at]?.seats.find(({ player }) => player === me);
  if (own === undefined || seat === undefined) return null;
  const isDealt = replay.steps.findIndex(({ event }) => event.type === "HoleCardsDealt") <= at;
  const cards = isDealt ? (own.cards ?? []) : [];
  const { player, stack } = seat;
  return { player, seat: seat.seat, cards, totalBet: 0, stack, timeBankSeconds: 0, legal: null };
}
