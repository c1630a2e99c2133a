import { setTimeout as delay } from "node:timers/promises";
import { slotOfRoom } from "../../cluster/rooms-of-masters.ts";
import type { ChaosCase } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import { loseReplica, restart, setScene, TAKEN_OVER_WITHIN_MS, takeOver } from "./cluster-scene.ts";
import { finish } from "./finish.ts";
import { moveSlot } from "./move-slot.ts";

/** What a room may notice when its master hands over, or its slot moves. */
const HANDED_OVER_MS = 3000;

export const masterKilled: ChaosCase = {
  no: 34,
  fault: "A Cluster's master killed (-9) while hands are played on rooms of all three",
  expected: "its rooms play on once its replica has taken over, rooms of the others notice nothing",
  alone: true,
  async run(stage) {
    const scene = await setScene(stage);
    await scene.master.kill();
    return await takeOver(scene, () => restart(scene));
  },
};

export const behindReplica: ChaosCase = {
  no: 29,
  fault: "A Cluster's master killed (-9) whose replica was cut off for the last 0.4 s",
  expected: "what it had acknowledged then is lost and counted, every room is consistent and plays on",
  alone: true,
  async run(stage) {
    const scene = await setScene(stage);
    const outcome = await loseReplica(scene);
    for (const roomId of scene.struck) {
      const { version } = await scene.house.stored(roomId);
      expect(version >= 1_000_000, `${roomId}: version ${version} did not jump`);
    }
    return outcome;
  },
};

export const behindReplicaThatCounts: ChaosCase = {
  no: 33,
  fault: "As 29, with commits that count only when a replica has them (REDIS_WAIT_REPLICAS=1)",
  expected: "503 while there is no replica, and nothing that was acknowledged is lost",
  alone: true,
  async run(stage) {
    const scene = await setScene(stage, { REDIS_WAIT_REPLICAS: "1", REDIS_WAIT_MS: "300" });
    const outcome = await loseReplica(scene);
    expect(outcome.lost === 0, `${outcome.lost} acknowledged acts are lost`);
    return outcome;
  },
};

export const masterFrozen: ChaosCase = {
  no: 30,
  fault: "A Cluster's master frozen (SIGSTOP), replaced by its replica, then resumed",
  expected: "as when it is killed, though no connection breaks; what it wakes up with is told to nobody",
  alone: true,
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
  alone: true,
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
    expect(silenceMs < HANDED_OVER_MS, `silent for ${silenceMs} ms`);
    return { struck: 3 };
  },
};

export const slotMoved: ChaosCase = {
  no: 32,
  fault: "A room's slot moved to another master while it plays, there and back (MIGRATE)",
  expected: "nothing is lost, nothing happens twice; the room stands still for a moment",
  alone: true,
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
    expect(silenceMs < HANDED_OVER_MS, `silent for ${silenceMs} ms`);
    return { struck: 2, note: `${there.keys} and ${back.keys} keys moved` };
  },
};
