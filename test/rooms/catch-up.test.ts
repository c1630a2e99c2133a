import { describe, expect, it } from "@jest/globals";
import { createCatchUp } from "../../src/rooms/catch-up.ts";
import { createPatience } from "../../src/rooms/patience.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { createTestClock, settle } from "../fakes/test-clock.ts";
import { createTestLog } from "../fakes/test-log.ts";

const room = (no: number): RoomId => `room-${no}` as RoomId;
const rooms = (count: number): readonly RoomId[] => Array.from({ length: count }, (_, no) => room(no));

/** Drains take 100 ms each. */
function catchUpInTest() {
  const clock = createTestClock();
  const patience = createPatience(clock.monotonicMs);
  const log = createTestLog();
  const begun: RoomId[] = [];
  let most = 0;
  let under = 0;
  const broken = new Set<RoomId>();
  const catchUp = createCatchUp({
    patience,
    log,
    async deliver(roomId) {
      begun.push(roomId);
      under += 1;
      most = Math.max(most, under);
      await clock.sleep(100);
      under -= 1;
      if (broken.has(roomId)) throw new Error("broken");
    },
  });
  return { clock, patience, log, begun, broken, catchUp, most: () => most };
}

describe("catching up", () => {
  it("drains all rooms that are behind, 50 at once", async () => {
    const { clock, begun, catchUp, most } = catchUpInTest();
    catchUp.take(rooms(120));
    await clock.advance(299);
    expect(begun).toEqual(rooms(120));
    expect(most()).toBe(50);
  });

  it("drains a room once at a time, however often it is told of", async () => {
    const { clock, begun, catchUp } = catchUpInTest();
    for (let times = 0; times < 5; times += 1) catchUp.take([room(1), room(2)]);
    await clock.advance(100);
    expect(begun).toEqual([room(1), room(2)]);
    catchUp.take([room(1)]);
    expect(begun).toEqual([room(1), room(2), room(1)]);
  });

  it("remembers a room once that waits for its turn, however often it is told of", async () => {
    const { clock, begun, catchUp } = catchUpInTest();
    for (let times = 0; times < 200; times += 1) catchUp.take(rooms(60));
    await clock.advance(1000);
    expect(begun).toEqual(rooms(60));
  });

  it("leaves rooms alone for which this process is waiting", async () => {
    const { clock, begun, patience, catchUp } = catchUpInTest();
    patience.wait(room(1), null);
    catchUp.take([room(1), room(2)]);
    await clock.advance(500);
    expect(begun).toEqual([room(2)]);
    catchUp.take([room(1)]);
    expect(begun).toEqual([room(2), room(1)]);
  });

  it("goes on when a drain fails", async () => {
    const { clock, begun, broken, log, catchUp } = catchUpInTest();
    broken.add(room(0));
    catchUp.take(rooms(51));
    await clock.advance(200);
    expect(begun).toHaveLength(51);
    expect(log.lines).toMatchObject([{ level: "error", fields: { room: room(0) } }]);
    catchUp.take([room(0)]);
    expect(begun).toHaveLength(52);
  });

  it("stops when what is under way has ended, and begins no more", async () => {
    const { clock, begun, catchUp } = catchUpInTest();
    catchUp.take(rooms(60));
    let isStopped = false;
    void catchUp.stop().then(() => (isStopped = true));
    await settle();
    expect(isStopped).toBe(false);
    await clock.advance(100);
    expect(isStopped).toBe(true);
    catchUp.take(rooms(60));
    expect(begun).toHaveLength(50);
  });
});
