import { isBettingOver, nextToAct } from "./betting.ts";
import type { HandEvent } from "./hand-event.ts";
import { type Hand, isBoardComplete, isLive, placeOf } from "./hand-state.ts";
import { makePots } from "./pots.ts";
import { changeSeat, paying } from "./seat-change.ts";
import { variants } from "./variant.ts";

type Of<Type extends HandEvent["type"]> = Extract<HandEvent, { readonly type: Type }>;

export function withAnte(hand: Hand, { seat, chips }: Of<"AntePosted">): Hand {
  return withDeadChips(hand, { seat, chips, dead: hand.setup.anteType === "bigBlind" });
}

export function withBlind(hand: Hand, { seat, chips, dead }: Of<"BlindPosted">): Hand {
  if (dead) return withDeadChips(hand, { seat, chips, dead });
  return changeSeat(hand, placeOf(hand, seat), (entrant) => ({
    ...paying(entrant, chips),
    bet: entrant.bet + chips,
  }));
}

export function withFold(hand: Hand, { seat }: Of<"Folded">): Hand {
  const place = placeOf(hand, seat);
  const folded = changeSeat(hand, place, (entrant) => ({
    ...entrant,
    status: "folded",
    answered: hand.round.price,
  }));
  return acted({ ...folded, pots: hand.pots.length === 0 ? hand.pots : makePots(folded.seats) }, place);
}

export function withCheck(hand: Hand, { seat }: Of<"Checked">): Hand {
  const place = placeOf(hand, seat);
  return acted(
    changeSeat(hand, place, (entrant) => ({ ...entrant, answered: hand.round.price })),
    place,
  );
}

export function withCall(hand: Hand, { seat, chips, to }: Of<"Called">): Hand {
  const place = placeOf(hand, seat);
  return acted(
    changeSeat(hand, place, (entrant) => ({
      ...paying(entrant, chips),
      bet: to,
      answered: hand.round.price,
    })),
    place,
  );
}

export function withRaise(hand: Hand, { seat, chips, to }: Of<"BetPlaced" | "Raised">): Hand {
  const place = placeOf(hand, seat);
  const raised = changeSeat(hand, place, (entrant) => ({ ...paying(entrant, chips), bet: to, answered: to }));
  const change = variants[hand.setup.variant].limit.raised(hand.round, to);
  return acted({ ...raised, round: { ...hand.round, ...change, price: to, aggressor: seat } }, place);
}

export function withReturnedBet(hand: Hand, { seat, chips }: Of<"BetReturned">): Hand {
  return changeSeat(hand, placeOf(hand, seat), (entrant) => ({
    ...entrant,
    stack: entrant.stack + chips,
    bet: entrant.bet - chips,
    totalBet: entrant.totalBet - chips,
    status: entrant.status === "allIn" ? "in" : entrant.status,
  }));
}

export function withGatheredBets(hand: Hand): Hand {
  const seats = hand.seats.map((entrant) => ({ ...entrant, bet: 0, answered: null }));
  const gathered: Hand = { ...hand, seats, pots: makePots(seats), round: { ...hand.round, isOver: true } };
  const isContested = seats.filter(isLive).length > 1;
  const mayAsk = hand.setup.runouts === "ask" && isContested && !isBoardComplete(hand);
  return { ...gathered, awaitingRunOut: mayAsk && isBettingOver(gathered) };
}

function withDeadChips(
  hand: Hand,
  { seat, chips, dead }: { seat: number; chips: number; dead: boolean },
): Hand {
  const paid = changeSeat(hand, placeOf(hand, seat), (entrant) => ({
    ...paying(entrant, chips),
    dead: entrant.dead + (dead ? chips : 0),
  }));
  return { ...paid, pots: makePots(paid.seats) };
}

function acted(hand: Hand, place: number): Hand {
  const isWon = hand.seats.filter(isLive).length === 1;
  return { ...hand, actionNo: hand.actionNo + 1, toAct: isWon ? null : nextToAct(hand, place) };
}
