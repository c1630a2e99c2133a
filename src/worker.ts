import { randomUUID } from "node:crypto";
import { systemClock } from "./clock.ts";
import { laneOptions } from "./cluster-parts.ts";
import type { Parts } from "./parts.ts";
import { createLaneWorkers } from "./queues/lanes.ts";
import { connectRedis } from "./redis/connection.ts";
import { createOldRooms } from "./redis/old-rooms.ts";
import { createOutbox } from "./redis/outbox.ts";
import { createCatchUp } from "./rooms/catch-up.ts";
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
  let running: { stop(): Promise<void>; disconnect(): void; isAttached(): boolean } | null = null;
  return {
    start() {
      const redis = connectRedis(config.redis.urls, "worker", log);
      const onPast = (roomId: RoomId): void => void reconciler.followStore(roomId);
      const outbox = ofThisHistory(createOutbox(redis, parts.keys), { ...parts, onPast });
      const deliverRoom = async (roomId: RoomId): Promise<void> => {
        if ((await deliver({ ...deps, outbox }, roomId)) === "more") await lanes.wake(roomId);
      };
      const workers = createLaneWorkers(redis, {
        ...laneOptions(config),
        concurrency: LANE_CONCURRENCY,
        tracing: parts.tracing.queues,
        deliver: deliverRoom,
        log,
      });
      const catchUp = createCatchUp({ ...parts, deliver: deliverRoom });
      sweep.start((roomIds) => catchUp.take(roomIds));
      const forgetting = createForgetting(parts);
      const schedule = startReconciling({ ...parts, ...systemClock, reconciler });
      parts.identity.onChange(() => schedule.hurry());
      running = {
        isAttached: () => workers.isAttached(),
        async stop() {
          await Promise.all([
            sweep.stop(),
            catchUp.stop(),
            schedule.stop(),
            forgetting?.stop(),
            workers.close(),
          ]);
        },
        disconnect: () => redis.disconnect(),
      };
    },
    isAttached: () => running?.isAttached() ?? false,
    async stop() {
      isStopping = true;
      await running?.stop();
    },
    /** After `stop`, or when what that waits for is given up. */
    disconnect: () => running?.disconnect(),
  };
}

function createForgetting(parts: Parts): { stop(): Promise<void> } | null {
  const { config, redis, keys } = parts;
  if (config.keepRoomsMs === null) return null;
  const oldRooms = createOldRooms(redis, keys);
  return startForgetting({ ...parts, ...systemClock, oldRooms }, config.keepRoomsMs);
}
