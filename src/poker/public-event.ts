import type { PlayerId } from "../game/game.ts";
import type { BlindLevel } from "./blinds.ts";
import { isBombPot } from "./bomb-pot.ts";
import type { HandEvent, Seat } from "./hand-event.ts";
import type { StandReason } from "./ledger.ts";
import type { TableEvent } from "./table-event.ts";
import type { PlacedBecause, TournamentEvent } from "./tournament/tournament-state.ts";

type HandEventOf<Type extends HandEvent["type"]> = Extract<HandEvent, { readonly type: Type }>;
type OfSeat = { readonly seat: Seat; readonly player: PlayerId };

/** What a client animates. As short as can be: the whole table comes with them in one message. */
export type PublicTableEvent =
  | { readonly type: "HandStarted"; readonly no: number; readonly button: Seat; readonly bombPot?: true }
  | Exclude<HandEvent, HandEventOf<"HandStarted" | "DeckShuffled" | "BoardDealt" | "CardsShown" | "PotWon">>
  | (Omit<HandEventOf<"BoardDealt">, "board"> & { readonly board?: 1 })
  | Omit<HandEventOf<"CardsShown">, "handName">
  | PublicPotWon
  | (OfSeat & { readonly type: "PlayerSeated"; readonly by?: PlayerId })
  | (OfSeat & { readonly type: "PlayerStood" | "LeaveQueued"; readonly because: StandReason } & ByAnother)
  | (OfSeat & { readonly type: "PlayerSatOut" | "PlayerSatIn" })
  | (OfSeat & { readonly type: "ChipsAdded"; readonly chips: number })
  | (OfSeat & { readonly type: "StackSet" | "StackQueued"; readonly chips: number; readonly by: PlayerId })
  | Extract<TournamentEvent, { readonly type: "RegistrationOpened" }>
  | { readonly type: "TournamentStarted"; readonly no: number; readonly prizes: readonly number[] }
  | { readonly type: "TournamentEnded"; readonly no: number }
  | (OfSeat & {
      readonly type: "PlayerPlaced";
      readonly place: number;
      readonly because: PlacedBecause;
    } & ByAnother)
  | (OfSeat & { readonly type: "PrizePaid"; readonly place: number; readonly chips: number })
  | Extract<
      TableEvent,
      {
        readonly type:
          | "PlayStarted"
          | "ConfigurationQueued"
          | "TableConfigured"
          | "RabbitHunted"
          | "BountyPaid";
      }
    >
  | ({ readonly type: "LevelStarted"; readonly no: number } & BlindLevel)
  | { readonly type: "RunTwiceOffered" }
  | (OfSeat & { readonly type: "RunTwiceAgreed" })
  | { readonly type: "TimeBankStarted"; readonly seat: Seat }
  | Extract<TableEvent, { readonly type: "SeedGiven" }>
  | { readonly type: "DeckSealed"; readonly root: string }
  | { readonly type: "PlayerEnlisted" | "PlayerUnlisted" | "SeatRequested"; readonly player: PlayerId }
  | { readonly type: "SeatRefused"; readonly player: PlayerId; readonly by: PlayerId }
  | Extract<TableEvent, { readonly type: "HostNamed" }>
  | { readonly type: "TablePaused" | "TableResumed"; readonly by: PlayerId | null }
  | { readonly type: "TableClosed"; readonly because: "room" | "operator" }
  | { readonly type: "TableReopened" };

/** Left out where the player did it themselves, or nobody. */
interface ByAnother {
  readonly by?: PlayerId;
}

/** A part of a pot: of the first board and of the high hand unless it says otherwise. */
interface PublicPotWon {
  readonly type: "PotWon";
  readonly pot: number;
  readonly seat: Seat;
  readonly chips: number;
  readonly board?: 1;
  readonly half?: "low";
}

type Announcements = {
  readonly [Type in TableEvent["type"]]: (
    event: Extract<TableEvent, { readonly type: Type }>,
  ) => PublicTableEvent | null;
};

const announcements: Announcements = {
  HandStarted: ({ type, setup }) => ({
    type,
    no: setup.no,
    button: setup.button,
    ...(isBombPot(setup) && { bombPot: true }),
  }),
  DeckShuffled: nothing,
  AntePosted: whole,
  BlindPosted: whole,
  HoleCardsDealt: whole,
  Folded: whole,
  Checked: whole,
  Called: whole,
  BetPlaced: whole,
  Raised: whole,
  BetReturned: whole,
  BetsGathered: whole,
  RunOutChosen: whole,
  BoardDealt: ({ type, street, board, cards }) => ({ type, street, cards, ...(board === 1 && { board }) }),
  CardsShown: ({ type, seat, cards }) => ({ type, seat, cards }),
  CardsMucked: whole,
  PotWon: ({ type, pot, seat, chips, board, half }) => ({
    type,
    pot,
    seat,
    chips,
    ...(board === 1 && { board }),
    ...(half === "low" && { half }),
  }),
  HandEnded: whole,
  HandVoided: whole,
  PersonArrived: nothing,
  PersonChanged: nothing,
  PersonGone: nothing,
  SeatRequested: ({ type, request }) => ({ type, player: request.player }),
  SeatRefused: ({ type, player, by }) => ({ type, player, by }),
  PlayerEnlisted: ({ type, player }) => ({ type, player }),
  PlayerUnlisted: ({ type, player }) => ({ type, player }),
  HostNamed: whole,
  PlayerSeated: ({ type, seat, player, by }) => ({ type, seat, player, ...(by !== undefined && { by }) }),
  PlayerStood: departure,
  // Who means to leave plays on unseen; that a host removes somebody is everybody's to know.
  LeaveQueued: (event) => (event.because === "kicked" ? departure(event) : null),
  PlayerSatOut: ({ type, seat, player }) => ({ type, seat, player }),
  SitOutQueued: nothing,
  ShowQueued: nothing,
  StraddleWished: nothing,
  PreActionPlanned: nothing,
  PlayerSatIn: ({ type, seat, player }) => ({ type, seat, player }),
  ChipsAdded: ({ type, seat, player, chips }) => ({ type, seat, player, chips }),
  BountyPaid: whole,
  TopUpQueued: nothing,
  StackSet: ({ type, seat, player, chips, by }) => ({ type, seat, player, chips, by }),
  StackQueued: whole,
  PlayStarted: whole,
  ConfigurationQueued: whole,
  TableConfigured: whole,
  RunTwiceOffered: ({ type }) => ({ type }),
  RunTwiceExtended: nothing,
  RunTwiceAgreed: ({ type, seat, player }) => ({ type, seat, player }),
  LevelStarted: ({ type, no, smallBlind, bigBlind, ante }) => ({ type, no, smallBlind, bigBlind, ante }),
  RabbitHunted: whole,
  TablePaused: ({ type, by }) => ({ type, by }),
  TableResumed: ({ type, by }) => ({ type, by }),
  TableClosed: whole,
  TableReopened: ({ type }) => ({ type }),
  NextHandScheduled: nothing,
  TableWaits: nothing,
  PositionsTaken: nothing,
  TurnStarted: nothing,
  TimeBankStarted: ({ type, seat }) => ({ type, seat }),
  TurnExtended: nothing,
  TurnEnded: nothing,
  TournamentStarted: ({ type, no, prizes }) => ({ type, no, prizes }),
  PlayerPlaced: ({ type, seat, player, place, because, by }) => ({
    type,
    seat,
    player,
    place,
    because,
    ...(by !== null && { by }),
  }),
  PrizePaid: ({ type, seat, player, place, chips }) => ({ type, seat, player, place, chips }),
  TournamentEnded: whole,
  RegistrationOpened: whole,
  DecksPromised: nothing,
  SeedGiven: whole,
  DeckSealed: ({ type, root }) => ({ type, root }),
};

/** Null: secret (the deck), of no interest, or told by the table itself. */
export function publicEvent(event: TableEvent): PublicTableEvent | null {
  const announce = announcements[event.type] as (event: TableEvent) => PublicTableEvent | null;
  return announce(event);
}

function departure({
  type,
  seat,
  player,
  because,
  by,
}: Extract<TableEvent, { readonly type: "PlayerStood" | "LeaveQueued" }>): PublicTableEvent {
  return { type, seat, player, because, ...(by !== null && by !== player && { by }) };
}

function whole(event: PublicTableEvent): PublicTableEvent {
  return event;
}

function nothing(): null {
  return null;
}
