import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { createKeys } from "../../src/redis/keys.ts";
import { inTurn, type Span } from "../../src/rooms/old-rooms.ts";
import type { RoomId } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { type Backend, backends, OTHER_ROOM, openRedis, type RealRedis } from "./backends.ts";
import { commitOf, connected, message, NOW_MS } from "./commits.ts";

const KEYS = createKeys("any");
const LATER_MS = NOW_MS + 1000;
const LATER = { untilMs: LATER_MS, isDeserted: false };

/** In the shard of ROOM, and ROOM itself. */
function neighbours(count: number): readonly RoomId[] {
  const found = [ROOM];
  for (let no = 0; found.length < count; no += 1) {
    const roomId = `neighbour-${no}` as RoomId;
    if (KEYS.shardOf(roomId) === KEYS.shardOf(ROOM)) found.push(roomId);
  }
  return found;
}

describe.each(backends)("rooms that nobody came back to in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  const listed = async (span: Omit<Span, "shard" | "limit">, limit = 10): Promise<readonly RoomId[]> => {
    const rooms = await backend.oldRooms.list({ shard: KEYS.shardOf(ROOM), limit, ...span });
    return rooms.map(({ roomId }) => roomId);
  };

  it("are listed by when something was last written, the oldest first", async () => {
    const [first, second, third] = neighbours(3) as [RoomId, RoomId, RoomId];
    for (const [roomId, nowMs] of [
      [third, NOW_MS],
      [second, NOW_MS - 5],
      [first, NOW_MS - 9],
    ] as const)
      await backend.store.commit(commitOf({ roomId, nowMs, change: {} }));
    expect(await listed({ fromMs: 0, untilMs: NOW_MS - 10 })).toEqual([]);
    expect(await listed({ fromMs: 0, untilMs: NOW_MS - 1 })).toEqual([first, second]);
    expect(await listed({ fromMs: NOW_MS - 5, untilMs: NOW_MS })).toEqual([second, third]);
    expect(await listed({ fromMs: 0, untilMs: NOW_MS }, 1)).toEqual([first]);
  });

  it("have their turn one after the other, many that were written at once, too, and then again", async () => {
    const rooms = [...neighbours(350), OTHER_ROOM];
    const commits = rooms.map((roomId, i) => commitOf({ roomId, nowMs: NOW_MS + Math.max(0, i - 250) }));
    await Promise.all(commits.map((commit) => backend.store.commit(commit)));
    const next = inTurn(backend.oldRooms);
    for (let pass = 0; pass < 2; pass += 1) {
      const turns: RoomId[] = [];
      for (let room = await next(LATER_MS); room !== null; room = await next(LATER_MS)) turns.push(room);
      expect(turns.toSorted()).toEqual(rooms.toSorted());
    }
  });

  it("are gone with all that was kept of them, once", async () => {
    const kept = [{ of: "hands" as const, no: 1, record: "{}", isRevised: false }];
    await backend.store.commit(commitOf({ change: { kept } }));
    expect(await backend.oldRooms.forget(ROOM, LATER)).toBe("forgotten");
    expect(await backend.store.load(ROOM)).toBeNull();
    expect(await backend.records.events(ROOM, 10)).toEqual([]);
    expect(await backend.records.hands(ROOM, { before: null, limit: 10 })).toEqual([]);
    expect(await listed({ fromMs: 0, untilMs: LATER_MS })).toEqual([]);
    expect(await backend.oldRooms.forget(ROOM, LATER)).toBe("kept");
    expect(await backend.store.commit(commitOf({}))).toMatchObject({ outcome: "committed" });
  });

  it.each([
    ["a message waits", { change: { messages: [message(1)] } }],
    ["a clock runs", { change: {}, dueAtMs: NOW_MS + 9_999_999 }],
    ["something happened meanwhile", { change: {}, nowMs: LATER_MS + 1 }],
  ])("are kept while %s, whoever is there or not", async (_why, { change, ...commit }) => {
    await backend.store.commit(
      commitOf({ change: { ...change, connected: [connected("ann-1")] }, ...commit }),
    );
    expect(await backend.oldRooms.forget(ROOM, LATER)).toBe("kept");
    expect(await backend.oldRooms.forget(ROOM, { ...LATER, isDeserted: true })).toBe("kept");
    expect(await backend.store.load(ROOM)).not.toBeNull();
    expect(await backend.records.peers(ROOM)).toHaveLength(1);
  });

  it("are kept while somebody delivers there", async () => {
    await backend.store.commit(commitOf({ change: { messages: [message(1)] } }));
    const holding = { roomId: ROOM, token: "mine", leaseMs: 60_000 };
    const claim = await backend.outbox.claim(holding, []);
    const ids = claim.outcome === "claimed" ? claim.entries.map(({ id }) => id) : [];
    await backend.outbox.acknowledge(holding, ids);
    expect(await backend.oldRooms.forget(ROOM, { ...LATER, isDeserted: true })).toBe("kept");
    await backend.outbox.claim(holding, []);
    expect(await backend.oldRooms.forget(ROOM, { ...LATER, isDeserted: true })).toBe("forgotten");
  });

  it("are kept for whoever is noted as connected, until nobody is known to be there", async () => {
    await backend.store.commit(commitOf({ change: { connected: [connected("ann-1")] } }));
    expect(await backend.oldRooms.forget(ROOM, LATER)).toBe("inhabited");
    expect(await backend.records.peers(ROOM)).toHaveLength(1);
    expect(await backend.oldRooms.forget(ROOM, { ...LATER, isDeserted: true })).toBe("forgotten");
    expect(await backend.store.load(ROOM)).toBeNull();
    expect(await backend.records.peers(ROOM)).toEqual([]);
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
    expect(await redis.oldRooms.forget(ROOM, { ...LATER, isDeserted: true })).toBe("forgotten");
    const { room, peers, events, outbox, dead, lease, hands, ledger } = redis.keys.room(ROOM);
    const left = [room, peers, events, outbox, dead, lease, hands, ledger].map((key) =>
      redis.client.exists(key),
    );
    expect(await Promise.all(left)).toEqual(left.map(() => 0));
  });
});
