import type { PlayerId } from "../game/game.ts";
import type { BlackjackEvent } from "./table-event.ts";
import type { BlackjackState, Hand, Round, TableSeat } from "./table-state.ts";

type EventOf<Type extends BlackjackEvent["type"]> = Extract<BlackjackEvent, { readonly type: Type }>;

type Changes = {
  readonly [Type in BlackjackEvent["type"]]: (state: BlackjackState, event: EventOf<Type>) => BlackjackState;
};

/** A fold over the created table; never fails. */
export function evolve(state: BlackjackState, event: BlackjackEvent): BlackjackState {
  const change = changes[event.type] as (state: BlackjackState, event: BlackjackEvent) => BlackjackState;
  return change(state, event);
}

const changes: Changes = {
  PersonKnown: (state, { player, profile }) => ({
    ...connect(state, player, true),
    people: { ...state.people, [player]: profile },
  }),
  PersonGone: (state, { player }) => {
    const { [player]: _, ...people } = state.people;
    return { ...connect(state, player, false), people };
  },
  PlayerSeated: (state, { seat, player, name, chips }) => ({
    ...brought(state, chips),
    seats: [...state.seats, { seat, player, name, stack: chips, isConnected: true }].sort(
      (a, b) => a.seat - b.seat,
    ),
  }),
  PlayerStood: (state, { player, chips }) => ({
    ...state,
    seats: state.seats.filter((seat) => seat.player !== player),
    ledger: { ...state.ledger, cashedOut: state.ledger.cashedOut + chips },
  }),
  ChipsAdded: (state, { seat, chips }) => move(brought(state, chips), seat, chips),
  RoundOpened: (state, { no }) => ({ ...state, roundNo: no, round: EMPTY_ROUND }),
  BetPlaced: (state, { seat, player, chips }) =>
    inRound(move(state, seat, -chips), (round) => {
      const hand: Hand = { seat, player, bet: chips, cards: [], isDone: false };
      return { ...round, hands: [...round.hands, hand].sort((a, b) => a.seat - b.seat) };
    }),
  ClockSet: (state, { clock }) => ({ ...state, clock }),
  DeckShuffled: (state, { deck }) => inRound(state, (round) => ({ ...round, phase: "playing", deck })),
  CardsDealt: (state) => inRound(state, deal),
  TurnStarted: (state, { seat }) => inRound(state, (round) => ({ ...round, turn: seat })),
  CardDrawn: (state, { seat, card }) =>
    inRound(state, (round) => ({
      ...withHand(round, seat, (hand) => ({ ...hand, cards: [...hand.cards, card] })),
      deck: round.deck.slice(1),
    })),
  BetDoubled: (state, { seat, chips }) =>
    inRound(move(state, seat, -chips), (round) =>
      withHand(round, seat, (hand) => ({ ...hand, bet: hand.bet + chips })),
    ),
  HandStood: (state, { seat }) =>
    inRound(state, (round) => ({
      ...withHand(round, seat, (hand) => ({ ...hand, isDone: true })),
      turn: null,
    })),
  DealerRevealed: (state) => inRound(state, (round) => ({ ...round, isRevealed: true })),
  DealerDrew: (state, { card }) =>
    inRound(state, (round) => ({ ...round, dealer: [...round.dealer, card], deck: round.deck.slice(1) })),
  RoundSettled: settle,
  RoundVoided: (state) => {
    const bets = state.round?.hands ?? [];
    const paidBack = bets.reduce((at, { seat, bet }) => move(at, seat, bet), state);
    return { ...paidBack, round: null, clock: null };
  },
  TablePaused: (state, { atMs }) => ({
    ...state,
    paused: { leftMs: state.clock === null ? null : Math.max(0, state.clock.dueAtMs - atMs) },
  }),
  TableResumed: (state, { atMs }) => {
    const leftMs = state.paused?.leftMs ?? null;
    const { clock } = state;
    return { ...state, paused: null, clock: clock && { id: `${clock.id}+`, dueAtMs: atMs + (leftMs ?? 0) } };
  },
  TableClosed: (state) => ({ ...state, isClosed: true, paused: null, clock: null }),
  TableReopened: (state) => ({ ...state, isClosed: false }),
};

const EMPTY_ROUND: Round = {
  phase: "betting",
  hands: [],
  dealer: [],
  isRevealed: false,
  deck: [],
  turn: null,
  results: null,
};

// One to each and the dealer, twice.
function deal(round: Round): Round {
  const count = round.hands.length;
  const { deck } = round;
  return {
    ...round,
    hands: round.hands.map((hand, at) => ({
      ...hand,
      cards: [at, count + 1 + at].flatMap((no) => deck[no] ?? []),
    })),
    dealer: [count, 2 * count + 1].flatMap((no) => deck[no] ?? []),
    deck: deck.slice(2 * count + 2),
  };
}

function settle(state: BlackjackState, { results }: EventOf<"RoundSettled">): BlackjackState {
  const staked = (state.round?.hands ?? []).reduce((sum, { bet }) => sum + bet, 0);
  const paid = results.reduce((sum, result) => sum + result.paid, 0);
  const after = results.reduce((at, result) => move(at, result.seat, result.paid), state);
  const settled = inRound(after, (round) => ({ ...round, phase: "settled", turn: null, results }));
  return { ...settled, clock: null, houseWon: state.houseWon + staked - paid };
}

function inRound(state: BlackjackState, change: (round: Round) => Round): BlackjackState {
  return state.round === null ? state : { ...state, round: change(state.round) };
}

function withHand(round: Round, seat: number, change: (hand: Hand) => Hand): Round {
  return { ...round, hands: round.hands.map((hand) => (hand.seat === seat ? change(hand) : hand)) };
}

function move(state: BlackjackState, seat: number, chips: number): BlackjackState {
  return withSeats(state, (one) => (one.seat === seat ? { ...one, stack: one.stack + chips } : one));
}

function connect(state: BlackjackState, player: PlayerId, isConnected: boolean): BlackjackState {
  return withSeats(state, (one) => (one.player === player ? { ...one, isConnected } : one));
}

function withSeats(state: BlackjackState, change: (seat: TableSeat) => TableSeat): BlackjackState {
  return { ...state, seats: state.seats.map(change) };
}

function brought(state: BlackjackState, chips: number): BlackjackState {
  return { ...state, ledger: { ...state.ledger, boughtIn: state.ledger.boughtIn + chips } };
}
