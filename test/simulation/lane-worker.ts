import type { Clock } from "../../src/clock.ts";
import type { Log, RoomId } from "../../src/rooms/ports.ts";
import type { LaneJob } from "../fakes/memory-lanes.ts";
import type { Link } from "./link.ts";
import type { Owner } from "./scheduler.ts";
import type { World } from "./world.ts";

/** BullMQ's worker as queues/lanes.ts sets it up. */
export interface LaneWorker {
  /** Takes waiting jobs, as many as it may run at once. */
  poke(): void;
}

interface LaneWorkerDeps {
  readonly world: World;
  readonly owner: Owner;
  readonly link: Link;
  readonly clock: Clock;
  readonly deliver: (roomId: RoomId) => Promise<void>;
  readonly log: Log;
}

const AT_ONCE = 4;
const LOCK_MS = 5000;
const STALLED_EVERY_MS = 2500;

export function createLaneWorker(deps: LaneWorkerDeps): LaneWorker {
  const { world, owner, link, clock, deliver, log } = deps;
  const queue = world.redis.lanes;
  const running = new Set<LaneJob>();
  let taking = 0;

  const run = async (job: LaneJob): Promise<void> => {
    running.add(job);
    try {
      await deliver(job.roomId);
    } catch (error) {
      log.error({ err: error, roomId: job.roomId }, "a lane failed; the sweep finds its room");
    }
    await insist(() => link.request("worker", "lanes.finish", () => queue.finish(job)));
    running.delete(job);
  };
  const take = async (): Promise<void> => {
    taking += 1;
    try {
      const job = await link.request("worker", "lanes.take", () => queue.take(LOCK_MS));
      if (job !== null) void run(job);
    } catch (error) {
      log.warn({ err: error }, "lane worker");
    } finally {
      taking -= 1;
    }
  };
  const extendLocks = async (): Promise<void> => {
    try {
      for (const job of running)
        await link.request("worker", "lanes.extend", () => queue.extend(job, LOCK_MS));
    } catch (error) {
      log.warn({ err: error }, "lane worker");
    }
  };
  // BullMQ tries again when it could not tell the queue that a job has ended.
  const insist = async (task: () => Promise<unknown>): Promise<void> => {
    for (;;) {
      try {
        await task();
        return;
      } catch (error) {
        log.warn({ err: error }, "lane worker");
        await clock.sleep(100);
      }
    }
  };
  clock.every(LOCK_MS / 2, () => void extendLocks());
  clock.every(STALLED_EVERY_MS, () => queue.checkStalled());
  return {
    poke() {
      if (!owner.isAlive() || owner.frozenUntilMs() > world.scheduler.nowMs()) return;
      while (taking + running.size < AT_ONCE && taking < queue.waiting().length) void take();
    },
  };
}
