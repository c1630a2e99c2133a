import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ROOM } from "../fakes/facts.ts";
import { type Backend, backends, OTHER_ROOM, openRedis, type RealRedis } from "./backends.ts";
import { commitOf, connected, message, NOW_MS } from "./commits.ts";

const LATER_MS = NOW_MS + 1000;

describe.each(backends)("rooms that nobody came back to in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  it("are listed by when something was last written, the oldest first", async () => {
    await backend.store.commit(commitOf({ roomId: OTHER_ROOM, nowMs: NOW_MS - 5, change: {} }));
    await backend.store.commit(commitOf({ nowMs: NOW_MS, change: {} }));
    expect(await backend.oldRooms.list(NOW_MS - 6, 10)).toEqual([]);
    expect(await backend.oldRooms.list(NOW_MS - 1, 10)).toEqual([OTHER_ROOM]);
    expect([...(await backend.oldRooms.list(NOW_MS, 10))].toSorted()).toEqual([ROOM, OTHER_ROOM].toSorted());
    expect(await backend.oldRooms.list(NOW_MS, 1)).toHaveLength(1);
  });

  it("are gone with all that was kept of them, once", async () => {
    const kept = [{ of: "hands" as const, no: 1, record: "{}", isRevised: false }];
    await backend.store.commit(commitOf({ change: { kept } }));
    expect(await backend.oldRooms.forget(ROOM, LATER_MS)).toBe(true);
    expect(await backend.store.load(ROOM)).toBeNull();
    expect(await backend.records.events(ROOM, 10)).toEqual([]);
    expect(await backend.records.hands(ROOM, { before: null, limit: 10 })).toEqual([]);
    expect(await backend.oldRooms.list(LATER_MS, 10)).toEqual([]);
    expect(await backend.oldRooms.forget(ROOM, LATER_MS)).toBe(false);
    expect(await backend.store.commit(commitOf({}))).toMatchObject({ outcome: "committed" });
  });

  it.each([
    ["somebody is there", { change: { connected: [connected("ann-1")] } }],
    ["a message waits", { change: { messages: [message(1)] } }],
    ["a clock runs", { change: {}, dueAtMs: NOW_MS + 9_999_999 }],
    ["something happened meanwhile", { change: {}, nowMs: LATER_MS + 1 }],
  ])("are kept while %s", async (_why, commit) => {
    await backend.store.commit(commitOf(commit));
    expect(await backend.oldRooms.forget(ROOM, LATER_MS)).toBe(false);
    expect(await backend.store.load(ROOM)).not.toBeNull();
  });
});

describe("a forgotten room", () => {
  let redis: RealRedis;
  beforeEach(async () => {
    redis = await openRedis();
  });
  afterEach(() => redis.close());

  it("leaves no key behind, a dead message's either", async () => {
    await redis.store.commit(
      commitOf({ change: { messages: [message(1)], connected: [connected("ann-1")] } }),
    );
    const holding = { roomId: ROOM, token: "mine", leaseMs: 60_000 };
    const claim = await redis.outbox.claim(holding, []);
    const ids = claim.outcome === "claimed" ? claim.entries.map(({ id }) => id) : [];
    await redis.outbox.bury(holding, ids, { entry: message(1), reason: "no", atMs: NOW_MS });
    await redis.outbox.claim(holding, []);
    await redis.outbox.release(holding);
    const gone = connected("ann-1").peerId;
    await redis.store.commit(commitOf({ expectedVersion: 1, change: { disconnected: [gone] } }));
    expect(await redis.oldRooms.forget(ROOM, LATER_MS)).toBe(true);
    const { room, peers, events, outbox, dead, lease, hands, ledger } = redis.keys.room(ROOM);
    const left = [room, peers, events, outbox, dead, lease, hands, ledger].map((key) =>
      redis.client.exists(key),
    );
    expect(await Promise.all(left)).toEqual(left.map(() => 0));
  });
});
