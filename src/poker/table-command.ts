import { z } from "zod";
import { commandFaults } from "../game/command-faults.ts";
import type { Parsed, PlayerId } from "../game/game.ts";
import { BOT_STRENGTHS } from "./bots/bot-strength.ts";
import { CARDS } from "./card.ts";
import { configureSchema } from "./configure-command.ts";
import { VARIANT_NAMES } from "./variant.ts";

const MAX_CHIPS = 1_000_000_000;
const MAX_ID_LENGTH = 256;

const player = z
  .string()
  .min(1)
  .max(MAX_ID_LENGTH)
  .transform((id) => id as PlayerId);
const chips = z.int().positive().max(MAX_CHIPS);

/** What a player may ask of the table. Unknown members are refused. */
export const playerCommandSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("act"),
    turn: z.string().min(1).max(64),
    action: z.enum(["fold", "check", "call", "bet", "raise", "allIn"]),
    to: chips.optional(),
  }),
  z.strictObject({
    type: z.literal("preAct"),
    hand: z.int().positive(),
    action: z.enum(["check", "checkFold", "callThis", "none"]),
  }),
  z.strictObject({ type: z.literal("sit"), seat: z.int().optional(), buyIn: chips.optional() }),
  z.strictObject({ type: z.literal("enlist") }),
  z.strictObject({ type: z.literal("unlist") }),
  z.strictObject({ type: z.literal("straddle"), on: z.boolean() }),
  z.strictObject({ type: z.literal("stand") }),
  z.strictObject({ type: z.literal("sitOut") }),
  z.strictObject({ type: z.literal("sitIn"), post: z.boolean().optional() }),
  z.strictObject({ type: z.literal("topUp"), chips }),
  z.strictObject({ type: z.literal("show"), cards: z.array(z.enum(CARDS)).min(1).max(5).optional() }),
  z.strictObject({ type: z.literal("rabbit") }),
  z.strictObject({ type: z.literal("chooseVariant"), variant: z.enum(VARIANT_NAMES) }),
  z.strictObject({ type: z.literal("runTwice"), agree: z.boolean() }),
  z.strictObject({ type: z.literal("start") }),
  z.strictObject({ type: z.literal("pause") }),
  z.strictObject({ type: z.literal("resume") }),
  z.strictObject({ type: z.literal("kick"), player }),
  z.strictObject({ type: z.literal("setStack"), player, chips: z.int().nonnegative().max(MAX_CHIPS) }),
  z.strictObject({ type: z.literal("transferHost"), player }),
  z.strictObject({ type: z.literal("approve"), player }),
  z.strictObject({ type: z.literal("refuse"), player }),
  z.strictObject({
    type: z.literal("addBot"),
    strength: z.enum(BOT_STRENGTHS).optional(),
    name: z.string().min(1).max(MAX_ID_LENGTH).optional(),
  }),
  z.strictObject({ type: z.literal("removeBot"), player }),
  z.strictObject({
    type: z.literal("seed"),
    seed: z.string().regex(/^[\x20-\x7e]{1,64}$/, "must be 1 to 64 printable ASCII characters"),
  }),
  configureSchema,
]);

export type PlayerCommand = z.output<typeof playerCommandSchema>;

/** As a client writes it. */
export type PlayerCommandInput = z.input<typeof playerCommandSchema>;

/** Of the clock alone: the deadline of that id has passed. */
export interface DeadlinePassed {
  readonly type: "deadlinePassed";
  readonly id: string;
}

export type TableCommand = PlayerCommand | DeadlinePassed;

export type CommandOf<Type extends PlayerCommand["type"]> = Extract<PlayerCommand, { type: Type }>;

export function parseCommand(body: unknown): Parsed<TableCommand> {
  const parsed = playerCommandSchema.safeParse(body);
  if (parsed.success) return { ok: true, command: parsed.data };
  return { ok: false, faults: commandFaults(parsed.error.issues) };
}
