import { type Hand, type HandSeat } from "./hand-state.ts";

/** The hand with one seat changed. */
export function changeSeat(hand: Hand, place: number, change: (entrant: HandSeat) => HandSeat): Hand {
  const seats = hand.seats.slice();
  seats[place] = change(seats[place] as HandSeat);
  return { ...hand, seats };
}

/** Chips from the stack into this hand. */
export function paying(entrant: HandSeat, chips: number): HandSeat {
  const stack = entrant.stack - chips;
  return {
    ...entrant,
    stack,
    totalBet: entrant.totalBet + chips,
    status: stack === 0 ? "allIn" : entrant.status,
  };
}
