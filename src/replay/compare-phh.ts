import type { HandEvent, Seat } from "../poker/hand-event.ts";
import type { Hand } from "../poker/hand-state.ts";
import { differencesBetween } from "./outcome.ts";
import type { WholeChips } from "./phh-record.ts";

interface Played {
  readonly hand: Hand;
  readonly events: readonly HandEvent[];
}

const ABSOLUTE = "Absolute Poker";

/**
 * The finishing stacks to the chip. A site's history with `winnings` is after the rake: then the losers' stacks to the
 * chip, and the winners' less what the site took.
 */
export function comparePhhEnd(
  { hand, events }: Played,
  { finishingStacks, winnings, perChip }: WholeChips,
  venue: string | undefined,
): readonly string[] {
  if (!hand.ended) return [`the hand is not over after the last action (${hand.street})`];
  const stacks = hand.seats.map(({ stack }) => stack);
  if (winnings === null) {
    return finishingStacks === null
      ? []
      : differencesBetween("finishing_stacks", { expected: finishingStacks, got: stacks });
  }
  const rake = { share: 0.05, perHand: 0.5 * perChip };
  const won = hand.seats.map(({ seat }) => wonBy(seat, events));
  const told =
    finishingStacks === null
      ? []
      : compareRaked("finishing_stacks", { stacks, won, told: finishingStacks, rake });
  const gross = venue === ABSOLUTE ? absoluteWinnings({ hand, events }, won, winnings) : won;
  return [...told, ...compareRaked("winnings", { stacks: gross, won: gross, told: winnings, rake })];
}

/** Absolute Poker counts a walk with the whole small blind, and its files lack the big blind that a newcomer posts and folds. */
function absoluteWinnings(
  { hand, events }: Played,
  won: readonly number[],
  told: readonly number[],
): readonly number[] {
  const isWalk = !events.some(({ type }) => type === "Called" || type === "Raised" || type === "BetPlaced");
  const uncalled = events.find((event) => event.type === "BetReturned")?.chips ?? 0;
  const lost = told.some((chips, player) => chips > (won[player] ?? 0)) ? hand.setup.bigBlind : 0;
  return won.map((chips) => (chips === 0 ? 0 : chips + (isWalk ? uncalled : lost)));
}

function compareRaked(
  what: string,
  {
    stacks,
    won,
    told,
    rake,
  }: {
    stacks: readonly number[];
    won: readonly number[];
    told: readonly number[];
    rake: { share: number; perHand: number };
  },
): readonly string[] {
  return stacks.flatMap((chips, player) => {
    const gross = won[player] ?? 0;
    const taken = chips - (told[player] ?? 0);
    const most = gross === 0 ? 0 : gross * rake.share + rake.perHand;
    if (taken >= 0 && taken <= most) return [];
    return [`${what}[${player}]: told ${told[player]}, got ${chips}: the site cannot have taken ${taken}`];
  });
}

function wonBy(seat: Seat, events: readonly HandEvent[]): number {
  let chips = 0;
  for (const event of events) if (event.type === "PotWon" && event.seat === seat) chips += event.chips;
  return chips;
}
