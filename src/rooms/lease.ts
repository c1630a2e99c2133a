import type { Holding, Log, Outbox } from "./ports.ts";

/**
 * Long enough for a few renewals to be late, short enough that a dead worker's room is not silent for long: the
 * sweep looks for rooms that are behind by more than this.
 */
export const LEASE_MS = 2000;

const RENEW_MS = 600;

export interface Lease {
  readonly holding: Holding;
  /** True while nobody else can have taken the room. After a freeze it asks before it answers. */
  isHeld(): Promise<boolean>;
  /** To be called when a script renewed the lease, with the time before it was asked: the reply may have been slow. */
  renewed(askedAtMs: number): void;
  lost(): void;
  /** Stops renewing. */
  stop(): void;
}

interface LeaseDeps {
  readonly outbox: Outbox;
  readonly monotonicMs: () => number;
  readonly every: (ms: number, task: () => void) => () => void;
  readonly log: Log;
}

/** Keeps the lease of a room that was claimed then alive beside a slow call to 100ms. */
export function keepLease(
  { outbox, monotonicMs, every, log }: LeaseDeps,
  holding: Holding,
  claimedAtMs: number,
): Lease {
  let renewedAtMs = claimedAtMs;
  let isLost = false;
  const renew = async (): Promise<void> => {
    const askedAtMs = monotonicMs();
    if (await outbox.hold(holding)) renewedAtMs = askedAtMs;
    else isLost = true;
  };
  const ageMs = (): number => monotonicMs() - renewedAtMs;
  const stop = every(RENEW_MS, () => {
    renew().catch((error: unknown) =>
      log.warn({ room: holding.roomId, err: error }, "could not renew the lease of a room"),
    );
  });
  const isHeld = async (): Promise<boolean> => {
    if (!isLost && ageMs() > RENEW_MS * 2) await renew();
    // The process may have stood still once more while the answer was on its way.
    return isLost || ageMs() < LEASE_MS ? !isLost : await isHeld();
  };
  return {
    holding,
    isHeld,
    renewed(askedAtMs) {
      renewedAtMs = askedAtMs;
    },
    lost() {
      isLost = true;
    },
    stop,
  };
}
