import { z } from "zod";
import type { PlayerId } from "../game/game.ts";
import type { Fault, PeerId } from "../rooms/ports.ts";
import type { Announcement } from "../rooms/rooms.ts";

const MAX_MESSAGE_BYTES = 4096;

/** A target must be readable: 100ms broadcasts what has an empty one. */
const target = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^\P{Cc}*$/u, "must not have control characters")
    .regex(/[^\p{C}\p{Z}]/u, "must not be blank");

export const announcementSchema = z
  .strictObject({
    message: z
      .string()
      .regex(/\S/, "must not be blank")
      .refine(
        (text) => Buffer.byteLength(text) <= MAX_MESSAGE_BYTES,
        `must be at most ${MAX_MESSAGE_BYTES} bytes`,
      ),
    type: z
      .string()
      .regex(/^[\w.-]{1,64}$/, "must be 1 to 64 letters, digits, _, . or -")
      .default("custom_event"),
    player: target(256).optional(),
    peerId: target(128).optional(),
    role: target(128).optional(),
  })
  .refine(
    ({ player, peerId, role }) => [player, peerId, role].filter((given) => given !== undefined).length <= 1,
    "must have at most one of player, peerId and role",
  );

export type AnnouncementReading =
  | { readonly ok: true; readonly announcement: Announcement }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** An operator's message. Only one without any target is for the whole room. */
export function readAnnouncement(body: unknown): AnnouncementReading {
  const parsed = announcementSchema.safeParse(body);
  if (!parsed.success) return { ok: false, faults: parsed.error.issues.flatMap(faultsOf) };
  const { message, type } = parsed.data;
  return { ok: true, announcement: { message, type, to: targetOf(parsed.data) } };
}

function targetOf({ player, peerId, role }: z.output<typeof announcementSchema>): Announcement["to"] {
  if (player !== undefined) return { kind: "player", player: player as PlayerId };
  if (peerId !== undefined) return { kind: "peer", peerId: peerId as PeerId };
  if (role !== undefined) return { kind: "role", role };
  return { kind: "room" };
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((key) => ({ path: key, message: "unknown member" }));
  return [{ path: issue.path.join("."), message: issue.message }];
}
