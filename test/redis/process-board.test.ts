import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createProcessBoard } from "../../src/redis/process-board.ts";
import { openRedis, type RealRedis } from "./backends.ts";
import { REPORT } from "./process-report.ts";

let redis: RealRedis;
beforeEach(async () => {
  redis = await openRedis();
});
afterEach(() => redis.close());

const boardOf = (id: string) => createProcessBoard(redis.client, { key: redis.keys.processes, id });

describe("the board", () => {
  it("tells each process of the others", async () => {
    const [one, two] = [boardOf("one"), boardOf("two")];
    await one.post(REPORT);
    await two.post({ ...REPORT, role: "web", sweep: null });
    await one.post({ ...REPORT, pid: 8 });
    expect(await two.others()).toEqual([{ ...REPORT, pid: 8, silentMs: expect.any(Number) }]);
    expect(await one.others()).toMatchObject([{ role: "web" }]);
    await one.withdraw();
    expect(await two.others()).toEqual([]);
  });

  it("says for how long a process has been silent, and forgets it after ten minutes", async () => {
    const key = redis.keys.processes;
    const agoMs = (ms: number) => JSON.stringify({ atMs: Date.now() - ms, report: REPORT });
    await redis.client.hset(key, "silent", agoMs(60_000), "gone", agoMs(11 * 60_000));
    const [silent, ...more] = await boardOf("me").others();
    expect(more).toEqual([]);
    expect(Math.abs((silent?.silentMs ?? 0) - 60_000)).toBeLessThan(5000);
    expect(await redis.client.hkeys(key)).toEqual(["silent"]);
  });

  it("does not hear what it does not understand", async () => {
    await redis.client.hset(redis.keys.processes, "old", "{", "new", '{"atMs":1,"report":{"role":"boss"}}');
    expect(await boardOf("me").others()).toEqual([]);
  });
});
