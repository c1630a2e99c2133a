import type { HouseTurn } from "../../game/game.ts";
import { isLive } from "../hand-state.ts";
import { optionsOf } from "../table-options.ts";
import { handSeatOf, liveHand, seatAt, type TableSeat, type TableState } from "../table-state.ts";

/** Of all of it, at least. */
const SHORTEST_THOUGHT = 0.25;
/** Of a turn, at most: the clock is kept for people. */
const LONGEST_THOUGHT = 0.8;

/** The bot that has the turn or was offered two boards, after it has thought for a while; a pause holds it as anybody. */
export function botTurn(state: TableState): HouseTurn | null {
  return state.paused === null ? (ownTurn(state) ?? voteOf(state)) : null;
}

function ownTurn(state: TableState): HouseTurn | null {
  const { turn } = state;
  const seat = turn === null ? null : seatAt(state, turn.seat);
  if (turn === null || seat?.bot === undefined) return null;
  const id = `house-${turn.id}-${turn.moves}`;
  const fromMs = turn.bankFromMs ?? turn.dueAtMs - turnMs(state);
  return { id, player: seat.player, dueAtMs: fromMs + thoughtMs(state, turn.id) };
}

function voteOf(state: TableState): HouseTurn | null {
  const { runOutVote, handNo } = state;
  const seat = runOutVote === null ? undefined : state.seats.find((one) => isUndecidedBot(state, one));
  if (runOutVote === null || seat === undefined) return null;
  const id = `house-vote-${handNo}-${seat.seat}-${runOutVote.moves}`;
  const dueAtMs = runOutVote.dueAtMs - turnMs(state) + thoughtMs(state, id);
  return { id, player: seat.player, dueAtMs };
}

function isUndecidedBot(state: TableState, { bot, player, seat }: TableSeat): boolean {
  if (bot === undefined || liveHand(state) === null) return false;
  const inHand = handSeatOf(state, player);
  return inHand !== null && isLive(inHand) && state.runOutVote?.agreed.includes(seat) === false;
}

// Different from turn to turn and the same whoever asks.
function thoughtMs(state: TableState, id: string): number {
  const longestMs = Math.min(optionsOf(state.config).botSeconds * 1000, turnMs(state) * LONGEST_THOUGHT);
  let mixed = 7;
  for (let at = 0; at < id.length; at++) mixed = (mixed * 31 + id.charCodeAt(at)) % 1009;
  return Math.round(longestMs * (SHORTEST_THOUGHT + (1 - SHORTEST_THOUGHT) * (mixed / 1009)));
}

function turnMs({ config }: TableState): number {
  return Math.round(config.turnSeconds * 1000);
}
