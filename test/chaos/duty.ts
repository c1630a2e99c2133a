import type { SeatView, TableView } from "../../src/demo/message.ts";
import type { Random } from "../../src/demo/random.ts";
import { choose } from "./choose.ts";

/** As the contract tells everybody. */
export interface Turn {
  readonly id: string;
  readonly player: string;
  readonly canCheck: boolean;
  readonly callAmount: number;
  readonly minRaiseTo: number | null;
  readonly dueAt: string;
}

/** What a table says to those who play a home game at it. */
type HomeTable = TableView & {
  readonly config: { readonly buyIn: number; readonly straddle?: string; readonly runItTwice?: true };
  readonly hand: {
    readonly runTwice?: { readonly dueAt: string; readonly agreed: readonly number[] };
  } | null;
  readonly turn: Turn | null;
};

/** Something that a player is asked, or wants. */
export interface Duty {
  /** The same question later is the same duty. */
  readonly key: string;
  /** Until when others wait for it; null: they do not. */
  readonly dueAt: string | null;
  command(random: Random): DutyCommand;
}

export type DutyCommand =
  | { readonly type: "act"; readonly turn: string; readonly action: string; readonly to?: number }
  | { readonly type: "runTwice"; readonly agree: boolean }
  | { readonly type: "straddle"; readonly on: boolean }
  | { readonly type: "topUp"; readonly chips: number };

/** All that this player might do, the most urgent first; `straddles`: what they said of straddling last. */
export function dutiesOf(table: TableView, name: string, straddles: boolean): readonly Duty[] {
  const seat = table.seats.find(({ player }) => player === name);
  if (seat === undefined) return [];
  const home = table as HomeTable;
  return [turnOf(home, name), voteOf(home, seat), topUpOf(home, seat), wishOf(home, seat, straddles)].filter(
    (duty) => duty !== null,
  );
}

function turnOf(table: HomeTable, name: string): Duty | null {
  const { turn, config } = table;
  if (turn?.player !== name) return null;
  return {
    key: `turn ${turn.id}`,
    dueAt: turn.dueAt,
    command: (random) => ({
      type: "act",
      turn: turn.id,
      ...choose({ turn, table, mayGoAllIn: config.runItTwice === true }, random),
    }),
  };
}

function voteOf({ hand }: HomeTable, { seat, status }: SeatView): Duty | null {
  const offer = hand?.runTwice;
  const isAsked = status === "in" || status === "allIn";
  if (hand === null || offer === undefined || !isAsked || offer.agreed.includes(seat)) return null;
  return {
    key: `vote ${hand.no}`,
    dueAt: offer.dueAt,
    command: (random) => ({ type: "runTwice", agree: random() < 0.9 }),
  };
}

function topUpOf({ hand, config, tournament }: HomeTable, { stack, status }: SeatView): Duty | null {
  const isInHand = hand !== null && hand.results === null && status !== "sittingOut";
  if (stack > 0 || isInHand || tournament !== undefined) return null;
  return {
    key: `broke after ${hand?.no ?? 0}`,
    dueAt: null,
    command: () => ({ type: "topUp", chips: config.buyIn }),
  };
}

// Most hands; now and then somebody takes it back for one.
function wishOf({ hand, config }: HomeTable, { seat }: SeatView, straddles: boolean): Duty | null {
  const no = hand?.no ?? 0;
  const on = (no + seat) % 8 !== 0;
  if (config.straddle === undefined || on === straddles) return null;
  return { key: `wish for ${no}`, dueAt: null, command: () => ({ type: "straddle", on }) };
}
