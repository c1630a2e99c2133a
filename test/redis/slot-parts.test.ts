import { describe, expect, it } from "@jest/globals";
import { SHARDS, SLOTS, slotOf, slotOfShard } from "../../src/redis/keys.ts";
import { lanesByPart, partOf, shardsByPart } from "../../src/redis/slot-parts.ts";

const sixthOf = (slot: number): number => Math.floor((slot * 6) / SLOTS);

describe("the six parts of a Cluster's slots", () => {
  it("have each shard once, by its slot", () => {
    expect(
      shardsByPart()
        .flat()
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: SHARDS }, (_, shard) => shard));
    for (const [part, shards] of shardsByPart().entries())
      for (const shard of shards) expect([partOf(shard), sixthOf(slotOfShard(shard))]).toEqual([part, part]);
  });

  it.each(["croupier", "demo-1a2b3c4d"])("have a lane of %s each, whose queue is in that part", (prefix) => {
    const slots = lanesByPart(prefix).map((lane) => slotOf(`${prefix}:lanes:${lane}`));
    expect(slots.map(sixthOf)).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
