import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import type { Cluster } from "ioredis";
import { SHARDS } from "../../src/redis/keys.ts";
import { masterOf, mastersOf } from "../../src/redis/masters.ts";
import { lanesByPart, shardsByPart } from "../../src/redis/slot-parts.ts";
import { keysIn } from "../redis-for-tests.ts";
import { type House, openHouse } from "../scenarios/house.ts";
import { callOrCheck, dealt } from "../scenarios/play.ts";

describe("what Croupier keeps in a Cluster", () => {
  const rooms = ["north", "south", "east", "west", "upstairs", "garden"];
  let house: House;
  let cluster: Cluster;
  beforeAll(async () => {
    house = await openHouse();
    cluster = house.redis as Cluster;
    for (const id of rooms) {
      const room = house.room(id);
      const players = [await room.join("alice"), await room.join("bob")];
      const { table } = await dealt(players[0]!, 2);
      await callOrCheck(players, table);
      await room.settled();
    }
  });
  afterAll(() => house.close());

  const slotOf = async (key: string): Promise<number> => await cluster.cluster("KEYSLOT", key);

  it("is in one slot for a room and its shard's indexes, by Redis' own count", async () => {
    const all = await keysIn(cluster, `${house.prefix}:{s*`);
    for (const id of rooms) {
      const tag = house.room(id).shardKey("");
      const own = all.filter((key) => key.startsWith(tag));
      expect(own.length).toBeGreaterThan(5);
      const slots = await Promise.all(own.map(slotOf));
      expect(new Set(slots).size).toBe(1);
      expect(await cluster.exists(house.room(id).key("room"))).toBe(1);
    }
  });

  it("is spread over the masters about evenly", () => {
    const shares = mastersOf(cluster).map(({ shards }) => shards.length);
    expect(shares).toHaveLength(3);
    expect(Math.min(...shares)).toBeGreaterThanOrEqual(SHARDS / 3 - 2);
    expect(Math.max(...shares)).toBeLessThanOrEqual(SHARDS / 3 + 2);
  });

  it("has each room's wake-ups and clocks on the room's own master", async () => {
    const lanes = await Promise.all(
      lanesByPart(house.prefix).map((lane) => slotOf(`{${house.prefix}:lanes:${lane}}:x`)),
    );
    const masters = lanes.map((slot) => cluster.slots[slot]?.[0]);
    for (const [part, shards] of shardsByPart().entries()) {
      expect(shards.length).toBeGreaterThan(0);
      for (const shard of shards) expect(masterOf(cluster, shard)).toBe(masters[part]);
    }
    expect(
      shardsByPart()
        .flat()
        .toSorted((a, b) => a - b),
    ).toEqual(Array.from({ length: SHARDS }, (_, i) => i));
  });
});
