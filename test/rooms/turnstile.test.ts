import { describe, expect, it } from "@jest/globals";
import { RoomBusyError, UnavailableError } from "../../src/rooms/rooms.ts";
import { createTurnstile } from "../../src/rooms/turnstile.ts";
import { createTestClock, settle } from "../fakes/test-clock.ts";

describe("a turnstile", () => {
  it("lets tasks of one key through one after the other, in the order of asking", async () => {
    const clock = createTestClock();
    const turnstile = createTurnstile(100);
    const seen: string[] = [];
    const task = (name: string, ms: number) => async () => {
      seen.push(`${name} in`);
      await clock.sleep(ms);
      seen.push(`${name} out`);
    };
    const all = [task("a", 30), task("b", 10), task("c", 0)].map((one) => turnstile.pass("room", one));
    await clock.finish(Promise.all(all));
    expect(seen).toEqual(["a in", "a out", "b in", "b out", "c in", "c out"]);
  });

  it("lets different keys through side by side", async () => {
    const turnstile = createTurnstile(1);
    const stuck = turnstile.pass("one", () => new Promise(() => undefined));
    expect(await turnstile.pass("two", () => Promise.resolve("through"))).toBe("through");
    await expect(Promise.race([stuck, settle()])).resolves.toBeUndefined();
  });

  it("gives results and failures to whom they belong, and goes on", async () => {
    const turnstile = createTurnstile(10);
    const results = await Promise.allSettled([
      turnstile.pass("room", () => Promise.resolve(1)),
      turnstile.pass("room", () => Promise.reject(new Error("mine"))),
      turnstile.pass("room", () => Promise.resolve(3)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(results[1]).toMatchObject({ reason: { message: "mine" } });
  });

  it("tells all who waited behind a task that found the store away, and lets those through who come later", async () => {
    const clock = createTestClock();
    const turnstile = createTurnstile(10);
    const away = new UnavailableError("Redis did not carry the call out");
    let tries = 0;
    const stuck = async (): Promise<never> => {
      tries += 1;
      await clock.sleep(2000);
      throw away;
    };
    const waiting = Promise.allSettled([1, 2, 3].map(() => turnstile.pass("room", stuck)));
    await clock.advance(2000);
    const later = turnstile.pass("room", () => Promise.resolve("through"));
    expect(await waiting).toEqual([1, 2, 3].map(() => ({ status: "rejected", reason: away })));
    expect(await later).toBe("through");
    expect(tries).toBe(1);
  });

  it("turns away whoever would be one too many, until there is room again", async () => {
    const clock = createTestClock();
    const turnstile = createTurnstile(2);
    const wait = () => clock.sleep(10);
    const first = turnstile.pass("room", wait);
    const second = turnstile.pass("room", wait);
    await expect(turnstile.pass("room", wait)).rejects.toThrow(RoomBusyError);
    await clock.finish(first);
    const third = turnstile.pass("room", wait);
    await clock.finish(Promise.all([second, third]));
  });

  it("keeps the lines in which somebody waits when it forgets the others", async () => {
    const turnstile = createTurnstile(1);
    const stuck = turnstile.pass("stuck", () => new Promise(() => undefined));
    for (let no = 0; no < 12_000; no += 1) await turnstile.pass(`room-${no}`, () => Promise.resolve());
    await expect(turnstile.pass("stuck", () => Promise.resolve())).rejects.toThrow(RoomBusyError);
    await expect(Promise.race([stuck, settle()])).resolves.toBeUndefined();
  });
});
