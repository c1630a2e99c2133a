import { UnavailableError } from "../rooms/rooms.ts";

/** Runs a Redis call; whatever goes wrong with it (away, too slow, out of memory, read-only) is one fact for the shell. */
export function available<T>(call: Promise<T>): Promise<T> {
  return call.catch((error: unknown) => {
    throw new UnavailableError("Redis did not carry the call out", { cause: error });
  });
}
