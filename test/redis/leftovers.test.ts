import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ROOM } from "../fakes/facts.ts";
import { type Backend, backends } from "./backends.ts";
import { commitOf, message, NOW_MS } from "./commits.ts";

const HOLDING = { roomId: ROOM, token: "worker-1", leaseMs: 2000 };

describe.each(backends)("messages that did not get through in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  /** Two messages, of which 100ms refused the first. */
  async function refuseFirst(): Promise<{ readonly dead: string; readonly undelivered: string }> {
    const messages = [message(1, { topic: "announcement" }), message(1, { topic: "welcome" })];
    await backend.store.commit(commitOf({ change: { messages } }));
    const claim = await backend.outbox.claim(HOLDING, []);
    const [first] = claim.outcome === "claimed" ? claim.entries : [];
    if (first === undefined) throw new Error("nothing was claimed");
    await backend.outbox.bury(HOLDING, [first.id], { entry: first, reason: "refused", atMs: NOW_MS });
    await backend.outbox.release(HOLDING);
    const [dead] = await backend.records.dead(ROOM, 10);
    const [undelivered] = await backend.records.undelivered(ROOM, 10);
    return { dead: dead!.id, undelivered: undelivered!.id };
  }
  const topics = async () => (await backend.records.undelivered(ROOM, 10)).map(({ topic }) => topic);

  it("are put to the end of the outbox, once, as they were", async () => {
    const { dead } = await refuseFirst();
    expect(await backend.leftovers.retry(ROOM, { of: "dead", id: dead }, NOW_MS)).toBe(true);
    expect(await topics()).toEqual(["welcome", "announcement"]);
    expect(await backend.records.dead(ROOM, 10)).toEqual([]);
    const [, revived] = await backend.records.undelivered(ROOM, 10);
    expect(revived).toEqual({ ...message(1, { topic: "announcement" }), id: revived!.id });
    expect(await backend.leftovers.retry(ROOM, { of: "dead", id: dead }, NOW_MS)).toBe(false);
    expect(await topics()).toEqual(["welcome", "announcement"]);
  });

  it("make a clean room dirty, so that a lost wake-up is made up for", async () => {
    const { dead, undelivered } = await refuseFirst();
    await backend.outbox.claim(HOLDING, [undelivered]);
    expect(await backend.indexes.listDirty(Date.now() + 60_000)).toEqual([]);
    await backend.leftovers.retry(ROOM, { of: "dead", id: dead }, NOW_MS);
    expect(await backend.indexes.listDirty(NOW_MS)).toEqual([{ roomId: ROOM, sinceMs: NOW_MS }]);
  });

  it("are given up, once", async () => {
    const { dead, undelivered } = await refuseFirst();
    for (const which of [
      { of: "dead", id: dead },
      { of: "undelivered", id: undelivered },
    ] as const) {
      expect(await backend.leftovers.discard(ROOM, which)).toBe(true);
      expect(await backend.leftovers.discard(ROOM, which)).toBe(false);
      expect(await backend.leftovers.retry(ROOM, which, NOW_MS)).toBe(false);
    }
    expect(await topics()).toEqual([]);
    expect(await backend.records.dead(ROOM, 10)).toEqual([]);
  });

  it("stay where they are when they are on their way already", async () => {
    const { undelivered } = await refuseFirst();
    expect(await backend.leftovers.retry(ROOM, { of: "undelivered", id: undelivered }, NOW_MS)).toBe(true);
    expect(await topics()).toEqual(["welcome"]);
    expect(await backend.leftovers.retry(ROOM, { of: "undelivered", id: "7-7" }, NOW_MS)).toBe(false);
  });
});
