import type { LaneQueues } from "./queues/lanes.ts";
import { inTime } from "./rooms/in-time.ts";
import type { RoomIndexes } from "./rooms/ports.ts";

interface ReadingDeps {
  readonly lanes: Pick<LaneQueues, "counts" | "workers">;
  readonly indexes: Pick<RoomIndexes, "totals">;
  readonly clock: { readonly nowMs: () => number };
}

const ACTIVE_WITHIN_MS = 15 * 60_000;

/** The lanes of all processes. */
export async function readQueues({ lanes }: ReadingDeps) {
  const [counts, workers] = await Promise.all([lanes.counts(), lanes.workers()]);
  return { ...counts, workers };
}

/** The rooms of all processes. */
export async function readRooms({ indexes, clock }: ReadingDeps) {
  const nowMs = clock.nowMs();
  const totals = await indexes.totals(nowMs - ACTIVE_WITHIN_MS);
  return {
    active: totals.active,
    handsInPlay: totals.inPlay,
    undelivered: totals.undelivered,
    oldestUndeliveredMs: since(totals.oldestUndeliveredAtMs, nowMs),
    /** How long the deadline that should have been carried out first has been waiting. */
    overdueMs: since(totals.earliestDueAtMs, nowMs),
  };
}

function since(atMs: number | null, nowMs: number): number | null {
  return atMs === null ? null : Math.max(0, nowMs - atMs);
}

/** Nobody who asks how the service is waits longer for a part of it. BullMQ waits for its first connection without end. */
const PATIENCE_MS = 2000;

/** Null when the part fails or does not answer in time. */
export async function orNull<T>(part: Promise<T>): Promise<T | null> {
  const [result] = await Promise.allSettled([inTime(part, PATIENCE_MS)]);
  return result.status === "fulfilled" ? result.value : null;
}
