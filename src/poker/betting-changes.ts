import { isBettingOver, nextToAct } from "./betting.ts";
import { limitOf } from "./betting-limit.ts";
import { changeByAction, changeEntrant, changeHand, paying, replaced, seatAt } from "./hand-change.ts";
import type { HandEvent } from "./hand-event.ts";
import { BOARD_CARDS, type Hand, type HandSeat, liveCount, placeOf } from "./hand-state.ts";
import { makePots } from "./pots.ts";

type Of<Type extends HandEvent["type"]> = Extract<HandEvent, { readonly type: Type }>;

export function withAnte(hand: Hand, { seat, chips }: Of<"AntePosted">): Hand {
  return withPotChips(hand, { seat, chips, isDead: hand.setup.anteType === "bigBlind" });
}

export function withBlind(hand: Hand, { seat, chips, dead }: Of<"BlindPosted">): Hand {
  if (dead) return withPotChips(hand, { seat, chips, isDead: true });
  const place = placeOf(hand, seat);
  const entrant = seatAt(hand, place);
  return changeHand(hand, {
    seats: replaced(hand.seats, place, paying(entrant, chips, entrant.bet + chips)),
  });
}

export function withFold(hand: Hand, { seat }: Of<"Folded">): Hand {
  const place = placeOf(hand, seat);
  const seats = replaced(hand.seats, place, changeEntrant(seatAt(hand, place), { status: "folded" }));
  const folded = acted(hand, place, seats);
  return hand.pots.length === 0 ? folded : changeHand(folded, { pots: makePots(seats) });
}

export function withCheck(hand: Hand, { seat }: Of<"Checked">): Hand {
  const place = placeOf(hand, seat);
  const entrant = seatAt(hand, place);
  const checker = paying(entrant, 0, entrant.bet, hand.round.price);
  return acted(hand, place, replaced(hand.seats, place, checker));
}

export function withCall(hand: Hand, { seat, chips, to }: Of<"Called">): Hand {
  const place = placeOf(hand, seat);
  const caller = paying(seatAt(hand, place), chips, to, hand.round.price);
  return acted(hand, place, replaced(hand.seats, place, caller));
}

export function withRaise(hand: Hand, { seat, chips, to }: Of<"BetPlaced" | "Raised">): Hand {
  const place = placeOf(hand, seat);
  const raiser = paying(seatAt(hand, place), chips, to, to);
  const { fullPrice, raiseBy, raises } = limitOf(hand.setup.variant).raised(hand.round, to);
  const round = { price: to, fullPrice, raiseBy, raises, aggressor: seat, isOver: false };
  return acted(hand, place, replaced(hand.seats, place, raiser), round);
}

export function withReturnedBet(hand: Hand, { seat, chips }: Of<"BetReturned">): Hand {
  const place = placeOf(hand, seat);
  const entrant = seatAt(hand, place);
  const richer = changeEntrant(entrant, {
    stack: entrant.stack + chips,
    bet: entrant.bet - chips,
    totalBet: entrant.totalBet - chips,
    status: entrant.status === "allIn" ? "in" : entrant.status,
  });
  return changeHand(hand, { seats: replaced(hand.seats, place, richer) });
}

export function withGatheredBets(hand: Hand): Hand {
  const seats: HandSeat[] = [];
  for (const entrant of hand.seats) seats.push(readyForNextRound(entrant));
  const { price, fullPrice, raiseBy, raises, aggressor } = hand.round;
  return changeHand(hand, {
    seats,
    pots: makePots(seats),
    round: { price, fullPrice, raiseBy, raises, aggressor, isOver: true },
    awaitingRunOut: hand.setup.runouts === "ask" && isBettingOver(hand) && mayRunTwice(hand),
  });
}

function readyForNextRound(entrant: HandSeat): HandSeat {
  if (entrant.bet === 0 && entrant.answered === null) return entrant;
  return paying(entrant, 0, 0, null);
}

/** A showdown is to come, and the deck has the rest of two boards. */
function mayRunTwice({ seats, boards, deck }: Hand): boolean {
  const missing = BOARD_CARDS - (boards[0]?.length ?? 0);
  return boards.length === 1 && liveCount(seats) > 1 && missing > 0 && deck.length >= 2 * missing;
}

/** Chips that are in the pot at once. */
function withPotChips(
  hand: Hand,
  { seat, chips, isDead }: { readonly seat: number; readonly chips: number; readonly isDead: boolean },
): Hand {
  const place = placeOf(hand, seat);
  const entrant = seatAt(hand, place);
  const poorer = paying(entrant, chips, entrant.bet);
  const dead = isDead ? entrant.dead + chips : entrant.dead;
  const seats = replaced(hand.seats, place, changeEntrant(poorer, { dead }));
  return changeHand(hand, { seats, pots: makePots(seats) });
}

function acted(hand: Hand, place: number, seats: readonly HandSeat[], round = hand.round): Hand {
  return changeByAction(hand, seats, round, nextToAct(seats, round, place));
}
