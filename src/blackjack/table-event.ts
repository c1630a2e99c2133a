import type { PlayerId, Profile } from "../game/game.ts";
import type { Card } from "./card.ts";
import type { Clock, Result } from "./table-state.ts";

interface OfSeat {
  readonly seat: number;
  readonly player: PlayerId;
}

/** What happens at a table, in order. Only `DeckShuffled` is secret. */
export type BlackjackEvent =
  | { readonly type: "PersonKnown"; readonly player: PlayerId; readonly profile: Profile }
  | { readonly type: "PersonGone"; readonly player: PlayerId }
  | (OfSeat & { readonly type: "PlayerSeated"; readonly name: string; readonly chips: number })
  | (OfSeat & { readonly type: "PlayerStood"; readonly chips: number })
  | (OfSeat & { readonly type: "ChipsAdded"; readonly chips: number })
  | { readonly type: "RoundOpened"; readonly no: number }
  | (OfSeat & { readonly type: "BetPlaced"; readonly chips: number })
  | { readonly type: "ClockSet"; readonly clock: Clock | null }
  | { readonly type: "DeckShuffled"; readonly deck: readonly Card[] }
  | { readonly type: "CardsDealt"; readonly seats: readonly number[] }
  | { readonly type: "TurnStarted"; readonly seat: number }
  | { readonly type: "CardDrawn"; readonly seat: number; readonly card: Card }
  | { readonly type: "BetDoubled"; readonly seat: number; readonly chips: number }
  | {
      readonly type: "HandStood";
      readonly seat: number;
      readonly because: "choice" | "timeout" | "best" | "bust";
    }
  | { readonly type: "DealerRevealed"; readonly cards: readonly Card[] }
  | { readonly type: "DealerDrew"; readonly card: Card }
  | { readonly type: "RoundSettled"; readonly results: readonly Result[] }
  /** The room or the table was closed: bets go back. */
  | { readonly type: "RoundVoided" }
  | { readonly type: "TablePaused"; readonly atMs: number }
  | { readonly type: "TableResumed"; readonly atMs: number }
  | { readonly type: "TableClosed" | "TableReopened" };

const HIDDEN = ["PersonKnown", "PersonGone", "ClockSet", "DeckShuffled"] as const;

type Hidden = (typeof HIDDEN)[number];

export type PublicBlackjackEvent =
  | Exclude<BlackjackEvent, { readonly type: Hidden | "TablePaused" | "TableResumed" }>
  | { readonly type: "TablePaused" | "TableResumed" };

/** Null: secret, or told by the table itself. */
export function publicEvent(event: BlackjackEvent): PublicBlackjackEvent | null {
  if (isHidden(event)) return null;
  return event.type === "TablePaused" || event.type === "TableResumed" ? { type: event.type } : event;
}

function isHidden(event: BlackjackEvent): event is Extract<BlackjackEvent, { readonly type: Hidden }> {
  return (HIDDEN as readonly string[]).includes(event.type);
}
