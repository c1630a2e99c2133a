import type { HandSetup, Seat } from "../poker/hand-event.ts";
import { variantOfPhh } from "../poker/phh.ts";
import type { VariantName } from "../poker/variant.ts";
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
    variant: variantOf(record.variant),
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

function variantOf(code: string): VariantName {
  const variant = variantOfPhh(code);
  if (variant === null) throw new Error(`no variant has the code ${code}`);
  return variant;
}
