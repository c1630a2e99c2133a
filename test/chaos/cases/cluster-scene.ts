import { setTimeout as delay } from "node:timers/promises";
import type { ClusterNode } from "../../cluster/cluster-node.ts";
import type { RedisCluster } from "../../cluster/redis-cluster.ts";
import { roomsOf, slotOfRoom } from "../../cluster/rooms-of-masters.ts";
import type { Stage } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import { startClusterHouse } from "../cluster-house.ts";
import type { House } from "../house.ts";
import { readHealth } from "./admin.ts";
import { finish } from "./finish.ts";

const NAMES = ["alice", "bob", "carol", "dave"];
/** A node timeout of 1.5 s, an election, and the next look of whoever waits. */
export const TAKEN_OVER_WITHIN_MS = 10_000;
/** What a room of another master may notice of it. */
const UNDISTURBED_MS = 2000;

export interface Scene {
  readonly house: House;
  readonly cluster: RedisCluster;
  readonly master: ClusterNode;
  readonly replica: ClusterNode;
  /** Rooms of that master, and of the others. */
  readonly struck: readonly string[];
  readonly spared: readonly string[];
}

/** Two rooms on each master, in play, and the master of whom it is. */
export async function setScene(stage: Stage, env: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const redis = await startClusterHouse();
  stage.onEnd(() => redis.stop());
  const { cluster } = redis;
  const house = await stage.house({ redis, env });
  await house.start("croupier");
  await house.start("worker", { role: "worker" });
  const masters = await Promise.all([0, 6000, 12_000].map((slot) => cluster.masterOf(slot)));
  const rooms = await Promise.all(masters.map((one) => roomsOf(cluster, one, { name: "night", count: 2 })));
  await Promise.all(rooms.flat().map((roomId) => house.seat(roomId, NAMES)));
  house.play();
  await delay(1500);
  const [master] = masters;
  if (master === undefined) throw new Error("a Cluster without a master");
  const [struck = [], ...spared] = rooms;
  const replica = await cluster.replicaOf(master);
  return { house, cluster, master, replica, struck, spared: spared.flat() };
}

/** The master goes, with what its replica could not be sent during the last moments. */
export async function loseReplica(scene: Scene) {
  await scene.replica.signal("SIGSTOP");
  await scene.master.client.call("CLIENT", "KILL", "TYPE", "replica");
  await delay(400);
  await scene.master.kill();
  await scene.replica.signal("SIGCONT");
  return await takeOver(scene, () => restart(scene));
}

export async function restart({ master, cluster }: Scene): Promise<void> {
  await master.restart();
  await cluster.whole();
}

/** From when a master went until all is well again. */
export async function takeOver(scene: Scene, comeBack: () => Promise<void>) {
  const { house, cluster, replica, struck, spared } = scene;
  const startedAtMs = performance.now();
  const versions = struck.map((roomId) => house.newestVersion(roomId));
  const health = await readHealth(house);
  expect(
    health.status === "degraded" && health.reasons.some((reason) => reason.startsWith("a part of Redis")),
    `the health is ${health.status} for ${health.reasons.join()}`,
  );
  await until(
    async () => (await cluster.masterOf(slotOfRoom(struck[0] ?? ""))) === replica,
    TAKEN_OVER_WITHIN_MS,
    "the replica did not take over",
  );
  const electedMs = performance.now() - startedAtMs;
  await until(
    () => struck.every((roomId, i) => house.newestVersion(roomId) > (versions[i] ?? 0) + 3),
    TAKEN_OVER_WITHIN_MS,
    "play did not go on",
  );
  const backMs = performance.now() - startedAtMs;
  await comeBack();
  await finish(house, 1500, { writesLost: struck });
  const disturbedMs = Math.max(...spared.map((roomId) => house.longestSilenceMs(roomId)));
  expect(disturbedMs < UNDISTURBED_MS, `a room of another master was silent for ${disturbedMs} ms`);
  for (const roomId of spared) {
    const { version } = await house.stored(roomId);
    expect(version < 1_000_000, `${roomId} of another master began a new history at ${version}`);
  }
  const lostByRoom = await Promise.all(struck.map((roomId) => house.lostActs(roomId)));
  const lost = lostByRoom.reduce((sum, count) => sum + count, 0);
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  return {
    struck: 1,
    lost,
    note:
      `taken over after ${seconds(electedMs)} s, played on after ${seconds(backMs)} s, others silent for ` +
      `${seconds(disturbedMs)} s at most, ${lost} acknowledged acts lost`,
  };
}
