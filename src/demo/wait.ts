import { setTimeout as delay } from "node:timers/promises";

/** Throws an Error with this text when it does not become true in time. */
export async function waitFor(isTrue: () => boolean, withinMs: number, otherwise: string): Promise<void> {
  const untilMs = performance.now() + withinMs;
  while (!isTrue()) {
    if (performance.now() > untilMs) throw new Error(otherwise);
    await delay(5);
  }
}
