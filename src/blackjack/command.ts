import { z } from "zod";
import { commandFaults } from "../game/command-faults.ts";
import type { Parsed } from "../game/game.ts";

const turn = z.string().min(1).max(64);

/** What a player may ask of the table. Unknown members are refused. */
export const commandSchema = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("sit"), seat: z.int().optional() }),
  z.strictObject({ type: z.literal("leave") }),
  z.strictObject({ type: z.literal("rebuy") }),
  z.strictObject({ type: z.literal("bet"), chips: z.int().positive().max(1_000_000) }),
  z.strictObject({ type: z.literal("hit"), turn }),
  z.strictObject({ type: z.literal("stand"), turn }),
  z.strictObject({ type: z.literal("double"), turn }),
  z.strictObject({ type: z.literal("pause") }),
  z.strictObject({ type: z.literal("resume") }),
]);

export type PlayerCommand = z.output<typeof commandSchema>;

/** `deadlinePassed` is of the clock alone. */
export type BlackjackCommand = PlayerCommand | { readonly type: "deadlinePassed"; readonly id: string };

export function parseCommand(body: unknown): Parsed<BlackjackCommand> {
  const parsed = commandSchema.safeParse(body);
  if (parsed.success) return { ok: true, command: parsed.data };
  return { ok: false, faults: commandFaults(parsed.error.issues) };
}
