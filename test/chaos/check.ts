import { setTimeout as delay } from "node:timers/promises";

/** Something that a case expected did not hold. */
class BrokenExpectationError extends Error {
  override readonly name = "BrokenExpectationError";
}

export function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new BrokenExpectationError(otherwise);
}

export function expectNone(faults: readonly string[], what: string): void {
  if (faults.length > 0)
    throw new BrokenExpectationError(`${faults.length} × ${what}; the first: ${faults[0]?.slice(0, 2000)}`);
}

const LOOK_EVERY_MS = 15;

/** Waits for a condition; returns how long it took. An exception counts as "not yet". */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  withinMs: number,
  otherwise: string | (() => string),
): Promise<number> {
  const startedAtMs = performance.now();
  let failure: Error | null = null;
  for (;;) {
    try {
      failure = null;
      if (await isTrue()) return performance.now() - startedAtMs;
    } catch (error) {
      failure = error as Error;
    }
    if (performance.now() - startedAtMs > withinMs) {
      const text = typeof otherwise === "string" ? otherwise : otherwise();
      throw new BrokenExpectationError(
        `not within ${withinMs} ms: ${text}${failure === null ? "" : ` (${failure.message})`}`,
        { cause: failure },
      );
    }
    await delay(LOOK_EVERY_MS);
  }
}
