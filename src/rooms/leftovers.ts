import type { Lanes, Leftover, Leftovers, Log, RoomId } from "./ports.ts";

interface LeftoversDeps {
  readonly leftovers: Leftovers;
  readonly lanes: Lanes;
  readonly nowMs: () => number;
  readonly log: Log;
}

/** Tries a message that did not get through once more, or gives it up, in an operator's name; false: there is none. */
export async function settleMessage(
  { leftovers, lanes, nowMs, log }: LeftoversDeps,
  roomId: RoomId,
  { what, ...which }: Leftover & { readonly what: "retry" | "discard" },
): Promise<boolean> {
  const isThere =
    what === "retry" ? await leftovers.retry(roomId, which, nowMs()) : await leftovers.discard(roomId, which);
  if (!isThere) return false;
  log.info({ room: roomId, ...which, what }, "an operator settled a message");
  try {
    await lanes.wake(roomId);
  } catch (error) {
    log.warn({ room: roomId, err: error }, "the lane could not be woken; the sweep will");
  }
  return true;
}
