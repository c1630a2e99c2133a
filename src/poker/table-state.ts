import type { PlayerId } from "../game/game.ts";
import type { BotStrength } from "./bots/bot-strength.ts";
import type { Card } from "./card.ts";
import type { DeckSecret, RevealedSecret, SealedDeck } from "./fair-deck/sealed-deck.ts";
import type { HandEvent, Seat } from "./hand-event.ts";
import type { Hand, HandSeat } from "./hand-state.ts";
import { chipsBroughtIn, type Ledger, type StandReason } from "./ledger.ts";
import type { ConfigChange, TableConfig } from "./table-config.ts";
import type { Out, Tournament } from "./tournament/tournament-state.ts";

/** A table in its room: plain JSON. */
export interface TableState {
  readonly config: TableConfig;
  /** From the end of the hand on. */
  readonly queuedConfig: { readonly by: PlayerId; readonly changes: ConfigChange } | null;
  readonly phase: "waiting" | "playing" | "closed";
  /** Hands follow one another; without `autoStart` a host has to start them. */
  readonly started: boolean;
  readonly paused: { readonly atMs: number } | null;
  /** Everybody connected, spectators too. */
  readonly people: readonly Person[];
  readonly host: PlayerId | null;
  /** For a seat; everybody in it is in the room and may play, and as long as there is somebody all seats are taken. */
  readonly waitingList: readonly PlayerId[];
  /** Seats that a host has to approve, of people in the room who may play. */
  readonly requests: readonly SeatRequest[];
  /** The occupied ones, by number. */
  readonly seats: readonly TableSeat[];
  /** Of the latest hand. */
  readonly positions: Positions | null;
  /** Of the latest hand; 0 before the first. */
  readonly handNo: number;
  /** When the latest hand began; 0 before the first. */
  readonly dealtAtMs: number;
  /** In progress, or finished and still on show until the next one. */
  readonly play: Play | null;
  readonly turn: Turn | null;
  /** Everybody is all-in, and those who would rather see two boards say so. */
  readonly runOutVote: {
    readonly dueAtMs: number;
    readonly moves: number;
    readonly agreed: readonly Seat[];
    /** Time lost while nobody kept the clock was given back. */
    readonly forgiven?: true;
  } | null;
  readonly nextHand: { readonly dueAtMs: number } | null;
  /** Of the blinds; null before the first. `sinceHand`: the first hand that is played with it. */
  readonly level: { readonly no: number; readonly sinceMs: number; readonly sinceHand?: number } | null;
  /** The latest sit and go. */
  readonly tournament?: Tournament;
  readonly ledger: Ledger;
  /** Of the session; drawn when the first person comes. */
  readonly decks?: DeckSecret;
  /** Of the last session that is over and had hands. */
  readonly revealed?: RevealedSecret;
}

export interface SeatRequest {
  readonly player: PlayerId;
  /** Null: the first free one. */
  readonly seat: Seat | null;
  /** Null: the table's. */
  readonly buyIn: number | null;
}

export interface Person {
  readonly player: PlayerId;
  readonly name: string;
  readonly mayPlay: boolean;
  readonly isHost: boolean;
}

export interface TableSeat {
  readonly seat: Seat;
  readonly player: PlayerId;
  readonly name: string;
  /** While the seat is in a live hand the chips are there, and this is what it brought. */
  readonly stack: number;
  readonly sittingOut: boolean;
  readonly owes: BlindsOwed;
  /** Will post what is owed instead of waiting for the big blind. */
  readonly posts: boolean;
  /** Wants to straddle whenever it is theirs to. */
  readonly straddles?: boolean;
  readonly timeBankMs: number;
  /** Turns run out one after the other. */
  readonly timeOuts: number;
  /** Null while connected. */
  readonly awaySinceMs: number | null;
  /** What waits for the end of the hand; null when nothing does. */
  readonly pending: Pending | null;
  /** The house plays it. */
  readonly bot?: BotStrength;
  /** Of the tournament, with the place; the seat is theirs until the next one. */
  readonly out?: Out;
  /** The player's part in the shuffles to come. */
  readonly seed?: string;
}

/**
 * What a player has to post, or wait out until the big blind comes, to play again (W 160).
 * big: came to a game in progress; small, both: the blinds that passed while they were away or had given the seat up.
 */
export type BlindsOwed = "none" | "big" | "small" | "both";

export interface Pending {
  readonly leave: { readonly because: StandReason; readonly by: PlayerId | null } | null;
  readonly sitOut: SitOutReason | null;
  readonly topUp: number;
  readonly stack: { readonly chips: number; readonly by: PlayerId } | null;
  /** Secret until then. */
  readonly show: readonly Card[] | null;
  /** Of this hand; whether it still holds has to be asked. */
  readonly preAction: PreAction | null;
}

/** What a player wants done when their turn comes, and the situation that it was meant for. */
export interface PreAction {
  readonly action: "check" | "checkFold" | "callThis";
  readonly street: Hand["street"];
  readonly price: number;
  readonly answered: number | null;
}

export type SitOutReason = "choice" | "timeOuts";

export interface Positions {
  /** Nobody may sit there (dead button). */
  readonly button: Seat;
  /** Nobody may sit there (dead small blind); null where nobody posts one. */
  readonly smallBlind: Seat | null;
  readonly bigBlind: Seat | null;
}

export interface Play {
  readonly hand: Hand;
  /** Who played each of `hand.seats`: a chair may have a new owner while the finished hand is on show. */
  readonly players: readonly PlayerId[];
  readonly log: HandLog;
  readonly sealed?: SealedDeck;
  /** Board cards that would have come, shown after the hand. */
  readonly rabbit?: readonly Card[];
  readonly rabbit2?: readonly Card[];
  /** What was paid for a seven and a deuce when the hand was over. */
  readonly bounty?: Bounty;
}

export interface Bounty {
  readonly seat: Seat;
  readonly from: readonly { readonly seat: Seat; readonly chips: number }[];
}

/** What the record of the hand will need besides the hand itself. */
export interface HandLog {
  readonly startedAtMs: number;
  /** Of the players, when the hand began. */
  readonly names: readonly string[];
  /** Chairs at the table. */
  readonly seats: number;
  readonly smallBlind: number;
  /** The events that followed `HandStarted`, but for the shuffle: in pages, of which one more event changes the last alone. */
  readonly pages: readonly (readonly HandEvent[])[];
}

export interface Turn {
  /** Unique in the room. */
  readonly id: string;
  readonly seat: Seat;
  readonly dueAtMs: number;
  /** Since when the time bank runs. */
  readonly bankFromMs: number | null;
  /** How often the deadline was moved. */
  readonly moves: number;
  /** Time lost while nobody kept the clock was given back. */
  readonly forgiven: boolean;
}

export function seatOf(state: TableState, player: PlayerId): TableSeat | null {
  return state.seats.find((seat) => seat.player === player) ?? null;
}

export function seatAt(state: TableState, seat: Seat): TableSeat | null {
  return state.seats.find((candidate) => candidate.seat === seat) ?? null;
}

export function personOf(state: TableState, player: PlayerId): Person | null {
  return state.people.find((person) => person.player === player) ?? null;
}

export function liveHand(state: TableState): Hand | null {
  return state.play === null || state.play.hand.ended ? null : state.play.hand;
}

/** The player's part in the hand on the table, live or finished. */
export function handSeatOf(state: TableState, player: PlayerId): HandSeat | null {
  if (state.play === null) return null;
  const place = state.play.players.indexOf(player);
  return state.play.hand.seats[place] ?? null;
}

export function isInLiveHand(state: TableState, player: PlayerId): boolean {
  return liveHand(state) !== null && handSeatOf(state, player) !== null;
}

/** What the seat has in front of it and not in the pot. */
export function stackOf(state: TableState, seat: TableSeat): number {
  const inHand = liveHand(state) === null ? null : handSeatOf(state, seat.player);
  return inHand === null ? seat.stack : inHand.stack;
}

/** Every chip on the table: stacks, bets and pots. */
export function totalChips(state: TableState): number {
  const hand = liveHand(state);
  let chips = state.tournament?.held ?? 0;
  for (const seat of state.seats)
    if (hand === null || handSeatOf(state, seat.player) === null) chips += seat.stack;
  if (hand === null) return chips;
  for (const entrant of hand.seats) chips += entrant.stack + entrant.bet;
  for (const pot of hand.pots) chips += pot.chips;
  return chips;
}

/** Zero at all times: the chips on the table less what the ledger says should be there. */
export function ledgerBalance(state: TableState): number {
  return totalChips(state) - chipsBroughtIn(state.ledger);
}

/** Neither on the list nor asking for a seat. */
export function withoutWaiting(state: TableState, player: PlayerId): TableState {
  const isKnown = state.waitingList.includes(player) || state.requests.some((one) => one.player === player);
  if (!isKnown) return state;
  return {
    ...state,
    waitingList: state.waitingList.filter((waiting) => waiting !== player),
    requests: state.requests.filter((one) => one.player !== player),
  };
}
