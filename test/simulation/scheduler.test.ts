import { describe, expect, it } from "@jest/globals";
import { createRandom } from "./random.ts";
import { createScheduler, type Owner, type Scheduler } from "./scheduler.ts";

const open = (): Scheduler => createScheduler(createRandom(1, "order"));

async function runAll(scheduler: Scheduler): Promise<void> {
  while (await scheduler.step());
}

describe("the scheduler", () => {
  it("runs events in the order of virtual time", async () => {
    const scheduler = open();
    const seen: string[] = [];
    for (const ms of [30, 10, 20]) scheduler.effect(ms, () => seen.push(`${ms} at ${scheduler.nowMs()}`));
    await runAll(scheduler);
    expect(seen).toEqual(["10 at 10", "20 at 20", "30 at 30"]);
  });

  it("lets what an event resumes come to its next wait before the next event", async () => {
    const scheduler = open();
    const seen: string[] = [];
    const work = async (): Promise<void> => {
      for (let i = 0; i < 50; i += 1) await Promise.resolve();
      seen.push("worked");
    };
    scheduler.resume(1, null, () => void work());
    scheduler.effect(1, () => undefined);
    scheduler.effect(2, () => seen.push("next"));
    await runAll(scheduler);
    expect(seen).toEqual(["worked", "next"]);
  });

  it("drops what is the business of somebody dead", async () => {
    const scheduler = open();
    const seen: string[] = [];
    const dead: Owner = { name: "dead", isAlive: () => false, frozenUntilMs: () => 0 };
    scheduler.resume(1, dead, () => seen.push("dead"));
    await runAll(scheduler);
    expect(seen).toEqual([]);
  });

  it("keeps what is the business of somebody frozen until they go on, if it is not taken back", async () => {
    const scheduler = open();
    const seen: number[] = [];
    const frozen: Owner = { name: "frozen", isAlive: () => true, frozenUntilMs: () => 100 };
    scheduler.resume(1, frozen, () => seen.push(scheduler.nowMs()));
    const takeBack = scheduler.resume(2, frozen, () => seen.push(-1));
    scheduler.effect(50, takeBack);
    await runAll(scheduler);
    expect(seen).toEqual([100]);
  });
});
