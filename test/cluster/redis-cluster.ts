import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "../chaos/check.ts";
import { type ClusterNode, startClusterNode } from "./cluster-node.ts";

const MASTERS = 3;
const SLOTS = 16_384;
const MEETS_WITHIN_MS = 20_000;

/** Three masters, each with a replica, on this machine alone. */
export interface RedisCluster {
  /** As `REDIS_URL` takes it; names two of the six, the others are found. */
  readonly url: string;
  readonly nodes: readonly ClusterNode[];
  /** Whoever serves the slot now. */
  masterOf(slot: number): Promise<ClusterNode>;
  replicaOf(master: ClusterNode): Promise<ClusterNode>;
  /** Waits until every slot is served and every master has a replica that has all; returns how long that took. */
  whole(withinMs?: number): Promise<number>;
  stop(): Promise<void>;
}

// In memory where there is one: a slow fsync makes Redis hold AOF writes back.
const PLACE = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

export async function startRedisCluster(): Promise<RedisCluster> {
  const folder = mkdtempSync(join(PLACE, "croupier-cluster-"));
  const nodes: ClusterNode[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.stop()));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    for (let i = 0; i < 2 * MASTERS; i += 1) nodes.push(await startClusterNode(folder));
    await form(nodes);
    await whole(nodes, MEETS_WITHIN_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  const byPort = (port: number): ClusterNode => {
    const node = nodes.find((one) => one.port === port);
    if (node === undefined) throw new Error(`no node at port ${port}`);
    return node;
  };
  return {
    url: nodes
      .slice(0, 2)
      .map(({ url }) => url)
      .join(","),
    nodes,
    async masterOf(slot) {
      const range = (await rangesOf(nodes)).find(({ from, to }) => from <= slot && slot <= to);
      if (range === undefined) throw new Error(`nobody serves slot ${slot}`);
      return byPort(range.ports[0] ?? 0);
    },
    async replicaOf({ port }) {
      const range = (await rangesOf(nodes)).find(({ ports }) => ports[0] === port);
      return byPort(range?.ports[1] ?? 0);
    },
    whole: (withinMs = MEETS_WITHIN_MS) => whole(nodes, withinMs),
    stop,
  };
}

async function form(nodes: readonly ClusterNode[]): Promise<void> {
  const masters = nodes.slice(0, MASTERS);
  const [first] = masters;
  if (first === undefined) throw new Error("a Cluster of nobody");
  for (const [i, { client }] of masters.entries()) {
    const [from, to] = [Math.ceil((i * SLOTS) / MASTERS), Math.ceil(((i + 1) * SLOTS) / MASTERS) - 1];
    await client.call("CLUSTER", "ADDSLOTSRANGE", from, to);
  }
  for (const [i, { client }] of nodes.entries()) await client.call("CLUSTER", "SET-CONFIG-EPOCH", i + 1);
  for (const { client, port } of nodes.slice(1)) {
    const [, bus = ""] = await client.config("GET", "cluster-port");
    await first.client.call("CLUSTER", "MEET", "127.0.0.1", port, bus);
  }
  await until(async () => (await knownTo(nodes)) === nodes.length, MEETS_WITHIN_MS, "the nodes did not meet");
  for (const [i, master] of masters.entries())
    await nodes[MASTERS + i]?.client.call("CLUSTER", "REPLICATE", await master.id());
}

/** By the node that knows the fewest. */
async function knownTo(nodes: readonly ClusterNode[]): Promise<number> {
  const texts = await Promise.all(nodes.map(async ({ client }) => String(await client.cluster("NODES"))));
  return Math.min(
    ...texts.map((text) => text.split("\n").filter((line) => / (master|slave) /.test(calm(line))).length),
  );
}

// "myself,master" and "master" alike; "handshake" and "fail" are not yet, or no longer, known.
function calm(line: string): string {
  return line.replace("myself,", "");
}

interface SlotRange {
  readonly from: number;
  readonly to: number;
  /** The master's, then the replicas'. */
  readonly ports: readonly number[];
}

/** As the first of them that answers sees it. */
async function rangesOf(nodes: readonly ClusterNode[]): Promise<readonly SlotRange[]> {
  const answering = nodes.filter(({ client }) => client.status === "ready");
  return await Promise.any(answering.map((node) => rangesSeenBy(node)));
}

async function rangesSeenBy({ client }: ClusterNode): Promise<readonly SlotRange[]> {
  const slots = await client.cluster("SLOTS");
  return slots.map(([from, to, ...owners]) => ({ from, to, ports: owners.map(([, port]) => port) }));
}

async function whole(nodes: readonly ClusterNode[], withinMs: number): Promise<number> {
  return await until(
    async () => {
      const views = await Promise.all(nodes.map((node) => masterOfEachRange(node)));
      // After an election each of them may be well for itself and send clients on to another.
      return views[0] !== null && views.every((masters) => masters === views[0]);
    },
    withinMs,
    "the Cluster is not whole",
  );
}

/** As it sees them; null while the Cluster is not whole for it. */
async function masterOfEachRange(node: ClusterNode): Promise<string | null> {
  const ranges = await rangesSeenBy(node);
  const info = `${await node.client.cluster("INFO")}${await node.client.info("replication")}`;
  const isWhole =
    info.includes("cluster_state:ok") &&
    /master_link_status:up|state=online/.test(info) &&
    ranges.every(({ ports }) => ports.length === 2);
  return isWhole
    ? ranges
        .map(({ from, ports }) => `${from} ${ports[0]}`)
        .toSorted()
        .join()
    : null;
}
