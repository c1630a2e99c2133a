import { setTimeout as pause } from "node:timers/promises";

const LOOK_AGAIN_MS = 5;
const PATIENCE_MS = 8000;

/** Waits for a condition and returns what it found; fails with its name when that takes too long. */
export async function until<Found>(
  what: string,
  condition: () => Promise<Found | null | undefined | false> | Found | null | undefined | false,
  patienceMs = PATIENCE_MS,
): Promise<Found> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const found = await condition();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await pause(LOOK_AGAIN_MS);
  }
}
