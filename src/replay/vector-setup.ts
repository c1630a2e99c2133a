import type { Card } from "../poker/card.ts";
import { freshDeck } from "../poker/deck.ts";
import type { HandSetup, Seat } from "../poker/hand-event.ts";
import { variants } from "../poker/variant.ts";
import { VARIANT_NAMES, type VariantName } from "../poker/variant-name.ts";
import type { HandRecord } from "./vector-record.ts";

/** Player indexes count from 0, seats from 1. */
export function seatOf(player: number): Seat {
  return player + 1;
}

export function playerOf(seat: Seat): number {
  return seat - 1;
}

export function setupOf(record: HandRecord): HandSetup {
  const asked = record.blindsOrStraddles;
  return {
    no: 1,
    variant: variantWithCode(record.variant),
    entrants: record.startingStacks.map((stack, player) => ({
      seat: seatOf(player),
      stack,
      ante: record.antes[player] ?? 0,
      blind: asked[player] ?? 0,
      deadBlind: 0,
    })),
    button: seatOf(record.button),
    bigBlind: record.betting === "FL" ? Math.max(...asked) : record.minBet,
    lastBlindSeat: seatOf(asked.lastIndexOf(Math.max(...asked))),
    preflopMinRaise: record.betting === "FL" ? record.smallBet : record.preflopMinRaise,
    anteType: record.anteType === "bigBlind" ? "bigBlind" : "each",
    limit:
      record.betting === "FL"
        ? { smallBet: record.smallBet, bigBet: record.bigBet, raiseCaps: record.raiseCaps }
        : null,
    // The vectors post antes first and count what was posted; the engine's own defaults are TDA RP-11 and 54-A.
    paidFirst: "ante",
    potLimitCounts: "postedBlinds",
  };
}

/** The deck from which the engine deals exactly the cards of a hand: hole cards one round at a time, then the board. */
export function stackedDeck(
  variant: VariantName,
  holeCards: readonly (readonly Card[])[],
  board: readonly Card[],
): readonly Card[] {
  const dealt: Card[] = [];
  for (let round = 0; round < variants[variant].holeCards; round++) {
    for (const hand of holeCards) dealt.push(hand[round] as Card);
  }
  dealt.push(...board);
  return [...dealt, ...freshDeck(variants[variant].deck).filter((card) => !dealt.includes(card))];
}

export function variantWithCode(code: string): VariantName {
  const name = VARIANT_NAMES.find((variant) => variants[variant].phhCode === code);
  if (name === undefined) throw new Error(`no variant has the code ${code}`);
  return name;
}
