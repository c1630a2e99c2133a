import { EVERY_SHARD, SLOTS, slotOf, slotOfShard } from "./keys.ts";

/**
 * A Cluster's slots in so many equal parts: whole ones on each of two, three or six masters with equal shares. Clocks and
 * wake-ups are looked after part by part, so that a dead master keeps nobody else waiting.
 */
const PARTS = 6;

/** The shards of each part. */
export function shardsByPart(): readonly (readonly number[])[] {
  return Array.from({ length: PARTS }, (_, part) => EVERY_SHARD.filter((shard) => partOf(shard) === part));
}

export function partOf(shard: number): number {
  return partOfSlot(slotOfShard(shard));
}

/** For each part the number of a lane whose queue is in it: the lowest there is. */
export function lanesByPart(prefix: string): readonly number[] {
  const found = new Map<number, number>();
  for (let lane = 0; found.size < PARTS; lane += 1) {
    const part = partOfSlot(slotOf(`${prefix}:lanes:${lane}`));
    if (!found.has(part)) found.set(part, lane);
  }
  return Array.from({ length: PARTS }, (_, part) => found.get(part) ?? 0);
}

function partOfSlot(slot: number): number {
  return Math.floor((slot * PARTS) / SLOTS);
}
