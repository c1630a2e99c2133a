import { randomUUID } from "node:crypto";
import { systemClock } from "./clock.ts";
import { laneOptions } from "./cluster-parts.ts";
import type { Parts } from "./parts.ts";
import { createLaneWorkers } from "./queues/lanes.ts";
import { connectRedis } from "./redis/connection.ts";
import { createOldRooms } from "./redis/old-rooms.ts";
import { createOutbox } from "./redis/outbox.ts";
import { deliver } from "./rooms/deliver.ts";
import { startForgetting } from "./rooms/forget-rooms.ts";
import { ofThisHistory } from "./rooms/history.ts";
import { createPace } from "./rooms/pace.ts";
import type { RoomId } from "./rooms/ports.ts";
import type { Reconciler } from "./rooms/reconcile.ts";
import { startReconciling } from "./rooms/reconcile-schedule.ts";
import type { Sweep } from "./rooms/sweep.ts";

const LANE_CONCURRENCY = 100;

/** What delivers and looks after the clocks. */
export function createWorker(parts: Parts, sweep: Sweep, reconciler: Reconciler) {
  const { config, log, lanes } = parts;
  let isStopping = false;
  const deps = {
    ...parts,
    ...systemClock,
    pace: createPace(systemClock),
    token: randomUUID,
    onRefused: (roomId: RoomId) => reconciler.reconcileSoon(roomId),
    isStopping: () => isStopping,
  };
  let running: { stop(): Promise<void>; isAttached(): boolean } | null = null;
  return {
    start() {
      const redis = connectRedis(config.redis.urls, "worker", log);
      const onPast = (roomId: RoomId): void => void reconciler.followStore(roomId);
      const outbox = ofThisHistory(createOutbox(redis, parts.keys), { ...parts, onPast });
      const delivery = { ...deps, outbox };
      const workers = createLaneWorkers(redis, {
        ...laneOptions(config),
        concurrency: LANE_CONCURRENCY,
        tracing: parts.tracing.queues,
        deliver: async (roomId) => (await deliver(delivery, roomId)) === "more",
        wake: (roomId, reason) => lanes.wake(roomId, reason),
        log,
      });
      sweep.start();
      const forgetting = createForgetting(parts);
      const schedule = startReconciling({ ...parts, ...systemClock, reconciler });
      parts.identity.onChange(() => schedule.hurry());
      running = {
        isAttached: () => workers.isAttached(),
        async stop() {
          await Promise.all([sweep.stop(), schedule.stop(), forgetting?.stop(), workers.close()]);
          redis.disconnect();
        },
      };
    },
    isAttached: () => running?.isAttached() ?? false,
    async stop() {
      isStopping = true;
      await running?.stop();
    },
  };
}

function createForgetting(parts: Parts): { stop(): Promise<void> } | null {
  const { config, redis, keys } = parts;
  if (config.keepRoomsMs === null) return null;
  const oldRooms = createOldRooms(redis, keys);
  return startForgetting({ ...parts, ...systemClock, oldRooms }, config.keepRoomsMs);
}
