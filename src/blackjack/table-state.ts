import type { PlayerId, Profile } from "../game/game.ts";
import type { Card } from "./card.ts";
import type { BlackjackConfig } from "./config.ts";

/** A table of blackjack: plain JSON. Every chip is in a stack, in a bet, with the house or was taken away. */
export interface BlackjackState {
  readonly config: BlackjackConfig;
  readonly people: Readonly<Record<string, Profile>>;
  /** In the order of their chairs. */
  readonly seats: readonly TableSeat[];
  readonly isClosed: boolean;
  /** How long the clock has still to run when the table goes on; null: it is not paused. */
  readonly paused: { readonly leftMs: number | null } | null;
  readonly roundNo: number;
  readonly round: Round | null;
  readonly clock: Clock | null;
  /** What players brought, and what they took away. */
  readonly ledger: { readonly boughtIn: number; readonly cashedOut: number };
  /** What the house has won; negative: lost. */
  readonly houseWon: number;
}

export interface TableSeat {
  readonly seat: number;
  readonly player: PlayerId;
  readonly name: string;
  readonly stack: number;
  readonly isConnected: boolean;
}

/** `betting` until the cards are dealt, `playing` until the dealer is done, `settled` until the next bet. */
export interface Round {
  readonly phase: "betting" | "playing" | "settled";
  readonly hands: readonly Hand[];
  /** The second one lies face down until the players are done. */
  readonly dealer: readonly Card[];
  readonly isRevealed: boolean;
  /** Not dealt yet; secret. */
  readonly deck: readonly Card[];
  readonly turn: number | null;
  readonly results: readonly Result[] | null;
}

export interface Hand {
  readonly seat: number;
  readonly player: PlayerId;
  readonly bet: number;
  readonly cards: readonly Card[];
  readonly isDone: boolean;
}

export interface Result {
  readonly seat: number;
  readonly player: PlayerId;
  readonly outcome: "blackjack" | "win" | "push" | "lose";
  /** Bet and gain; 0 when lost. */
  readonly paid: number;
}

export interface Clock {
  readonly id: string;
  readonly dueAtMs: number;
}

export function newTable(config: BlackjackConfig): BlackjackState {
  return {
    config,
    people: {},
    seats: [],
    isClosed: false,
    paused: null,
    roundNo: 0,
    round: null,
    clock: null,
    ledger: { boughtIn: 0, cashedOut: 0 },
    houseWon: 0,
  };
}

export function seatOf({ seats }: BlackjackState, player: PlayerId): TableSeat | null {
  return seats.find((seat) => seat.player === player) ?? null;
}

export function handOf({ round }: BlackjackState, player: PlayerId): Hand | null {
  return round?.hands.find((hand) => hand.player === player) ?? null;
}

/** Those whose chips are in a bet that is not settled. */
export function isInRound(state: BlackjackState, player: PlayerId): boolean {
  return state.round !== null && state.round.phase !== "settled" && handOf(state, player) !== null;
}

/** Whose turn it is. */
export function handOnTurn({ round }: BlackjackState): Hand | null {
  return round?.hands.find(({ seat }) => seat === round.turn) ?? null;
}

/** Names the turn on the table; each card makes it another one. */
export function turnId({ roundNo, round }: BlackjackState): string {
  return `${roundNo}-${round?.turn ?? 0}-${handOnTurnLength(round)}`;
}

function handOnTurnLength(round: Round | null): number {
  return round?.hands.find(({ seat }) => seat === round.turn)?.cards.length ?? 0;
}
