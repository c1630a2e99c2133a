import type { PlayerId } from "../game/game.ts";
import { nextLevel } from "./blind-level.ts";
import { isBombPot } from "./bomb-pot.ts";
import type { BotStrength } from "./bots/bot-strength.ts";
import type { Card } from "./card.ts";
import { chooserOf } from "./dealers-choice.ts";
import { legalActions } from "./hand.ts";
import type { Seat, Street } from "./hand-event.ts";
import type { HandSeat } from "./hand-state.ts";
import { type ConfigChange, playedConfig, type TableConfig } from "./table-config.ts";
import { changedOptions, type TableOptions, USUAL_START } from "./table-options.ts";
import { handSeatOf, liveHand, type Play, type TableSeat, type TableState } from "./table-state.ts";
import {
  type PublicPlace,
  type PublicTournament,
  publicPlace,
  publicTournament,
} from "./tournament/tournament-view.ts";

/** More of them would be too long for a message of a full table. */
const WAITING_SHOWN = 3;

/** What anyone may see of a table. */
export interface PublicTable {
  readonly status: "waiting" | "playing" | "paused" | "closed";
  readonly config: PublicConfig;
  readonly seats: readonly PublicSeat[];
  readonly hand: PublicHand | null;
  readonly turn: PublicTurn | null;
  readonly host: PlayerId | null;
  /** What a host configured, from the end of the hand on. */
  readonly pending?: Omit<ConfigChange, "levels"> & { readonly by: PlayerId };
  /** Who asks a host for a seat, the first ones. */
  readonly requests?: readonly PlayerId[];
  /** Who may choose the next game. */
  readonly chooser?: PlayerId;
  /** Of the blinds. */
  readonly level?: PublicLevel;
  /** At a table that plays sit and go. */
  readonly tournament?: PublicTournament;
  /** What the decks of the session follow from; until the table is closed. */
  readonly deckPromise?: string;
  /** Who waits for a seat, the next ones; left out when nobody does. */
  readonly waiting?: readonly PlayerId[];
}

interface PublicLevel {
  readonly no: number;
  readonly nextAt: string | null;
  /** The first hand of the next one, where they go by hands. */
  readonly nextHand?: number;
}

type PublicConfig = Pick<
  TableConfig,
  | "variant"
  | "seats"
  | "smallBlind"
  | "bigBlind"
  | "ante"
  | "anteType"
  | "buyIn"
  | "buyInMin"
  | "buyInMax"
  | "turnSeconds"
  | "timeBankSeconds"
  | "nextHandSeconds"
> &
  Partial<Pick<TableConfig, keyof typeof USUAL_START>> &
  Partial<TableOptions>;

interface PublicSeat extends PublicPlace {
  readonly seat: Seat;
  readonly player: PlayerId;
  readonly name: string;
  readonly stack: number;
  /** What a host set it to, from the end of the hand on. */
  readonly nextStack?: number;
  /** In this betting round. */
  readonly bet: number;
  readonly status: "in" | "folded" | "allIn" | "sittingOut" | "waiting";
  readonly connected: boolean;
  /** The house plays it. */
  readonly bot?: true;
  readonly strength?: BotStrength;
  /** Revealed ones only. */
  readonly cards: readonly Card[] | null;
}

export interface PublicHand {
  readonly no: number;
  readonly street: Street | "showdown";
  readonly button: Seat;
  readonly board: readonly Card[];
  /** The second board, of a run-out dealt twice or a bomb pot with two. */
  readonly board2?: readonly Card[];
  /** While all-in players are asked for two boards; seats that agreed. */
  readonly runTwice?: { readonly dueAt: string; readonly agreed: readonly Seat[] };
  /** Fixes the deck. */
  readonly deckRoot?: string;
  /** Everybody paid an ante, and betting begins on the flop. */
  readonly bombPot?: true;
  /** Cards that would have come, once somebody asked for them. */
  readonly rabbit?: readonly Card[];
  /** Those of the second board. */
  readonly rabbit2?: readonly Card[];
  readonly pots: readonly { readonly chips: number; readonly contenders: readonly PlayerId[] }[];
  readonly results:
    | readonly { readonly player: PlayerId; readonly chips: number; readonly handName: string | null }[]
    | null;
}

export interface PublicTurn {
  readonly id: string;
  readonly player: PlayerId;
  readonly seat: Seat;
  readonly canCheck: boolean;
  readonly callAmount: number;
  readonly minRaiseTo: number | null;
  readonly maxRaiseTo: number | null;
  /** ISO 8601, UTC. */
  readonly dueAt: string;
}

export function tableView(state: TableState): PublicTable {
  const { paused, phase, config, play, host, queuedConfig, decks, level, requests, waitingList } = state;
  const table: Writable<PublicTable> = {
    status: paused === null ? phase : "paused",
    config: publicConfig(config),
    seats: state.seats.map((seat) => publicSeat(state, seat)),
    hand: play && publicHand(play),
    turn: publicTurn(state),
    host,
  };
  const chooser = chooserOf(state);
  const tournament = publicTournament(state);
  // One by one and not spread: every action makes this anew, and most of it is not there.
  if (table.hand !== null && state.runOutVote !== null)
    table.hand = { ...table.hand, runTwice: runOutOffer(state.runOutVote) };
  if (queuedConfig !== null) table.pending = pendingConfig(queuedConfig);
  if (decks !== undefined) table.deckPromise = decks.promise;
  if (chooser !== null) table.chooser = chooser;
  if (level !== null) table.level = publicLevel(state, level.no);
  if (tournament !== null) table.tournament = tournament;
  if (requests.length > 0) table.requests = requests.slice(0, WAITING_SHOWN).map(({ player }) => player);
  if (waitingList.length > 0) table.waiting = waitingList.slice(0, WAITING_SHOWN);
  return table;
}

type Writable<Readable> = { -readonly [Name in keyof Readable]: Readable[Name] };

function publicLevel(state: TableState, no: number): PublicLevel {
  const { atMs, hand } = nextLevel(state);
  return { no, nextAt: atMs === null ? null : instant(atMs), ...(hand !== null && { nextHand: hand }) };
}

const shownConfigs = new WeakMap<TableConfig, PublicConfig>();

/** Made once for each configuration, since every action shows the table anew. */
function publicConfig(config: TableConfig): PublicConfig {
  const known = shownConfigs.get(config);
  if (known !== undefined) return known;
  const shown = shownConfig(playedConfig(config));
  shownConfigs.set(config, shown);
  return shown;
}

function shownConfig(config: TableConfig): PublicConfig {
  const { variant, seats, smallBlind, bigBlind, ante, anteType, buyIn, buyInMin, buyInMax } = config;
  const { turnSeconds, timeBankSeconds, nextHandSeconds, autoSeat, autoStart, minPlayers } = config;
  return {
    variant,
    seats,
    smallBlind,
    bigBlind,
    ante,
    anteType,
    buyIn,
    buyInMin,
    buyInMax,
    turnSeconds,
    timeBankSeconds,
    nextHandSeconds,
    ...(autoSeat !== USUAL_START.autoSeat && { autoSeat }),
    ...(autoStart !== USUAL_START.autoStart && { autoStart }),
    ...(minPlayers !== USUAL_START.minPlayers && { minPlayers }),
    ...changedOptions(config),
  };
}

// Levels may be long: they are told by the event alone.
function pendingConfig({
  by,
  changes,
}: NonNullable<TableState["queuedConfig"]>): NonNullable<PublicTable["pending"]> {
  const { levels: _, ...shown } = changes;
  return { by, ...shown };
}

function publicSeat(state: TableState, kept: TableSeat): PublicSeat {
  const inHand = handSeatOf(state, kept.player);
  const isLive = inHand !== null && liveHand(state) !== null;
  const seat: Writable<PublicSeat> = {
    seat: kept.seat,
    player: kept.player,
    name: kept.name,
    stack: isLive ? inHand.stack : kept.stack,
    bet: isLive ? inHand.bet : 0,
    status: statusOf(state, inHand, kept),
    connected: kept.awaySinceMs === null,
    cards: inHand === null ? null : inHand.shown,
  };
  if (kept.pending?.stack != null) seat.nextStack = kept.pending.stack.chips;
  if (kept.bot !== undefined) Object.assign(seat, { bot: true, strength: kept.bot });
  if (kept.out !== undefined) Object.assign(seat, publicPlace(state, kept));
  return seat;
}

function statusOf(
  state: TableState,
  inHand: HandSeat | null,
  { sittingOut, stack }: Pick<TableSeat, "sittingOut" | "stack">,
): PublicSeat["status"] {
  if (inHand !== null && liveHand(state) !== null) return inHand.status;
  if (sittingOut) return "sittingOut";
  if (inHand !== null && state.phase === "playing") return inHand.status;
  return stack === 0 ? "sittingOut" : "waiting";
}

type Shown = Pick<Play, "hand" | "players" | "rabbit" | "rabbit2" | "sealed">;

export function publicHand({ hand, players, rabbit, rabbit2, sealed }: Shown): PublicHand {
  const playerAt = (seat: Seat): PlayerId =>
    players[hand.seats.findIndex((one) => one.seat === seat)] as PlayerId;
  const shown: Writable<PublicHand> = {
    no: hand.setup.no,
    street: hand.ended ? "showdown" : hand.street,
    button: hand.setup.button,
    board: hand.boards[0] ?? [],
    pots: hand.pots.map(({ chips, contenders }) => ({ chips, contenders: contenders.map(playerAt) })),
    results:
      hand.results &&
      hand.results.map(({ seat, chips, handName }) => ({ player: playerAt(seat), chips, handName })),
  };
  if (hand.boards[1] !== undefined) shown.board2 = hand.boards[1];
  if (sealed !== undefined) shown.deckRoot = sealed.root;
  if (isBombPot(hand.setup)) shown.bombPot = true;
  if (rabbit !== undefined) shown.rabbit = rabbit;
  if (rabbit2 !== undefined) shown.rabbit2 = rabbit2;
  return shown;
}

function runOutOffer({
  dueAtMs,
  agreed,
}: NonNullable<TableState["runOutVote"]>): NonNullable<PublicHand["runTwice"]> {
  return { dueAt: instant(dueAtMs), agreed };
}

function publicTurn(state: TableState): PublicTurn | null {
  const { turn, play } = state;
  const legal = turn === null || play === null ? null : legalActions(play.hand);
  const player = state.seats.find((seat) => seat.seat === turn?.seat)?.player;
  if (turn === null || legal === null || player === undefined) return null;
  const { canCheck, callAmount, minRaiseTo, maxRaiseTo } = legal;
  const dueAt = instant(turn.dueAtMs);
  return { id: turn.id, player, seat: turn.seat, canCheck, callAmount, minRaiseTo, maxRaiseTo, dueAt };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
