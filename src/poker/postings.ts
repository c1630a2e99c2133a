import type { Entrant, HandSetup } from "./hand-event.ts";

/** What an entrant really posts of what is asked. */
export interface Posting {
  readonly ante: number;
  readonly blind: number;
  readonly deadBlind: number;
}

/** TDA RP-11: the big blind before its ante. An ante of each comes before the blinds. */
export function paysAnteFirst({ anteType, paidFirst }: HandSetup): boolean {
  return anteType === "each" || paidFirst === "ante";
}

export function postingOf(setup: HandSetup, entrant: Entrant): Posting {
  const { stack, blind, deadBlind } = entrant;
  const ante = matchableAnte(setup, entrant);
  const anteFirst = paysAnteFirst(setup) ? Math.min(ante, stack) : 0;
  const live = Math.min(blind, stack - anteFirst);
  const dead = Math.min(deadBlind, stack - anteFirst - live);
  const anteAfter = paysAnteFirst(setup) ? anteFirst : Math.min(ante, stack - live - dead);
  return { ante: anteAfter, blind: live, deadBlind: dead };
}

/** Before the flop the pot limit is reckoned with full blinds although one be short or dead (TDA 54-A). */
export function unpostedBlinds(setup: HandSetup): number {
  if (setup.potLimitCounts === "postedBlinds") return 0;
  let chips = setup.deadSmallBlind ?? 0;
  for (const entrant of setup.entrants) {
    if (entrant.blind > 0) chips += entrant.blind - postingOf(setup, entrant).blind;
  }
  return chips;
}

// As with a bet, what no opponent can match of an ante of each is not put in (TDA 15-B).
function matchableAnte({ anteType, entrants }: HandSetup, entrant: Entrant): number {
  if (anteType === "bigBlind" || entrant.ante === 0) return entrant.ante;
  let deepest = 0;
  for (const other of entrants) if (other !== entrant) deepest = Math.max(deepest, other.stack);
  return Math.min(entrant.ante, deepest);
}
