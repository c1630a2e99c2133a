import { z } from "zod";
import { CARDS } from "../card.ts";
import { VARIANT_NAMES } from "../variant.ts";

export const card = z.enum(CARDS);
export const cards = z.array(card);
export const chips = z.int().nonnegative();
export const seat = z.int().min(1).max(10);
export const player = z.string().min(1);
export const instant = z.iso.datetime();
export const number = z.int().positive();
export const variant = z.enum(VARIANT_NAMES);
export const raiseTo = z.int().positive().nullable();
/** SHA-256. */
export const hash = z.string().regex(/^[\dA-F]{64}$/, "must be 64 hexadecimal digits in capitals");
export const street = z.enum(["preflop", "flop", "turn", "river"]);
