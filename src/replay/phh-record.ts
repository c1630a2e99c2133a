import { z } from "zod";
import type { PhhHand } from "../poker/phh.ts";

const amount = z.number().transform((value) => (Object.is(value, -0) ? 0 : value));
const count = z.int().positive();

/** What Croupier reads of a PHH hand. Chips may be fractions; fields that tell about the event are let through. */
export const phhRecord = z.looseObject({
  variant: z.string(),
  antes: z.array(amount),
  blinds_or_straddles: z.array(amount).optional(),
  starting_stacks: z.array(amount),
  actions: z.array(z.string()),
  min_bet: amount.optional(),
  small_bet: amount.optional(),
  big_bet: amount.optional(),
  seats: z.array(count).optional(),
  hand: z.union([z.int(), z.string()]).optional(),
  venue: z.string().optional(),
  finishing_stacks: z.array(amount).optional(),
  winnings: z.array(amount).optional(),
  _dead_blinds: z.array(amount).optional(),
  _button: count.optional(),
  _big_blind: amount.optional(),
  _last_blind_seat: z.int().nonnegative().optional(),
  _preflop_min_raise: amount.optional(),
  _ante_type: z.enum(["each", "bigBlind"]).optional(),
  _raise_caps: z.array(z.int().nonnegative()).optional(),
  _paid_first: z.enum(["ante", "blind"]).optional(),
  _pot_limit_counts: z.enum(["fullBlinds", "postedBlinds"]).optional(),
  _dead_small_blind: amount.optional(),
  _runouts: z.enum(["once", "ask"]).optional(),
  _runout_count: z.literal(2).optional(),
  _boards: z.literal(2).optional(),
});

export type PhhRecord = z.infer<typeof phhRecord>;

/** A PHH hand in whole chips: one chip of ours is 1/`perChip` of the file's unit. */
export interface WholeChips {
  readonly hand: PhhHand;
  readonly perChip: number;
  readonly finishingStacks: readonly number[] | null;
  readonly winnings: readonly number[] | null;
}

export function inWholeChips(record: PhhRecord): WholeChips {
  const perChip = 10 ** Math.max(0, ...amountsOf(record).map(decimalsOf));
  const whole = (value: number) => Math.round(value * perChip);
  const wholes = (values: readonly number[]) => values.map(whole);
  const wholeIf = (value: number | undefined) => (value === undefined ? undefined : whole(value));
  return {
    hand: {
      ...record,
      hand: typeof record.hand === "number" ? record.hand : undefined,
      antes: wholes(record.antes),
      blinds_or_straddles: wholes(record.blinds_or_straddles ?? []),
      starting_stacks: wholes(record.starting_stacks),
      min_bet: wholeIf(record.min_bet),
      small_bet: wholeIf(record.small_bet),
      big_bet: wholeIf(record.big_bet),
      actions: record.actions.map((action) =>
        action.replace(/(?<= cbr )[\d.]+/, (to) => String(whole(Number(to)))),
      ),
    },
    perChip,
    finishingStacks: record.finishing_stacks === undefined ? null : wholes(record.finishing_stacks),
    winnings: record.winnings === undefined ? null : wholes(record.winnings),
  };
}

function amountsOf(record: PhhRecord): readonly number[] {
  return [
    ...record.antes,
    ...(record.blinds_or_straddles ?? []),
    ...record.starting_stacks,
    ...(record.finishing_stacks ?? []),
    ...(record.winnings ?? []),
    ...[record.min_bet, record.small_bet, record.big_bet].flatMap((bet) => bet ?? []),
    ...record.actions.map((action) => Number(/ cbr ([\d.]+)/.exec(action)?.[1] ?? 0)),
  ];
}

function decimalsOf(value: number): number {
  return String(value).split(".")[1]?.length ?? 0;
}
