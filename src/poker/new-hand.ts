import { preflopRound } from "./betting.ts";
import type { HandSetup } from "./hand-event.ts";
import type { Hand } from "./hand-state.ts";

export function newHand(setup: HandSetup): Hand {
  return {
    setup,
    deck: [],
    street: "preflop",
    seats: setup.entrants.map(({ seat, stack }) => ({
      seat,
      stack,
      bet: 0,
      totalBet: 0,
      dead: 0,
      status: "in",
      cards: [],
      shown: null,
      answered: null,
    })),
    boards: setup.boards === 2 ? [[], []] : [[]],
    pots: [],
    toAct: null,
    actionNo: 0,
    round: preflopRound({ setup }),
    awaitingRunOut: false,
    results: null,
    ended: false,
  };
}
