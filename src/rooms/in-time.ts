import { UnavailableError } from "./rooms.ts";

/** Fails with an UnavailableError when the work takes longer; what becomes of it then changes nothing here. */
export async function inTime<T>(work: Promise<T>, withinMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError(`not done within ${withinMs} ms`)), withinMs);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
  }
}
