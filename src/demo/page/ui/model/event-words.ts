import type { Card } from "../../../../poker/card.ts";
import type { PublicTableEvent } from "../../../../poker/public-event.ts";
import { chipText } from "./chips.ts";

/** How a line of the log looks: a hand's start, play, a street, a payout, or what happens around the hand. */
export type Tone = "start" | "play" | "board" | "win" | "aside";

export interface Words {
  readonly text: string;
  readonly tone: Tone;
}

/** Who sits where, and what somebody is called. */
export interface Naming {
  readonly ofSeat: (seat: number) => string;
  readonly ofPlayer: (player: string) => string;
  /** For the eyes "10♥ 3♣", for the ears "ten of hearts, three of clubs". */
  readonly ofCards: (cards: readonly Card[]) => string;
}

type Told = PublicTableEvent["type"];
type EventOf<Type extends Told, Event = PublicTableEvent> = Event extends { readonly type: infer Own }
  ? Type extends Own
    ? Event
    : never
  : never;
type Wordings = { readonly [Type in Told]?: (event: EventOf<Type>, naming: Naming) => Words };

const STREETS = { preflop: "Board", flop: "Flop", turn: "Turn", river: "River" } as const;

const wordings: Wordings = {
  HandStarted: ({ no, bombPot, button }, { ofSeat }) =>
    words("start", `Hand ${no}${bombPot === true ? ", a bomb pot" : ""}: ${ofSeat(button)} has the button`),
  AntePosted: ({ seat, chips }, { ofSeat }) => play(`${ofSeat(seat)} antes ${chipText(chips)}`),
  BlindPosted: ({ seat, chips, dead }, { ofSeat }) =>
    play(`${ofSeat(seat)} posts ${chipText(chips)}${dead ? ", dead" : ""}`),
  Folded: ({ seat, because }, { ofSeat }) => play(`${ofSeat(seat)} folds${outOfTime(because)}`),
  Checked: ({ seat, because }, { ofSeat }) => play(`${ofSeat(seat)} checks${outOfTime(because)}`),
  Called: ({ seat, chips, allIn }, { ofSeat }) =>
    play(`${ofSeat(seat)} calls ${chipText(chips)}${allInWords(allIn)}`),
  BetPlaced: ({ seat, to, allIn }, { ofSeat }) =>
    play(`${ofSeat(seat)} bets ${chipText(to)}${allInWords(allIn)}`),
  Raised: ({ seat, to, allIn }, { ofSeat }) =>
    play(`${ofSeat(seat)} raises to ${chipText(to)}${allInWords(allIn)}`),
  BetReturned: ({ seat, chips }, { ofSeat }) => play(`${ofSeat(seat)} takes ${chipText(chips)} back`),
  RunOutChosen: ({ times }) =>
    words("board", times === 2 ? "The board is dealt twice" : "The board is dealt once"),
  BoardDealt: ({ street, cards, board }, { ofCards }) =>
    words("board", `${board === 1 ? "Second board, " : ""}${STREETS[street]}: ${ofCards(cards)}`),
  CardsShown: ({ seat, cards }, { ofSeat, ofCards }) => play(`${ofSeat(seat)} shows ${ofCards(cards)}`),
  CardsMucked: ({ seat }, { ofSeat }) => play(`${ofSeat(seat)} mucks`),
  HandVoided: () => words("aside", "The hand is void, every bet goes back"),
  PlayerSeated: ({ player, seat }, { ofPlayer }) => aside(`${ofPlayer(player)} takes seat ${seat}`),
  PlayerStood: ({ player, by }, { ofPlayer }) =>
    aside(
      by === undefined
        ? `${ofPlayer(player)} leaves the table`
        : `${ofPlayer(by)} removes ${ofPlayer(player)} from the table`,
    ),
  LeaveQueued: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} leaves after this hand`),
  PlayerSatOut: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} sits out`),
  PlayerSatIn: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} is back`),
  ChipsAdded: ({ player, chips }, { ofPlayer }) => aside(`${ofPlayer(player)} adds ${chipText(chips)}`),
  StackSet: ({ player, chips, by }, { ofPlayer }) =>
    aside(`${ofPlayer(by)} sets ${ofPlayer(player)}’s stack to ${chipText(chips)}`),
  StackQueued: ({ player, chips, by }, { ofPlayer }) =>
    aside(`${ofPlayer(by)} sets ${ofPlayer(player)}’s stack to ${chipText(chips)} after this hand`),
  ConfigurationQueued: ({ by }, { ofPlayer }) =>
    aside(`${ofPlayer(by)} changes the table’s settings after this hand`),
  TableConfigured: ({ by }, { ofPlayer }) => aside(`${ofPlayer(by)} changed the table’s settings`),
  RabbitHunted: ({ by, cards }, { ofPlayer, ofCards }) =>
    words("board", `${ofPlayer(by)} looks at what would have come: ${ofCards(cards)}`),
  BountyPaid: ({ player }, { ofPlayer }) =>
    words("win", `${ofPlayer(player)} takes the bounty for seven and deuce`),
  LevelStarted: ({ no, smallBlind, bigBlind }) =>
    aside(`Level ${no}: blinds ${chipText(smallBlind)}/${chipText(bigBlind)}`),
  RunTwiceOffered: () => aside("Deal the rest of the board twice?"),
  RunTwiceAgreed: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} agrees to deal twice`),
  TournamentStarted: ({ prizes }) =>
    words("start", `The sit and go begins; prizes ${prizes.map(chipText).join(", ")}`),
  PlayerPlaced: ({ player, place }, { ofPlayer }) => words("win", `${ofPlayer(player)} is number ${place}`),
  PrizePaid: ({ player, chips }, { ofPlayer }) =>
    words("win", `${ofPlayer(player)} wins a prize of ${chipText(chips)}`),
  TournamentEnded: () => aside("The sit and go is over"),
  RegistrationOpened: () => aside("Seats for the next sit and go are open"),
  SeedGiven: ({ player, seed }, { ofPlayer }) => aside(`${ofPlayer(player)} adds to the shuffle: “${seed}”`),
  TimeBankStarted: ({ seat }, { ofSeat }) => aside(`${ofSeat(seat)} uses the time bank`),
  PlayerEnlisted: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} waits for a seat`),
  SeatRequested: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} asks for a seat`),
  SeatRefused: ({ player }, { ofPlayer }) => aside(`${ofPlayer(player)} gets no seat`),
  HostNamed: ({ player }, { ofPlayer }) =>
    aside(player === null ? "The table has no host" : `${ofPlayer(player)} is the host`),
  TablePaused: ({ by }, { ofPlayer }) =>
    aside(by === null ? "The table is paused" : `${ofPlayer(by)} pauses the table`),
  TableResumed: ({ by }, { ofPlayer }) =>
    aside(by === null ? "The table goes on" : `${ofPlayer(by)} lets the table go on`),
  TableClosed: () => aside("The table is closed"),
  TableReopened: () => aside("The table is open again"),
};

/** Null for what needs no words. */
export function wordsOf(event: PublicTableEvent, naming: Naming): Words | null {
  const wording = wordings[event.type] as ((event: PublicTableEvent, naming: Naming) => Words) | undefined;
  return wording?.(event, naming) ?? null;
}

/** The label at a seat for what its player did last. */
export function actionLabel(event: PublicTableEvent): string | null {
  if (event.type === "Folded") return "Fold";
  if (event.type === "Checked") return "Check";
  if (event.type === "BlindPosted") return "Blind";
  if (event.type === "AntePosted") return "Ante";
  if (event.type !== "Called" && event.type !== "BetPlaced" && event.type !== "Raised") return null;
  if (event.allIn) return "All-in";
  if (event.type === "Called") return "Call";
  return event.type === "Raised" ? "Raise" : "Bet";
}

function words(tone: Tone, text: string): Words {
  return { tone, text };
}

function play(text: string): Words {
  return words("play", text);
}

function aside(text: string): Words {
  return words("aside", text);
}

function outOfTime(because: string): string {
  return because === "timeout" ? " (out of time)" : "";
}

function allInWords(allIn: boolean): string {
  return allIn ? ", all-in" : "";
}
