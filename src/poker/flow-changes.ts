import { blindsOfNextSession } from "./blind-level.ts";
import { forgetDepartures } from "./ledger.ts";
import type { TableChanges } from "./table-changes.ts";
import type { FlowEvent } from "./table-event.ts";
import { optionsOf } from "./table-options.ts";
import type { TableSeat, TableState } from "./table-state.ts";
import { brokenOff } from "./tournament/tournament-changes.ts";

type Closed = Extract<FlowEvent, { type: "TableClosed" }>;
type Configured = Extract<FlowEvent, { type: "TableConfigured" }>;
type PositionsTaken = Extract<FlowEvent, { type: "PositionsTaken" }>;

export const flowChanges: TableChanges<FlowEvent> = {
  PlayStarted: (state) => ({ ...state, started: true }),
  ConfigurationQueued: (state, { by, changes }) => ({ ...state, queuedConfig: { by, changes } }),
  TableConfigured: withConfig,
  LevelStarted: (state, { no, smallBlind, bigBlind, ante, atMs }) => ({
    ...state,
    config: { ...state.config, smallBlind, bigBlind, ante },
    level: { no, sinceMs: atMs, sinceHand: state.handNo + 1 },
  }),
  RunTwiceOffered: (state, { dueAtMs }) => ({ ...state, runOutVote: { dueAtMs, moves: 0, agreed: [] } }),
  RunTwiceExtended: (state, { dueAtMs }) => ({
    ...state,
    runOutVote: state.runOutVote && {
      ...state.runOutVote,
      dueAtMs,
      moves: state.runOutVote.moves + 1,
      forgiven: true,
    },
  }),
  RunTwiceAgreed: (state, { seat }) => ({
    ...state,
    runOutVote: state.runOutVote && { ...state.runOutVote, agreed: [...state.runOutVote.agreed, seat] },
  }),
  RabbitHunted: (state, { cards, cards2 }) =>
    state.play === null
      ? state
      : {
          ...state,
          play: { ...state.play, rabbit: cards, ...(cards2 !== undefined && { rabbit2: cards2 }) },
        },
  TablePaused: (state, { atMs }) => ({ ...state, paused: { atMs } }),
  TableResumed: (state, { atMs }) => resumeClocks(state, atMs),
  TableClosed: closeTable,
  TableReopened: (state) => ({ ...state, phase: "waiting" }),
  NextHandScheduled: (state, { dueAtMs }) => ({ ...state, nextHand: { dueAtMs } }),
  TableWaits: (state) => ({ ...state, phase: "waiting", nextHand: null }),
  PositionsTaken: takePositions,
};

const LEVEL_SETTINGS = ["levels", "levelSeconds", "levelHands", "mode"] as const;

// Longer and shorter time banks are so for everybody at once.
function withConfig(state: TableState, { changes }: Configured): TableState {
  const config = { ...state.config, ...changes };
  const moreMs = Math.round((config.timeBankSeconds - state.config.timeBankSeconds) * 1000);
  return {
    ...state,
    config,
    queuedConfig: null,
    level: LEVEL_SETTINGS.every((name) => changes[name] === undefined) ? state.level : null,
    started: state.started || changes.autoStart === true,
    seats: state.seats.map((seat) => ({ ...seat, timeBankMs: Math.max(0, seat.timeBankMs + moreMs) })),
  };
}

function resumeClocks(state: TableState, nowMs: number): TableState {
  if (state.paused === null) return state;
  const heldMs = Math.max(0, nowMs - state.paused.atMs);
  const { turn, runOutVote, nextHand, level } = state;
  return {
    ...state,
    paused: null,
    turn: turn && {
      ...turn,
      dueAtMs: turn.dueAtMs + heldMs,
      bankFromMs: turn.bankFromMs === null ? null : turn.bankFromMs + heldMs,
      moves: turn.moves + 1,
    },
    runOutVote: runOutVote && {
      ...runOutVote,
      dueAtMs: runOutVote.dueAtMs + heldMs,
      moves: runOutVote.moves + 1,
    },
    level: level && { ...level, sinceMs: level.sinceMs + heldMs },
    nextHand: nextHand && { dueAtMs: nextHand.dueAtMs + heldMs },
    seats: state.seats.map((seat) =>
      seat.awaySinceMs === null ? seat : { ...seat, awaySinceMs: seat.awaySinceMs + heldMs },
    ),
  };
}

// The secret of the decks is none any more. Without a hand there is nothing to tell by it.
function closeTable(before: TableState, { because }: Closed): TableState {
  const { decks, ...state } = brokenOff(before);
  const isRevealed = decks !== undefined && state.handNo >= decks.firstHand;
  return {
    ...state,
    ...(isRevealed && { revealed: { ...decks, lastHand: state.handNo } }),
    config: { ...state.config, ...blindsOfNextSession(state) },
    level: null,
    phase: "closed",
    started: state.config.autoStart,
    paused: null,
    people: because === "room" ? [] : state.people,
    host: because === "room" ? null : state.host,
    waitingList: [],
    requests: [],
    play: null,
    turn: null,
    nextHand: null,
    ledger: forgetDepartures(state.ledger),
  };
}

function takePositions(state: TableState, event: PositionsTaken): TableState {
  const seats = state.seats.map((seat): TableSeat => {
    if (event.dealtIn.includes(seat.seat)) {
      const refilled = { ...seat, timeBankMs: seat.timeBankMs + refillMs(state, seat) };
      return event.stillOwing?.includes(seat.seat) ? refilled : { ...refilled, owes: "none", posts: false };
    }
    const missed = event.missed.find((absence) => absence.seat === seat.seat);
    return missed === undefined ? seat : { ...seat, owes: missed.owes };
  });
  return {
    ...state,
    phase: "playing",
    nextHand: null,
    positions: event.positions,
    dealtAtMs: event.atMs,
    seats,
  };
}

function refillMs({ config, handNo }: TableState, { timeBankMs }: TableSeat): number {
  const { timeBankRefillSeconds, timeBankRefillHands } = optionsOf(config);
  if ((handNo + 1) % timeBankRefillHands !== 0) return 0;
  const missingMs = Math.max(0, Math.round(config.timeBankSeconds * 1000) - timeBankMs);
  return Math.min(missingMs, Math.round(timeBankRefillSeconds * 1000));
}
