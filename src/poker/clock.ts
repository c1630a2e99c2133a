import type { Deadline } from "../game/game.ts";
import { type Draft, record, tableTime } from "./draft.ts";
import { timeOut } from "./hand.ts";
import { dealHand, dealRunOut, endTurn, followHand, recordHand, turnMs } from "./hand-flow.ts";
import { hasEnoughPlayers } from "./seating.ts";
import type { DeadlinePassed } from "./table-command.ts";
import { optionsOf } from "./table-options.ts";
import { isInLiveHand, liveHand, seatAt, type TableSeat, type TableState, type Turn } from "./table-state.ts";
import { clearTable } from "./tournament/run-tournament.ts";
import { isClosedForSeats } from "./tournament/tournament.ts";

/** A clock that strikes later than this was not kept: what was lost is given back, once a turn and once a vote. */
const FORGIVEN_LATENESS_MS = 5_000;
const TIME_OUTS_TO_SIT_OUT = 2;

type Vote = NonNullable<TableState["runOutVote"]>;

type Due = { readonly id: string; readonly dueAtMs: number } & (
  | { readonly what: "turn"; readonly turn: Turn }
  | { readonly what: "runOut"; readonly vote: Vote }
  | { readonly what: "nextHand" }
  | { readonly what: "away"; readonly seat: TableSeat }
);

export function deadline(state: TableState): Deadline<DeadlinePassed> | null {
  const due = nextDue(state);
  return due && { id: due.id, dueAtMs: due.dueAtMs, command: { type: "deadlinePassed", id: due.id } };
}

/** A deadline that is no longer current changes nothing. */
export function passDeadline(draft: Draft, id: string): void {
  const due = nextDue(draft.state);
  if (due === null || due.id !== id) return;
  switch (due.what) {
    case "turn":
      return passTurn(draft, due.turn);
    case "runOut":
      return passVote(draft, due.vote);
    case "nextHand":
      if (draft.state.tournament?.phase === "over") return clearTable(draft);
      return hasEnoughPlayers(draft.state) ? dealHand(draft) : record(draft, { type: "TableWaits" });
    case "away":
      return giveUpSeat(draft, due.seat);
  }
}

// A pause freezes everything.
function nextDue(state: TableState): Due | null {
  if (state.paused !== null) return null;
  let earliest: Due | null = turnDue(state) ?? runOutDue(state) ?? nextHandDue(state);
  const keptMs = Math.round(optionsOf(state.config).awaySeatSeconds * 1000);
  for (const seat of isClosedForSeats(state) ? [] : state.seats) {
    if (seat.awaySinceMs === null || isInLiveHand(state, seat.player)) continue;
    const dueAtMs = seat.awaySinceMs + keptMs;
    if (earliest !== null && earliest.dueAtMs <= dueAtMs) continue;
    earliest = { what: "away", id: `away-${seat.seat}-${dueAtMs}`, dueAtMs, seat };
  }
  return earliest;
}

function turnDue({ turn }: TableState): Due | null {
  return turn && { what: "turn", id: movedId(`turn-${turn.id}`, turn.moves), dueAtMs: turn.dueAtMs, turn };
}

function runOutDue({ runOutVote, handNo }: TableState): Due | null {
  if (runOutVote === null) return null;
  const { moves, dueAtMs } = runOutVote;
  return { what: "runOut", id: movedId(`run-out-${handNo}`, moves), dueAtMs, vote: runOutVote };
}

function nextHandDue({ nextHand, handNo }: TableState): Due | null {
  if (nextHand === null) return null;
  const { dueAtMs } = nextHand;
  // The same hand is planned again when the table had to wait for players meanwhile.
  return { what: "nextHand", id: `next-${handNo + 1}-${dueAtMs}`, dueAtMs };
}

function movedId(id: string, moves: number): string {
  return moves === 0 ? id : `${id}-${moves}`;
}

function passTurn(draft: Draft, turn: Turn): void {
  const hand = liveHand(draft.state);
  const seat = seatAt(draft.state, turn.seat);
  if (hand === null || seat === null) return;
  const now = tableTime(draft);
  const of = { seat: seat.seat, player: seat.player };
  if (now - turn.dueAtMs > FORGIVEN_LATENESS_MS && !turn.forgiven) {
    const lengthMs = turn.bankFromMs === null ? turnMs(draft) : seat.timeBankMs;
    return record(draft, { type: "TurnExtended", ...of, fromMs: now, dueAtMs: now + lengthMs });
  }
  if (turn.bankFromMs === null && seat.timeBankMs > 0 && seat.awaySinceMs === null) {
    return record(draft, { type: "TimeBankStarted", ...of, fromMs: now, dueAtMs: now + seat.timeBankMs });
  }
  endTurn(draft, { timedOut: true });
  if ((seatAt(draft.state, turn.seat)?.timeOuts ?? 0) >= TIME_OUTS_TO_SIT_OUT)
    record(draft, { type: "SitOutQueued", ...of, because: "timeOuts" });
  recordHand(draft, timeOut(hand));
  followHand(draft);
}

function passVote(draft: Draft, { dueAtMs, forgiven }: Vote): void {
  const now = tableTime(draft);
  if (now - dueAtMs <= FORGIVEN_LATENESS_MS || forgiven === true) return dealRunOut(draft, 1);
  record(draft, { type: "RunTwiceExtended", dueAtMs: now + turnMs(draft) });
}

function giveUpSeat(draft: Draft, { seat, player, stack }: TableSeat): void {
  const atMs = draft.facts.nowMs;
  record(draft, { type: "PlayerStood", seat, player, chips: stack, because: "away", by: null, atMs });
}
