import type { ClusterNode } from "../../cluster/cluster-node.ts";
import { PASSWORD } from "../../cluster/password.ts";

const AT_ONCE = 20;
const WITHIN_MS = 5000;

/** As redis-cli --cluster reshard moves one slot; returns how many keys went with it. */
export async function moveSlot(
  slot: number,
  from: ClusterNode,
  to: ClusterNode,
): Promise<{ readonly keys: number }> {
  const [fromId, toId] = [await from.id(), await to.id()];
  await to.client.call("CLUSTER", "SETSLOT", slot, "IMPORTING", fromId);
  await from.client.call("CLUSTER", "SETSLOT", slot, "MIGRATING", toId);
  let moved = 0;
  for (;;) {
    const keys = (await from.client.call("CLUSTER", "GETKEYSINSLOT", slot, AT_ONCE)) as string[];
    if (keys.length === 0) break;
    const where = ["127.0.0.1", to.port, "", 0, WITHIN_MS, "AUTH", PASSWORD];
    await from.client.call("MIGRATE", ...where, "KEYS", ...keys);
    moved += keys.length;
  }
  for (const node of [to, from]) await node.client.call("CLUSTER", "SETSLOT", slot, "NODE", toId);
  return { keys: moved };
}
