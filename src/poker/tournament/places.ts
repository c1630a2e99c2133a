import type { PlayerId } from "../../game/game.ts";
import type { TableSeat } from "../table-state.ts";
import { sharedPrizes } from "./prizes.ts";

/** Somebody who is out with this hand, and what decides who of them was better. */
export interface Leaver {
  readonly seat: number;
  readonly player: PlayerId;
  /** Zero for who lost them all. */
  readonly chipsLeft: number;
  readonly chipsAtStart: number;
}

export interface Placing {
  readonly leaver: Leaver;
  readonly place: number;
}

/**
 * Two or more out in one hand rank by their chips at its start; equal ones share the place (RR, tournaments). Who was
 * put out with chips left outlasts those who lost theirs. The last to be named is the best.
 */
export function placesOf(leavers: readonly Leaver[], survivors: number): readonly Placing[] {
  const ranked = leavers.toSorted((one, other) => compare(other, one));
  const placed = ranked.map((leaver) => {
    const better = ranked.filter((other) => compare(other, leaver) > 0).length;
    return { leaver, place: survivors + better + 1 };
  });
  return placed.toReversed();
}

export interface Prize {
  readonly seat: TableSeat;
  readonly place: number;
  readonly chips: number;
}

/** What everybody who is out has won, by place; those without a prize have zero chips. */
export function prizesWon(seats: readonly TableSeat[], prizes: readonly number[]): readonly Prize[] {
  const places = new Set(seats.flatMap(({ out }) => out?.place ?? []));
  return [...places]
    .sort((one, other) => one - other)
    .flatMap((place) => {
      const sharing = seats.filter(({ out }) => out?.place === place);
      const shares = sharedPrizes(prizes, { place, players: sharing.length });
      return sharing.map((seat, at) => ({ seat, place, chips: shares[at] ?? 0 }));
    });
}

function compare(one: Leaver, other: Leaver): number {
  if (one.chipsLeft > 0 || other.chipsLeft > 0) return one.chipsLeft - other.chipsLeft;
  return one.chipsAtStart - other.chipsAtStart;
}
