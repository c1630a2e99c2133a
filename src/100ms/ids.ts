import { z } from "zod";
import type { PeerId, RoomId } from "../rooms/ports.ts";

// Control characters and lone surrogates do not survive a round trip through UTF-8: two ids could become one.
const clean = /^[^\p{Cc}\p{Cs}]*$/u;
const text = (max: number) =>
  z.string().max(max, `must be at most ${max} characters`).regex(clean, "must be clean text");
const filled = (max: number) => text(max).regex(/\S/, "must not be blank");

export const roomId = z
  .string()
  .regex(/^[\w-]{1,128}$/, "must be 1 to 128 letters, digits, _ or -")
  .transform((id) => id as RoomId);
// A client makes up its peer id, and ids become keys of stored objects.
export const peerId = filled(128)
  .refine((id) => !(id in Object.prototype), "must not be a name of JavaScript's own")
  .transform((id) => id as PeerId);
export const sessionId = filled(128);
export const role = filled(128);
export const userId = text(256);
export const filledUserId = filled(256);
