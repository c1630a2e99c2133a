import { setTimeout as delay } from "node:timers/promises";
import type { ClusterNode } from "../../cluster/cluster-node.ts";
import type { RedisCluster } from "../../cluster/redis-cluster.ts";
import { roomsOf, slotOfRoom } from "../../cluster/rooms-of-masters.ts";
import type { ChaosCase, Stage } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import { startClusterHouse } from "../cluster-house.ts";
import type { House } from "../house.ts";
import { readHealth } from "./admin.ts";
import { finish } from "./finish.ts";
import { moveSlot } from "./move-slot.ts";

const NAMES = ["alice", "bob", "carol", "dave"];
/** A node timeout of 1.5 s, an election, and the next look of whoever waits. */
const TAKEN_OVER_WITHIN_MS = 10_000;
/** What a room of another master may notice of it. */
const UNDISTURBED_MS = 1500;

interface Scene {
  readonly house: House;
  readonly cluster: RedisCluster;
  readonly master: ClusterNode;
  readonly replica: ClusterNode;
  /** Rooms of that master, and of the others. */
  readonly struck: readonly string[];
  readonly spared: readonly string[];
}

export const masterKilled: ChaosCase = {
  no: 28,
  fault: "A Cluster's master killed (-9) while hands are played on rooms of all three",
  expected: "its rooms play on once its replica has taken over, rooms of the others notice nothing",
  async run(stage) {
    const scene = await setScene(stage);
    await scene.master.kill();
    return await takeOver(scene, async () => {
      await scene.master.restart();
      await scene.cluster.whole();
    });
  },
};

export const behindReplica: ChaosCase = {
  no: 29,
  fault: "A Cluster's master killed (-9) whose replica was cut off for the last 0.4 s",
  expected: "what it had acknowledged then is lost and counted, every room is consistent and plays on",
  async run(stage) {
    const scene = await setScene(stage);
    await scene.replica.signal("SIGSTOP");
    await scene.master.client.call("CLIENT", "KILL", "TYPE", "replica");
    await delay(400);
    await scene.master.kill();
    await scene.replica.signal("SIGCONT");
    const outcome = await takeOver(scene, () => Promise.resolve());
    for (const roomId of scene.struck) {
      const { version } = await scene.house.stored(roomId);
      expect(version >= 1_000_000, `${roomId}: version ${version} did not jump`);
    }
    return outcome;
  },
};

export const masterFrozen: ChaosCase = {
  no: 30,
  fault: "A Cluster's master frozen (SIGSTOP), replaced by its replica, then resumed",
  expected: "as when it is killed, though no connection breaks; what it wakes up with is told to nobody",
  async run(stage) {
    const scene = await setScene(stage);
    await scene.master.signal("SIGSTOP");
    return await takeOver(scene, async () => {
      await scene.master.signal("SIGCONT");
      await scene.cluster.whole();
    });
  },
};

export const handedOver: ChaosCase = {
  no: 31,
  fault: "All three masters of a Cluster handed over to their replicas under load (CLUSTER FAILOVER)",
  expected: "nothing that was acknowledged is lost, nothing happens twice",
  async run(stage) {
    const { house, cluster, struck, spared } = await setScene(stage);
    for (const slot of [0, 6000, 12_000]) {
      const replica = await cluster.replicaOf(await cluster.masterOf(slot));
      await replica.client.call("CLUSTER", "FAILOVER");
      await until(
        async () => (await cluster.masterOf(slot)) === replica,
        TAKEN_OVER_WITHIN_MS,
        "the replica did not take over",
      );
      await delay(500);
    }
    await finish(house, 1500);
    const silenceMs = Math.max(...[...struck, ...spared].map((roomId) => house.longestSilenceMs(roomId)));
    expect(silenceMs < 3000, `silent for ${silenceMs} ms`);
    return { struck: 3 };
  },
};

export const slotMoved: ChaosCase = {
  no: 32,
  fault: "A room's slot moved to another master while it plays, there and back (MIGRATE)",
  expected: "nothing is lost, nothing happens twice; the room stands still for a moment",
  async run(stage) {
    const { house, cluster, master, struck } = await setScene(stage);
    const [roomId = ""] = struck;
    const others = await Promise.all([0, 6000, 12_000].map((slot) => cluster.masterOf(slot)));
    const other = others.find((one) => one !== master) ?? master;
    const there = await moveSlot(slotOfRoom(roomId), master, other);
    await delay(1000);
    const back = await moveSlot(slotOfRoom(roomId), other, master);
    expect(there.keys > 0 && back.keys > 0, "there was nothing to move");
    await finish(house, 1500);
    const silenceMs = house.longestSilenceMs(roomId);
    expect(silenceMs < 4000, `silent for ${silenceMs} ms`);
    return { struck: 2, note: `${there.keys} and ${back.keys} keys moved` };
  },
};

/** Two rooms on each master, in play, and the master of whom it is. */
async function setScene(stage: Stage): Promise<Scene> {
  const redis = await startClusterHouse();
  stage.onEnd(() => redis.stop());
  const { cluster } = redis;
  const house = await stage.house({ redis });
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

/** From when a master went until all is well again. */
async function takeOver(scene: Scene, comeBack: () => Promise<void>) {
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
  const lost = await Promise.all(struck.map((roomId) => house.lostActs(roomId)));
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  return {
    struck: 1,
    note:
      `taken over after ${seconds(electedMs)} s, played on after ${seconds(backMs)} s, others silent for ` +
      `${seconds(disturbedMs)} s at most, ${lost.reduce((sum, count) => sum + count, 0)} acknowledged acts lost`,
  };
}
