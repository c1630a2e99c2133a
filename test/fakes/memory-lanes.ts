import type { Lanes, RoomId } from "../../src/rooms/ports.ts";
import type { Around } from "./memory-data.ts";

export interface LaneJob {
  readonly roomId: RoomId;
  readonly reason: "commit" | "overdue";
}

/** The lane queue as workers see it, with BullMQ's deduplication: one job waits per room, and one more is kept while it runs. */
export interface MemoryLanes extends Lanes {
  /** Starts the job that has waited longest. */
  take(): LaneJob | null;
  /** Ends a job; a wake-up that came meanwhile takes its place. */
  finish(job: LaneJob): void;
  /** What becomes of the job of a worker that died. */
  putBack(job: LaneJob): void;
  waiting(): readonly LaneJob[];
}

const OVERDUE_TTL_MS = 1000;

export function createMemoryLanes(nowMs: () => number, around: Around): MemoryLanes {
  const waiting: LaneJob[] = [];
  /** Jobs under their room's id, from their start to their end; true: once more afterwards. */
  const active = new Map<RoomId, boolean>();
  const overdueUntilMs = new Map<RoomId, number>();

  const add = (job: LaneJob): void => {
    if (job.reason === "commit") {
      if (active.has(job.roomId)) return void active.set(job.roomId, true);
      if (waiting.some((other) => other.reason === "commit" && other.roomId === job.roomId)) return;
    } else {
      if ((overdueUntilMs.get(job.roomId) ?? 0) > nowMs()) return;
      overdueUntilMs.set(job.roomId, nowMs() + OVERDUE_TTL_MS);
    }
    waiting.push(job);
  };
  return {
    wake: (roomId, reason) => around("lanes.wake", () => add({ roomId, reason })),
    take() {
      const job = waiting.shift() ?? null;
      if (job?.reason === "commit") active.set(job.roomId, false);
      return job;
    },
    finish(job) {
      if (job.reason !== "commit") return;
      const again = active.get(job.roomId);
      active.delete(job.roomId);
      if (again === true) add(job);
    },
    putBack(job) {
      if (job.reason === "commit") active.delete(job.roomId);
      waiting.push(job);
    },
    waiting: () => [...waiting],
  };
}
