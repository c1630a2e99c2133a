import { beforeEach, describe, expect, it } from "@jest/globals";
import type { RoomId } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { createMemoryLanes, type MemoryLanes } from "../fakes/memory-lanes.ts";

const OTHER = "room-2" as RoomId;
const LOCK_MS = 5000;

let nowMs: number;
let lanes: MemoryLanes;
beforeEach(() => {
  nowMs = 0;
  lanes = createMemoryLanes(
    () => nowMs,
    (_, effect) => Promise.resolve(effect()),
  );
});

// As node_modules/bullmq's scripts have it: deduplicateJob, moveToFinished, moveStalledJobsToWait.
describe("lanes in memory", () => {
  it("hold one waiting job per room", async () => {
    await lanes.wake(ROOM);
    await lanes.wake(ROOM);
    await lanes.wake(OTHER);
    expect(lanes.waiting().map(({ roomId }) => roomId)).toEqual([ROOM, OTHER]);
  });

  it("keep one more wake-up while the job runs", async () => {
    await lanes.wake(ROOM);
    const job = take();
    await lanes.wake(ROOM);
    await lanes.wake(ROOM);
    expect(lanes.waiting()).toEqual([]);
    expect(lanes.finish(job)).toBe(true);
    expect(lanes.waiting()).toHaveLength(1);
    expect(lanes.finish(take())).toBe(true);
    expect(lanes.waiting()).toEqual([]);
  });

  it("give a job whose lock expired to somebody else, at the second look and first in line", async () => {
    await lanes.wake(ROOM);
    const job = take();
    await lanes.wake(OTHER);
    lanes.checkStalled();
    expect(lanes.waiting()).toHaveLength(1);
    nowMs = LOCK_MS;
    lanes.checkStalled();
    expect(lanes.waiting().map(({ roomId }) => roomId)).toEqual([ROOM, OTHER]);
    expect(lanes.finish(job)).toBe(false);
    expect(lanes.extend(job, LOCK_MS)).toBe(false);
  });

  it("keep a job whose lock is extended", async () => {
    await lanes.wake(ROOM);
    const job = take();
    lanes.checkStalled();
    nowMs = LOCK_MS - 1;
    expect(lanes.extend(job, LOCK_MS)).toBe(true);
    nowMs = LOCK_MS + 1;
    lanes.checkStalled();
    expect(lanes.finish(job)).toBe(true);
  });

  it("park wake-ups of a dead worker's room until its job has run again", async () => {
    await lanes.wake(ROOM);
    take();
    await lanes.wake(ROOM);
    lanes.checkStalled();
    nowMs = LOCK_MS;
    await lanes.wake(ROOM);
    expect(lanes.waiting()).toEqual([]);
    lanes.checkStalled();
    expect(lanes.finish(take())).toBe(true);
    expect(lanes.waiting()).toHaveLength(1);
  });

  it("come back from a snapshot without locks", async () => {
    await lanes.wake(ROOM);
    const job = take();
    const snapshot = lanes.snapshot();
    lanes.finish(job);
    lanes.restore(snapshot);
    expect(lanes.finish(job)).toBe(false);
    lanes.checkStalled();
    lanes.checkStalled();
    expect(lanes.waiting()).toHaveLength(1);
  });
});

function take() {
  const job = lanes.take(LOCK_MS);
  if (job === null) throw new Error("no job waits");
  return job;
}
