import { describe, expect, it } from "@jest/globals";
import { createHeadcount } from "../../src/rooms/headcount.ts";
import type { PresenceFact } from "../../src/rooms/presence-fact.ts";
import { joined, ROOM } from "../fakes/facts.ts";
import { createShell } from "../fakes/shell.ts";

async function open() {
  const shell = createShell();
  const join = (fact: PresenceFact, id: string) =>
    shell.rooms.notify({ id, roomId: ROOM, fact, isReplay: false, at: "2030-01-01T00:00:00Z" });
  await join(joined("ann-1"), "1");
  await join(joined("ann-2"), "2");
  await join(joined("bob-1"), "3");
  await join(joined("eve-1", 1, { role: "viewer" }), "4");
  const { redis, clock, deps } = shell;
  const count = createHeadcount({ ...redis, ...clock, roles: deps.rules.roles });
  return { ...shell, join, count };
}

describe("the headcount", () => {
  it("counts a person with two tabs once, and nobody who may not play", async () => {
    const { count } = await open();
    expect(await count()).toBe(2);
  });

  it("is taken every ten seconds at most", async () => {
    const { count, join, clock } = await open();
    await count();
    await join(joined("cyd-1"), "5");
    expect(await count()).toBe(2);
    await clock.advance(10_000);
    expect(await count()).toBe(3);
  });

  it("leaves out rooms in which nothing has happened for long", async () => {
    const { count, clock } = await open();
    await clock.advance(16 * 60_000);
    expect(await count()).toBe(0);
  });
});
