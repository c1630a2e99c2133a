import { describe, expect, it } from "@jest/globals";
import { keepLease, LEASE_MS } from "../../src/rooms/lease.ts";
import { UnavailableError } from "../../src/rooms/rooms.ts";
import { ROOM } from "../fakes/facts.ts";
import { createTestClock } from "../fakes/test-clock.ts";
import { createTestLog } from "../fakes/test-log.ts";

const holding = { roomId: ROOM, token: "mine", leaseMs: LEASE_MS };

/** A lease on an outbox that is asked to hold it; each asking gets the next answer, then the last one again. */
function leaseWith(...answers: readonly (boolean | Error)[]) {
  const clock = createTestClock();
  const log = createTestLog();
  let asked = 0;
  const hold = (): Promise<boolean> => {
    const answer = answers[Math.min(asked, answers.length - 1)] ?? true;
    asked += 1;
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  };
  const lease = keepLease({ outbox: { hold } as never, ...clock, log }, holding, clock.monotonicMs());
  return { clock, log, lease, asked: () => asked };
}

describe("a lease", () => {
  it("is held at first, without asking", async () => {
    const { lease, asked } = leaseWith(true);
    expect(await lease.isHeld()).toBe(true);
    expect(asked()).toBe(0);
  });

  it("is renewed several times before it would run out", async () => {
    const { clock, lease, asked } = leaseWith(true);
    await clock.advance(LEASE_MS);
    expect(asked()).toBeGreaterThanOrEqual(3);
    expect(await lease.isHeld()).toBe(true);
  });

  it("is lost for good when a renewal says so", async () => {
    const { clock, lease } = leaseWith(false, true);
    await clock.advance(600);
    expect(await lease.isHeld()).toBe(false);
    await clock.advance(600);
    expect(await lease.isHeld()).toBe(false);
  });

  it("is lost when somebody says so", async () => {
    const { lease } = leaseWith(true);
    lease.lost();
    expect(await lease.isHeld()).toBe(false);
  });

  it("is asked for after a freeze, and not believed in before", async () => {
    const { clock, lease, asked } = leaseWith(false);
    lease.stop();
    await clock.advance(5000);
    expect(asked()).toBe(0);
    expect(await lease.isHeld()).toBe(false);
    expect(asked()).toBe(1);
  });

  it("is asked for once more when the process stood still while the answer was on its way", async () => {
    const clock = createTestClock();
    let asked = 0;
    const hold = async (): Promise<boolean> => {
      asked += 1;
      if (asked === 1) await clock.advance(LEASE_MS);
      return asked === 1;
    };
    const deps = { outbox: { hold } as never, ...clock, log: createTestLog() };
    const lease = keepLease(deps, holding, clock.monotonicMs() - LEASE_MS);
    lease.stop();
    expect(await lease.isHeld()).toBe(false);
    expect(asked).toBe(2);
  });

  it("is not asked for when a script has just renewed it", async () => {
    const { clock, lease, asked } = leaseWith(false);
    lease.stop();
    await clock.advance(5000);
    lease.renewed(clock.monotonicMs());
    expect(await lease.isHeld()).toBe(true);
    expect(asked()).toBe(0);
  });

  it("survives a renewal that failed, and says so in the log", async () => {
    const { clock, lease, log } = leaseWith(new UnavailableError("away"), true);
    await clock.advance(600);
    expect(log.lines).toMatchObject([{ level: "warn", fields: { room: ROOM } }]);
    await clock.advance(600);
    expect(await lease.isHeld()).toBe(true);
  });

  it("is not believed in while nobody can renew it", async () => {
    const { clock, lease } = leaseWith(new UnavailableError("away"));
    await clock.advance(1800);
    await expect(lease.isHeld()).rejects.toThrow(UnavailableError);
  });

  it("is no longer renewed when it is stopped", async () => {
    const { clock, lease, asked } = leaseWith(true);
    lease.stop();
    await clock.advance(10_000);
    expect(asked()).toBe(0);
    expect(clock.pending()).toBe(0);
  });
});
