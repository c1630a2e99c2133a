import type { Lanes, RoomId } from "../../src/rooms/ports.ts";
import type { Around } from "./memory-data.ts";

/** A job as the worker that took it holds it: the object itself is the token of its lock. */
export interface LaneJob {
  readonly roomId: RoomId;
}

/**
 * The lane queue as workers see it, with BullMQ's deduplication: one job waits per room, and one more is kept while
 * it runs. A job's lock expires unless it is extended; then `checkStalled` gives the job to somebody else.
 */
export interface MemoryLanes extends Lanes {
  /** Starts the job that has waited longest. */
  take(lockMs?: number): LaneJob | null;
  /** False when the lock was lost. */
  extend(job: LaneJob, lockMs: number): boolean;
  /** Ends a job; a wake-up that came meanwhile takes its place. False, and nothing happened, when the lock was lost. */
  finish(job: LaneJob): boolean;
  /** What becomes of the job of a worker that died. */
  putBack(job: LaneJob): void;
  /** Puts back the jobs that were running at the last check already and are locked by nobody now. */
  checkStalled(): void;
  waiting(): readonly LaneJob[];
  running(): readonly LaneJob[];
  /** What a replica would have of it; a lock does not outlive the change of server. */
  snapshot(): LaneSnapshot;
  restore(snapshot: LaneSnapshot): void;
}

interface Job extends LaneJob {
  readonly no: number;
}

interface Lock {
  readonly token: LaneJob;
  readonly untilMs: number;
}

interface LaneSnapshot {
  readonly waiting: readonly Job[];
  readonly active: readonly Job[];
  /** The job that other wake-ups of its room are superfluous beside. */
  readonly winners: ReadonlyMap<RoomId, number>;
  /** Rooms whose winner was running when another wake-up came. */
  readonly again: ReadonlySet<RoomId>;
}

export function createMemoryLanes(nowMs: () => number, around: Around): MemoryLanes {
  let waiting: Job[] = [];
  let active: Job[] = [];
  let winners = new Map<RoomId, number>();
  let again = new Set<RoomId>();
  let stalling = new Set<number>();
  const locks = new Map<number, Lock>();
  let count = 0;

  const isDuplicate = (no: number, roomId: RoomId): boolean => {
    const winner = winners.get(roomId);
    if (winner === undefined) winners.set(roomId, no);
    else if (active.some((job) => job.no === winner)) again.add(roomId);
    return winner !== undefined;
  };
  const add = (roomId: RoomId): void => {
    count += 1;
    if (!isDuplicate(count, roomId)) waiting.push({ no: count, roomId });
  };
  const heldBy = (token: LaneJob): Job | undefined =>
    active.find(({ no }) => locks.get(no)?.token === token && (locks.get(no)?.untilMs ?? 0) > nowMs());
  const retire = (job: Job): void => {
    active = active.filter((other) => other !== job);
    locks.delete(job.no);
  };
  const giveUp = (job: Job): void => {
    retire(job);
    waiting.unshift(job);
  };
  return {
    wake: (roomId) => around("lanes.wake", () => add(roomId)),
    take(lockMs = Number.POSITIVE_INFINITY) {
      const job = waiting.shift();
      if (job === undefined) return null;
      const token = { roomId: job.roomId };
      active.push(job);
      locks.set(job.no, { token, untilMs: nowMs() + lockMs });
      return token;
    },
    extend(token, lockMs) {
      const job = heldBy(token);
      if (job !== undefined) locks.set(job.no, { token, untilMs: nowMs() + lockMs });
      return job !== undefined;
    },
    finish(token) {
      const job = heldBy(token);
      if (job === undefined) return false;
      retire(job);
      const { no, roomId } = job;
      if (winners.get(roomId) === no) winners.delete(roomId);
      if (again.delete(roomId)) add(roomId);
      return true;
    },
    putBack(token) {
      const job = heldBy(token);
      if (job !== undefined) giveUp(job);
    },
    checkStalled() {
      const isLocked = ({ no }: Job): boolean => (locks.get(no)?.untilMs ?? 0) > nowMs();
      for (const job of active.filter((running) => stalling.has(running.no) && !isLocked(running)))
        giveUp(job);
      stalling = new Set(active.map(({ no }) => no));
    },
    waiting: () => [...waiting],
    running: () => [...active],
    snapshot: () => ({
      waiting: [...waiting],
      active: [...active],
      winners: new Map(winners),
      again: new Set(again),
    }),
    restore(snapshot) {
      waiting = [...snapshot.waiting];
      active = [...snapshot.active];
      winners = new Map(snapshot.winners);
      again = new Set(snapshot.again);
      locks.clear();
    },
  };
}
