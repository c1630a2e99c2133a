import type { PlayerId } from "../../game/game.ts";
import type { BlindLevel } from "../blinds.ts";

/** The latest one of a table that plays sit and go. */
export interface Tournament {
  /** From 1 up in a room. */
  readonly no: number;
  /** over: the prizes are paid, and those who played still sit; cleared: the seats are free for the next one. */
  readonly phase: "running" | "over" | "cleared";
  /** By place, the first one's first; together all that was bought in. */
  readonly prizes: readonly number[];
  /** As configured before the levels began. */
  readonly blinds: BlindLevel;
  /** Chips that are nobody's: of who was put out with chips, and at the end all that is not paid yet. */
  readonly held: number;
}

/** What is left of somebody who is out; of the winner as well. */
export interface Out {
  readonly place: number;
  /** Chips that were taken from who was put out by a host or lost the role. */
  readonly forfeited?: number;
}

/** How somebody came to their place. */
export type PlacedBecause = "busted" | "won" | "kicked" | "role";

export type TournamentEvent =
  | {
      readonly type: "TournamentStarted";
      readonly no: number;
      readonly prizes: readonly number[];
      readonly atMs: number;
    }
  /** `chips`: what the player had left, which is nobody's from now on. */
  | {
      readonly type: "PlayerPlaced";
      readonly seat: number;
      readonly player: PlayerId;
      readonly place: number;
      readonly chips: number;
      readonly because: PlacedBecause;
      readonly by: PlayerId | null;
    }
  | {
      readonly type: "PrizePaid";
      readonly seat: number;
      readonly player: PlayerId;
      readonly place: number;
      readonly chips: number;
      readonly atMs: number;
    }
  | { readonly type: "TournamentEnded"; readonly no: number }
  /** The seats are free again. */
  | { readonly type: "RegistrationOpened" };
