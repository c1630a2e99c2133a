/**
 * Versions of one history of the store are consecutive. When commits were lost, the next version starts a new million,
 * so that it is greater than any version that anybody was told of: `seq` rises whatever happens to the store.
 */
const EPOCH = 1_000_000;

export function nextVersion(version: number, lostVersion: number, isNewHistory: boolean): number {
  if (!isNewHistory) return version + 1;
  return (Math.floor(Math.max(version, lostVersion) / EPOCH) + 1) * EPOCH;
}
