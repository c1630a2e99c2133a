import type { PlayerId } from "../game/game.ts";
import type { Card } from "./card.ts";
import type { BlackjackConfig } from "./config.ts";
import { valueOf } from "./hand-value.ts";
import { legalActions } from "./player-commands.ts";
import { type BlackjackState, handOf, handOnTurn, type Result, seatOf, turnId } from "./table-state.ts";

/** What anyone may see: everything but the dealer's second card and the deck. */
export interface PublicTable {
  readonly status: "waiting" | "betting" | "playing" | "settled" | "paused" | "closed";
  readonly config: BlackjackConfig;
  readonly seats: readonly PublicSeat[];
  readonly dealer: { readonly cards: readonly Card[]; readonly total: number };
  readonly round: { readonly no: number; readonly results: readonly Result[] | null } | null;
  /** ISO 8601, UTC: until when bets are taken. */
  readonly betsUntil: string | null;
  readonly turn: PublicTurn | null;
}

interface PublicSeat {
  readonly seat: number;
  readonly player: PlayerId;
  readonly name: string;
  readonly stack: number;
  readonly bet: number;
  readonly connected: boolean;
  readonly cards: readonly Card[];
  readonly total: number;
}

interface PublicTurn {
  readonly id: string;
  readonly player: PlayerId;
  readonly seat: number;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
}

/** What only a seated player sees besides: in blackjack, no card. */
export interface PrivateView {
  readonly player: PlayerId;
  readonly seat: number;
  readonly stack: number;
  readonly mayBet: { readonly min: number; readonly max: number } | null;
  /** Null when it is not their turn. */
  readonly legal: readonly ("hit" | "stand" | "double")[] | null;
}

export function tableView(state: BlackjackState): PublicTable {
  const { round, config, clock } = state;
  const dealer = round === null ? [] : round.isRevealed ? round.dealer : round.dealer.slice(0, 1);
  return {
    status: statusOf(state),
    config,
    seats: state.seats.map(({ seat, player, name, stack, isConnected }) => {
      const hand = handOf(state, player);
      const cards = hand?.cards ?? [];
      const bet = round?.phase === "settled" ? 0 : (hand?.bet ?? 0);
      return { seat, player, name, stack, bet, connected: isConnected, cards, total: valueOf(cards).total };
    }),
    dealer: { cards: dealer, total: valueOf(dealer).total },
    round: round && { no: state.roundNo, results: round.results },
    betsUntil: round?.phase === "betting" && clock !== null ? instant(clock.dueAtMs) : null,
    turn: turnOf(state),
  };
}

export function playerView(state: BlackjackState, player: PlayerId): PrivateView | null {
  const seat = seatOf(state, player);
  if (seat === null) return null;
  const max = Math.min(state.config.maxBet, seat.stack);
  const isOpen = !state.isClosed && state.paused === null && mayStillBet(state, player);
  const mayBet = isOpen && max >= state.config.minBet ? { min: state.config.minBet, max } : null;
  const legal = handOnTurn(state)?.player === player ? legalActions(state) : null;
  return { player, seat: seat.seat, stack: seat.stack, mayBet, legal };
}

function mayStillBet(state: BlackjackState, player: PlayerId): boolean {
  if (state.round === null || state.round.phase === "settled") return true;
  return state.round.phase === "betting" && handOf(state, player) === null;
}

function statusOf({ isClosed, paused, round }: BlackjackState): PublicTable["status"] {
  if (isClosed) return "closed";
  if (paused !== null) return "paused";
  return round === null ? "waiting" : round.phase;
}

function turnOf(state: BlackjackState): PublicTurn | null {
  const hand = handOnTurn(state);
  if (hand === null || state.clock === null) return null;
  return { id: turnId(state), player: hand.player, seat: hand.seat, dueAt: instant(state.clock.dueAtMs) };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
