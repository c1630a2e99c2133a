import { changeEntrant, changeHand, replaced, seatAt } from "./hand-change.ts";
import type { HandEvent } from "./hand-event.ts";
import { type Hand, placeOf } from "./hand-state.ts";
import { NAME_SEPARATOR } from "./strength.ts";

type PotWon = Extract<HandEvent, { readonly type: "PotWon" }>;

export function withWonPot(hand: Hand, { pot, seat, chips, handName }: PotWon): Hand {
  const place = placeOf(hand, seat);
  const winner = seatAt(hand, place);
  const results = hand.results ?? [];
  const before = results.find((result) => result.seat === seat);
  const result = {
    seat,
    chips: (before?.chips ?? 0) + chips,
    handName: joinNames(before?.handName ?? null, handName),
  };
  return changeHand(hand, {
    seats: replaced(hand.seats, place, changeEntrant(winner, { stack: winner.stack + chips })),
    street: "showdown",
    toAct: null,
    pots: hand.pots.map((from, at) => (at === pot ? { ...from, chips: from.chips - chips } : from)),
    results:
      before === undefined ? [...results, result] : results.map((old) => (old === before ? result : old)),
  });
}

/** Nothing was won when the only chips in were an uncalled blind. */
export function withEnd(hand: Hand): Hand {
  return changeHand(hand, { street: "showdown", pots: [], results: hand.results ?? [], ended: true });
}

/** Every chip of the hand back to where it came from. */
export function withVoid(hand: Hand): Hand {
  const seats = hand.setup.entrants.map(({ stack }, place) =>
    changeEntrant(seatAt(hand, place), { stack, bet: 0, totalBet: 0, dead: 0 }),
  );
  return changeHand(hand, { seats, pots: [], toAct: null, awaitingRunOut: false, ended: true });
}

function joinNames(before: string | null, name: string | null): string | null {
  if (before === null || name === null || before === name) return name ?? before;
  return before.split(NAME_SEPARATOR).includes(name) ? before : `${before}${NAME_SEPARATOR}${name}`;
}
