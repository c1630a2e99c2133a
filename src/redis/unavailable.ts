import { UnavailableError } from "../rooms/rooms.ts";

/** Runs a Redis call; whatever goes wrong with it (away, too slow, out of memory, read-only) is one fact for the shell. */
export async function available<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new UnavailableError("Redis did not carry the call out", { cause: error });
  }
}
