import type { PublicTableEvent } from "../../../../poker/public-event.ts";

/** Chips that move across the felt. */
export interface Flight {
  readonly id: string;
  readonly from: Anchor;
  readonly to: Anchor;
  readonly chips: number;
  readonly delayMs: number;
}

export type Anchor = "pot" | { readonly bet: number } | { readonly stack: number };

export interface Movement {
  readonly seq: number;
  readonly events: readonly PublicTableEvent[];
  /** Bets as they lay before the events. */
  readonly before: readonly { readonly seat: number; readonly bet: number }[];
}

const BET_MS = 260;
const GATHER_MS = 420;

/** The chips that the events move: stack to bet, bets to the pot, the pot to its winners. */
export function flightsOf({ seq, events, before }: Movement): readonly Flight[] {
  const flights: Flight[] = [];
  const bets = new Map(before.map(({ seat, bet }) => [seat, bet]));
  let delayMs = 0;
  const fly = (from: Anchor, to: Anchor, chips: number) => {
    if (chips > 0) flights.push({ id: `${seq}-${flights.length}`, from, to, chips, delayMs });
  };
  for (const event of events) {
    if (event.type === "HandStarted") bets.clear();
    if (event.type === "BetsGathered") {
      if (flights.some((flight) => flight.delayMs === delayMs)) delayMs += BET_MS;
      for (const [seat, chips] of bets) fly({ bet: seat }, "pot", chips);
      bets.clear();
      delayMs += GATHER_MS;
    } else if (event.type === "PotWon") fly("pot", { stack: event.seat }, event.chips);
    else if (event.type === "BetReturned") {
      fly({ bet: event.seat }, { stack: event.seat }, event.chips);
      bets.set(event.seat, (bets.get(event.seat) ?? 0) - event.chips);
    } else if (isBet(event)) {
      fly({ stack: event.seat }, { bet: event.seat }, event.chips);
      bets.set(event.seat, (bets.get(event.seat) ?? 0) + event.chips);
    }
  }
  return flights;
}

type BetEvent = Extract<
  PublicTableEvent,
  { readonly type: "AntePosted" | "BlindPosted" | "Called" | "BetPlaced" | "Raised" }
>;

function isBet(event: PublicTableEvent): event is BetEvent {
  return ["AntePosted", "BlindPosted", "Called", "BetPlaced", "Raised"].includes(event.type);
}
