import type { PlayerId, Profile } from "../game/game.ts";
import type { BlindLevel } from "./blinds.ts";
import type { BotStrength } from "./bots/bot-strength.ts";
import type { Card } from "./card.ts";
import type { DeckSecret, SealedDeck } from "./fair-deck/sealed-deck.ts";
import type { HandEvent, Seat } from "./hand-event.ts";
import type { StandReason } from "./ledger.ts";
import type { ConfigChange } from "./table-config.ts";
import type { BlindsOwed, Positions, PreAction, SeatRequest, SitOutReason } from "./table-state.ts";
import type { TournamentEvent } from "./tournament/tournament-state.ts";

/** What happens at a table, in order. Folding them over the created table gives its state again. */
export type TableEvent =
  | HandEvent
  | PeopleEvent
  | SeatEvent
  | ChipEvent
  | FlowEvent
  | TurnEvent
  | TournamentEvent
  | FairDeckEvent;

export type PeopleEvent =
  | { readonly type: "PersonArrived"; readonly player: PlayerId; readonly profile: Profile }
  | { readonly type: "PersonChanged"; readonly player: PlayerId; readonly profile: Profile }
  | { readonly type: "PersonGone"; readonly player: PlayerId; readonly atMs: number }
  | { readonly type: "SeatRequested"; readonly request: SeatRequest }
  | { readonly type: "SeatRefused"; readonly player: PlayerId; readonly by: PlayerId }
  | { readonly type: "PlayerEnlisted"; readonly player: PlayerId }
  | { readonly type: "PlayerUnlisted"; readonly player: PlayerId }
  /** `by` null: the first one with a host's role who is here. */
  | { readonly type: "HostNamed"; readonly player: PlayerId | null; readonly by: PlayerId | null };

interface OfSeat {
  readonly seat: Seat;
  readonly player: PlayerId;
}

export type SeatEvent =
  | (OfSeat & {
      readonly type: "PlayerSeated";
      readonly name: string;
      readonly chips: number;
      /** Who approved the seat, where that is asked for. */
      readonly by?: PlayerId;
      readonly atMs: number;
      readonly bot?: BotStrength;
    })
  | (OfSeat & {
      readonly type: "PlayerStood";
      readonly chips: number;
      readonly because: StandReason;
      readonly by: PlayerId | null;
      readonly atMs: number;
    })
  /** At the end of the hand; `inPause`: which nobody plays on. */
  | (OfSeat & {
      readonly type: "LeaveQueued";
      readonly because: StandReason;
      readonly by: PlayerId | null;
      readonly inPause?: true;
    })
  | (OfSeat & { readonly type: "PlayerSatOut"; readonly because: SitOutReason })
  /** At the end of the hand. */
  | (OfSeat & { readonly type: "SitOutQueued"; readonly because: SitOutReason })
  /** At the end of the hand. */
  | (OfSeat & { readonly type: "ShowQueued"; readonly cards: readonly Card[] })
  | (OfSeat & { readonly type: "PreActionPlanned"; readonly planned: PreAction | null })
  | (OfSeat & { readonly type: "StraddleWished"; readonly on: boolean })
  /** Back in; a queued sitting out is taken back. */
  | (OfSeat & { readonly type: "PlayerSatIn"; readonly posts: boolean });

export type ChipEvent =
  | (OfSeat & { readonly type: "ChipsAdded"; readonly chips: number; readonly atMs: number })
  /** From one player to another, outside the pot. */
  | (OfSeat & {
      readonly type: "BountyPaid";
      readonly from: readonly { readonly seat: Seat; readonly chips: number }[];
    })
  | (OfSeat & { readonly type: "TopUpQueued"; readonly chips: number })
  | (OfSeat & {
      readonly type: "StackSet";
      readonly was: number;
      readonly chips: number;
      readonly by: PlayerId;
      readonly atMs: number;
    })
  | (OfSeat & { readonly type: "StackQueued"; readonly chips: number; readonly by: PlayerId });

/** `by` null: the operator, the room or the table itself. */
export type FlowEvent =
  | { readonly type: "PlayStarted"; readonly by: PlayerId }
  | { readonly type: "ConfigurationQueued"; readonly by: PlayerId; readonly changes: ConfigChange }
  | { readonly type: "TableConfigured"; readonly by: PlayerId; readonly changes: ConfigChange }
  | ({ readonly type: "LevelStarted"; readonly no: number; readonly atMs: number } & BlindLevel)
  | { readonly type: "RunTwiceOffered"; readonly dueAtMs: number }
  /** Nobody kept the clock for a while: the time to agree starts anew. */
  | { readonly type: "RunTwiceExtended"; readonly dueAtMs: number }
  | (OfSeat & { readonly type: "RunTwiceAgreed" })
  /** `cards2`: of the second board, where the hand had two. */
  | {
      readonly type: "RabbitHunted";
      readonly by: PlayerId;
      readonly cards: readonly Card[];
      readonly cards2?: readonly Card[];
    }
  | { readonly type: "TablePaused"; readonly by: PlayerId | null; readonly atMs: number }
  | { readonly type: "TableResumed"; readonly by: PlayerId | null; readonly atMs: number }
  | { readonly type: "TableClosed"; readonly because: "room" | "operator" }
  | { readonly type: "TableReopened" }
  | { readonly type: "NextHandScheduled"; readonly dueAtMs: number }
  /** Too few players for a hand. */
  | { readonly type: "TableWaits" }
  | {
      readonly type: "PositionsTaken";
      readonly atMs: number;
      readonly positions: Positions;
      readonly dealtIn: readonly Seat[];
      readonly missed: readonly { readonly seat: Seat; readonly owes: BlindsOwed }[];
      /** Of those dealt in, in a hand without blinds; the others owe nothing any more. */
      readonly stillOwing?: readonly Seat[];
    };

export type TurnEvent =
  | (OfSeat & { readonly type: "TurnStarted"; readonly id: string; readonly dueAtMs: number })
  /** The turn's time is over and the player's own runs. */
  | (OfSeat & { readonly type: "TimeBankStarted"; readonly fromMs: number; readonly dueAtMs: number })
  /** Nobody kept the clock for a while: the turn, or the time bank that was running, starts anew. */
  | (OfSeat & { readonly type: "TurnExtended"; readonly fromMs: number; readonly dueAtMs: number })
  | (OfSeat & { readonly type: "TurnEnded"; readonly timedOut: boolean; readonly bankUsedMs: number });

export type FairDeckEvent =
  | ({ readonly type: "DecksPromised" } & DeckSecret)
  | (OfSeat & { readonly type: "SeedGiven"; readonly seed: string })
  | ({ readonly type: "DeckSealed" } & SealedDeck);
