import type { HandSetup } from "../../src/poker/hand-event.ts";
import { gameEvents, type StoredRoom } from "./stored.ts";

/** What only happens where players were asked and answered. */
export interface HomeGame {
  readonly straddles: number;
  /** Hands of which the rest of the board was dealt twice. */
  readonly ranTwice: number;
}

export function sumOf(games: readonly HomeGame[]): HomeGame {
  return {
    straddles: games.reduce((sum, { straddles }) => sum + straddles, 0),
    ranTwice: games.reduce((sum, { ranTwice }) => sum + ranTwice, 0),
  };
}

/** Whether both happened. */
export function isWhole({ straddles, ranTwice }: HomeGame): boolean {
  return straddles > 0 && ranTwice > 0;
}

export function homeGameOf({ commits }: StoredRoom): HomeGame {
  const events = gameEvents(commits);
  let setup: HandSetup | null = null;
  let straddles = 0;
  for (const event of events) {
    if (event.type === "HandStarted") setup = event.setup as HandSetup;
    if (event.type === "BlindPosted" && isStraddle(setup, event)) straddles += 1;
  }
  return {
    straddles,
    ranTwice: events.filter(({ type, times }) => type === "RunOutChosen" && times === 2).length,
  };
}

function isStraddle(
  setup: HandSetup | null,
  { seat, chips, dead }: { readonly [member: string]: unknown },
): boolean {
  if (setup === null || setup.preflopMinRaise === setup.bigBlind) return false;
  return dead === false && seat === setup.lastBlindSeat && chips === setup.preflopMinRaise;
}
