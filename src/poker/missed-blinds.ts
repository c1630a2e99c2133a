import { isBetween } from "./clockwise.ts";
import type { Seat } from "./hand-event.ts";
import { isReady } from "./seating.ts";
import type { BlindsOwed, Positions, TableSeat, TableState } from "./table-state.ts";

export interface Missed {
  readonly seat: Seat;
  readonly owes: BlindsOwed;
}

interface Passing {
  readonly dealtIn: readonly Seat[];
  readonly positions: Positions;
  /** The big blind passed every seat from here, exclusive, to where it is now. */
  readonly passedFrom: Seat;
}

/** Of those who are not there to post what passes them. */
export function missedBlinds(
  state: TableState,
  { dealtIn, positions, passedFrom }: Passing,
): readonly Missed[] {
  return state.seats.flatMap((seat): readonly Missed[] => {
    if (isReady(state, seat) || dealtIn.includes(seat.seat) || owesAllBlinds(seat)) return [];
    const isPassed = isBetween(passedFrom, seat.seat, positions.bigBlind ?? passedFrom);
    if (isPassed) return [{ seat: seat.seat, owes: "both" }];
    // The small blind would have been theirs, dead or not.
    const skippedSmall = seat.seat === passedFrom && seat.owes === "none";
    return skippedSmall ? [{ seat: seat.seat, owes: "small" }] : [];
  });
}

function owesAllBlinds({ owes }: TableSeat): boolean {
  return owes === "big" || owes === "both";
}
