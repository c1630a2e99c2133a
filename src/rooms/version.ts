import type { Snapshot } from "./room-cache.ts";

/**
 * Versions of one history of the store are consecutive. When commits were lost, or may have been, a new history begins
 * with the time: later than any other one began, and far above all that anybody was told of, since nobody commits once
 * a ms for ever. So `seq` rises when a store goes back. `newHistoryAtMs`: Unix time in ms; null while the history goes on.
 */
export function nextVersion(
  { version, lostVersion }: Pick<Snapshot, "version" | "lostVersion">,
  newHistoryAtMs: number | null,
): number {
  return Math.max(version + 1, lostVersion + 1, newHistoryAtMs ?? 0);
}
