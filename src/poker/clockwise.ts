import type { Seat } from "./hand-event.ts";

/** The seat itself comes last. */
export function clockwiseAfter(seat: Seat, seats: readonly Seat[]): readonly Seat[] {
  const ordered = [...seats].sort((one, other) => one - other);
  return [...ordered.filter((one) => one > seat), ...ordered.filter((one) => one <= seat)];
}

/** Strictly, going clockwise. */
export function isBetween(from: Seat, seat: Seat, to: Seat): boolean {
  return from < to ? from < seat && seat < to : from < seat || seat < to;
}
