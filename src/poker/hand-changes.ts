import { isBettingOver, nextToAct, placeBeforeFirst, preflopRound, roundOf } from "./betting.ts";
import type { Card } from "./card.ts";
import type { HandEvent, HandSetup } from "./hand-event.ts";
import { type Hand, type HandSeat, isBoardComplete, isLive, placeOf } from "./hand-state.ts";
import { makePots } from "./pots.ts";
import { variants } from "./variant.ts";

type Of<Type extends HandEvent["type"]> = Extract<HandEvent, { readonly type: Type }>;

export function handOf(setup: HandSetup): Hand {
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
    boards: [[]],
    pots: [],
    toAct: null,
    actionNo: 0,
    round: preflopRound({ setup }),
    awaitingRunOut: false,
    results: null,
    ended: false,
  };
}

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

/** One card at a time, clockwise from the first entrant. */
export function withHoleCards(hand: Hand, { seats, count }: Of<"HoleCardsDealt">): Hand {
  const dealt = {
    ...hand,
    deck: hand.deck.slice(seats.length * count),
    seats: hand.seats.map((entrant) => ({
      ...entrant,
      cards: cardsOf(hand, seats.indexOf(entrant.seat), seats.length),
    })),
  };
  return { ...dealt, toAct: nextToAct(dealt, placeBeforeFirst(dealt)) };

  function cardsOf(from: Hand, place: number, step: number): readonly Card[] {
    if (place === -1) return [];
    const cards: Card[] = [];
    for (let at = place; cards.length < count; at += step) cards.push(from.deck[at] as Card);
    return cards;
  }
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

export function withRunOut(hand: Hand, { times }: Of<"RunOutChosen">): Hand {
  const [board = []] = hand.boards;
  return { ...hand, awaitingRunOut: false, boards: times === 2 ? [board, board] : [board] };
}

export function withBoardCards(hand: Hand, { street, board, cards }: Of<"BoardDealt">): Hand {
  const dealt: Hand = {
    ...hand,
    street: board === 0 ? street : hand.street,
    deck: hand.deck.slice(cards.length),
    boards: hand.boards.map((before, at) => (at === board ? [...before, ...cards] : before)),
  };
  if (isBettingOver(hand)) return dealt;
  const open: Hand = { ...dealt, round: roundOf(street, hand) };
  return { ...open, toAct: nextToAct(open, placeBeforeFirst(open)) };
}

export function withShownCards(hand: Hand, { seat, cards }: Of<"CardsShown">): Hand {
  return changeSeat(hand, placeOf(hand, seat), (entrant) => ({ ...entrant, shown: cards }));
}

export function withWonPot(hand: Hand, { pot, seat, chips, handName }: Of<"PotWon">): Hand {
  const paid = changeSeat(hand, placeOf(hand, seat), (entrant) => ({
    ...entrant,
    stack: entrant.stack + chips,
  }));
  const results = hand.results ?? [];
  const before = results.find((result) => result.seat === seat);
  const result = {
    seat,
    chips: (before?.chips ?? 0) + chips,
    handName: joinNames(before?.handName ?? null, handName),
  };
  return {
    ...paid,
    street: "showdown",
    toAct: null,
    pots: hand.pots.map((from, at) => (at === pot ? { ...from, chips: from.chips - chips } : from)),
    results:
      before === undefined ? [...results, result] : results.map((old) => (old === before ? result : old)),
  };
}

/** Every chip of the hand back to where it came from. */
export function voided(hand: Hand): Hand {
  const seats = hand.setup.entrants.map(({ stack }, place) => ({
    ...(hand.seats[place] as HandSeat),
    stack,
    bet: 0,
    totalBet: 0,
    dead: 0,
  }));
  return { ...hand, seats, pots: [], toAct: null, awaitingRunOut: false, ended: true };
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

function paying(entrant: HandSeat, chips: number): HandSeat {
  const stack = entrant.stack - chips;
  return {
    ...entrant,
    stack,
    totalBet: entrant.totalBet + chips,
    status: stack === 0 ? "allIn" : entrant.status,
  };
}

function acted(hand: Hand, place: number): Hand {
  const isWon = hand.seats.filter(isLive).length === 1;
  return { ...hand, actionNo: hand.actionNo + 1, toAct: isWon ? null : nextToAct(hand, place) };
}

function changeSeat(hand: Hand, place: number, change: (entrant: HandSeat) => HandSeat): Hand {
  const seats = hand.seats.slice();
  seats[place] = change(seats[place] as HandSeat);
  return { ...hand, seats };
}

function joinNames(before: string | null, name: string | null): string | null {
  if (before === null || name === null || before === name) return name ?? before;
  return before.split(NAME_SEPARATOR).includes(name) ? before : `${before}${NAME_SEPARATOR}${name}`;
}

const NAME_SEPARATOR = " / ";
