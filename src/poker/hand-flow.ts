import type { PlayerId } from "../game/game.ts";
import { isBombPot } from "./bomb-pot.ts";
import { applyQueuedConfig } from "./configure.ts";
import { nextHandSetup } from "./deal.ts";
import { type Draft, record, tableTime } from "./draft.ts";
import { promiseDecks, sealDeck } from "./fair-deck/seal-deck.ts";
import { decideAction, legalActions, runOut, startHand } from "./hand.ts";
import type { HandAction, HandEvent, Seat } from "./hand-event.ts";
import { type Hand, liveCount } from "./hand-state.ts";
import { nextPositions } from "./positions.ts";
import { plannedAction } from "./pre-act.ts";
import { scheduleNextHand } from "./schedule-hand.ts";
import { hasEnoughPlayers, isTooLittle } from "./seating.ts";
import { paySevenDeuce } from "./seven-deuce.ts";
import { showAsPlanned, shownInstead } from "./show.ts";
import { startLevelIfDue } from "./start-level.ts";
import { liveHand, type Pending, seatAt, type TableSeat } from "./table-state.ts";
import { isTournamentFull, placeThoseOut, startTournament } from "./tournament/run-tournament.ts";
import { isRunning, isSitAndGo } from "./tournament/tournament.ts";

/** About a second board: the table with the side pots of more would be too long for a message. */
const MOST_ASKED = 5;

/** A table that waits deals as soon as enough players are ready; a tournament begins when it is full. */
export function dealIfWaiting(draft: Draft): void {
  const { phase, started, paused, config } = draft.state;
  if (phase !== "waiting" || !started || paused !== null) return;
  const isNewTournament = isSitAndGo(config) && !isRunning(draft.state);
  if (!(isNewTournament ? isTournamentFull(draft.state) : hasEnoughPlayers(draft.state))) return;
  if (isNewTournament) startTournament(draft);
  dealHand(draft);
}

export function dealHand(draft: Draft): void {
  startLevelIfDue(draft);
  const next = nextPositions(draft.state);
  const setup = nextHandSetup(draft.state, next);
  const { deck, sealed } = sealDeck(promiseDecks(draft), setup, draft.state);
  const { posting: _, ...taken } = next;
  record(draft, { type: "PositionsTaken", atMs: draft.facts.nowMs, ...taken });
  const [started, ...dealt] = startHand(setup, deck);
  if (started !== undefined) record(draft, started, { type: "DeckSealed", ...sealed });
  recordHand(draft, dealt);
  followHand(draft);
}

/** The hand's events, and when it is over what waited for its end. */
export function recordHand(draft: Draft, events: readonly HandEvent[]): void {
  const waiting = draft.state.seats.filter((seat) => seat.pending !== null);
  for (const event of events) record(draft, shownInstead(draft.state, event));
  if (liveHand(draft.state) !== null) return;
  paySevenDeuce(draft);
  for (const { seat, pending } of waiting) if (pending !== null) settlePending(draft, seat, pending);
  if (isRunning(draft.state)) placeThoseOut(draft, leavesOf(waiting));
  applyQueuedConfig(draft);
  scheduleNextHand(draft);
}

/**
 * On to the next who decides: the player whose turn it is, or all who are all-in about a second board. Who is leaving
 * folds, who let the clock run out twice and who acted ahead is not waited for.
 */
export function followHand(draft: Draft): void {
  for (;;) {
    const hand = liveHand(draft.state);
    if (hand?.awaitingRunOut === true) return offerTwoBoards(draft, hand);
    const seat = hand?.toAct == null ? null : seatAt(draft.state, hand.toAct);
    if (hand === null || seat === null) return;
    const action = unaskedAction(hand, seat) ?? plannedAction(hand, seat);
    if (action === null) return startTurn(draft, hand, seat);
    actFor(draft, hand, action);
  }
}

export function dealRunOut(draft: Draft, times: 1 | 2): void {
  const hand = liveHand(draft.state);
  if (hand !== null) recordHand(draft, runOut(hand, times));
}

/** Folds at once when it is the seat's turn. */
export function foldOnTurn(draft: Draft, seat: Seat): void {
  const hand = liveHand(draft.state);
  if (hand === null || hand.toAct !== seat) return;
  endTurn(draft, { timedOut: false });
  actFor(draft, hand, "fold");
  followHand(draft);
}

export function endTurn(draft: Draft, { timedOut }: { timedOut: boolean }): void {
  const { turn } = draft.state;
  const seat = turn === null ? null : seatAt(draft.state, turn.seat);
  if (turn === null || seat === null) return;
  const usedMs = turn.bankFromMs === null ? 0 : tableTime(draft) - turn.bankFromMs;
  const bankUsedMs = timedOut && turn.bankFromMs !== null ? seat.timeBankMs : clamp(usedMs, seat.timeBankMs);
  record(draft, { type: "TurnEnded", seat: seat.seat, player: seat.player, timedOut, bankUsedMs });
}

function actFor(draft: Draft, hand: Hand, action: HandAction): void {
  if (hand.toAct === null) return;
  const decision = decideAction(hand, hand.toAct, { action });
  if (!decision.ok) throw new Error(`${action} refused for seat ${hand.toAct}: ${decision.reason}`);
  recordHand(draft, decision.events);
}

function startTurn(draft: Draft, hand: Hand, { seat, player }: TableSeat): void {
  const id = `${hand.setup.no}-${hand.actionNo}`;
  const dueAtMs = tableTime(draft) + turnMs(draft);
  record(draft, { type: "TurnStarted", id, seat, player, dueAtMs });
}

function offerTwoBoards(draft: Draft, { seats }: Hand): void {
  if (liveCount(seats) > MOST_ASKED) return dealRunOut(draft, 1);
  record(draft, { type: "RunTwiceOffered", dueAtMs: tableTime(draft) + turnMs(draft) });
}

export function turnMs(draft: Draft): number {
  return Math.round(draft.state.config.turnSeconds * 1000);
}

function unaskedAction(hand: Hand, { pending, sittingOut }: TableSeat): HandAction | null {
  if (isBombPot(hand.setup) && hand.street === "preflop") return "check";
  if (pending !== null && pending.leave !== null) return "fold";
  // Only a tournament deals in who sits out.
  if (!sittingOut && pending?.sitOut !== "timeOuts") return null;
  return legalActions(hand)?.canCheck === true ? "check" : "fold";
}

function settlePending(draft: Draft, seatNo: Seat, { stack, topUp, leave, sitOut, show }: Pending): void {
  const { config } = draft.state;
  const atMs = draft.facts.nowMs;
  let seat = seatAt(draft.state, seatNo);
  if (seat === null) return;
  if (show !== null) showAsPlanned(draft, seatNo, show);
  const of = { seat: seat.seat, player: seat.player };
  if (stack !== null) record(draft, { type: "StackSet", ...of, was: seat.stack, ...stack, atMs });
  seat = seatAt(draft.state, seatNo) ?? seat;
  const chips = Math.min(topUp, config.buyInMax - seat.stack);
  if (chips > 0 && leave === null && !isTooLittle(config, seat.stack, chips))
    record(draft, { type: "ChipsAdded", ...of, chips, atMs });
  if (leave !== null && isRunning(draft.state)) return;
  if (leave !== null) record(draft, { type: "PlayerStood", ...of, chips: seat.stack, ...leave, atMs });
  else if (sitOut !== null) record(draft, { type: "PlayerSatOut", ...of, because: sitOut });
}

function leavesOf(seats: readonly TableSeat[]): ReadonlyMap<PlayerId, NonNullable<Pending["leave"]>> {
  return new Map(
    seats.flatMap(({ player, pending }) =>
      pending?.leave == null ? [] : [[player, pending.leave] as const],
    ),
  );
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}
