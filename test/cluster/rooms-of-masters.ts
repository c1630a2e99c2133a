import { createKeys, slotOfShard } from "../../src/redis/keys.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import type { ClusterNode } from "./cluster-node.ts";
import type { RedisCluster } from "./redis-cluster.ts";

const { shardOf } = createKeys("any");

export function slotOfRoom(roomId: string): number {
  return slotOfShard(shardOf(roomId as RoomId));
}

/** The first rooms of that name, `night-1`, `night-2`, …, that the master has now. */
export async function roomsOf(
  cluster: RedisCluster,
  master: ClusterNode,
  { name, count }: { readonly name: string; readonly count: number },
): Promise<readonly string[]> {
  const rooms: string[] = [];
  for (let no = 1; rooms.length < count; no += 1)
    if ((await cluster.masterOf(slotOfRoom(`${name}-${no}`))) === master) rooms.push(`${name}-${no}`);
  return rooms;
}
