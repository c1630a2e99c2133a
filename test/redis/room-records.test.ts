import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ROOM } from "../fakes/facts.ts";
import { type Backend, backends, OTHER_ROOM, openRedis } from "./backends.ts";
import { commitOf, connected, message, NOW_MS, peer } from "./commits.ts";

describe.each(backends)("room records in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  it("are empty for an unknown room", async () => {
    expect(await backend.records.peers(ROOM)).toEqual([]);
    expect(await backend.records.events(ROOM, 10)).toEqual([]);
    expect(await backend.records.undelivered(ROOM, 10)).toEqual([]);
    expect(await backend.records.dead(ROOM, 10)).toEqual([]);
    expect(await backend.records.hands(ROOM, { before: null, limit: 10 })).toEqual([]);
    expect(await backend.records.hand(ROOM, 1)).toBeNull();
    expect(await backend.records.ledger(ROOM)).toEqual([]);
  });

  it("have the last commits' events, newest first", async () => {
    for (let version = 0; version < 5; version += 1) {
      const events = `[{"no":${version + 1}}]`;
      await backend.store.commit(
        commitOf({ expectedVersion: version, nowMs: NOW_MS + version, change: { events } }),
      );
    }
    expect(await backend.records.events(ROOM, 2)).toEqual([
      { version: 5, atMs: NOW_MS + 4, events: '[{"no":5}]' },
      { version: 4, atMs: NOW_MS + 3, events: '[{"no":4}]' },
    ]);
    expect(await backend.records.events(ROOM, 100)).toHaveLength(5);
  });

  it("have the undelivered messages, oldest first", async () => {
    const messages = [message(1), message(1, { topic: "you" }), message(1, { topic: "welcome" })];
    await backend.store.commit(commitOf({ change: { messages } }));
    const entries = await backend.records.undelivered(ROOM, 10);
    expect(entries).toEqual(messages.map((one) => ({ ...one, id: expect.stringMatching(/^\d+-\d+$/) })));
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
    expect(await backend.records.undelivered(ROOM, 1)).toEqual(entries.slice(0, 1));
  });

  it("have the connected peers with everything known of them", async () => {
    const odd = { name: 'A "quoted" name, ☃', joinedAt: "2021-11-30T12:58:49.97291247Z" };
    await backend.store.commit(commitOf({ change: { connected: [connected("ann-1", odd)] } }));
    expect(await backend.records.peers(ROOM)).toEqual([{ peerId: "ann-1", peer: peer("ann", odd) }]);
  });

  it("have the hands by number, the newest first, a page at a time", async () => {
    await keepHands(backend, [1, 2, 3, 4, 5]);
    expect(numbersOf(await backend.records.hands(ROOM, { before: null, limit: 2 }))).toEqual([5, 4]);
    expect(numbersOf(await backend.records.hands(ROOM, { before: 4, limit: 2 }))).toEqual([3, 2]);
    expect(numbersOf(await backend.records.hands(ROOM, { before: 2, limit: 2 }))).toEqual([1]);
    expect(await backend.records.hands(ROOM, { before: 1, limit: 2 })).toEqual([]);
    expect(await backend.records.hand(ROOM, 3)).toBe('{"hand":3,"try":2}');
    expect(await backend.records.hand(ROOM, 6)).toBeNull();
    expect(await backend.records.hand(OTHER_ROOM, 3)).toBeNull();
  });

  it("have only the newest of a hand that was kept anew", async () => {
    await keepHands(backend, [1, 2, 2, 2]);
    await keepHands(backend, [3, 3], 4);
    expect(await backend.records.hand(ROOM, 2)).toBe('{"hand":2,"try":3}');
    expect(await backend.records.hands(ROOM, { before: null, limit: 2 })).toEqual([
      { no: 3, record: '{"hand":3,"try":1}' },
      { no: 2, record: '{"hand":2,"try":3}' },
    ]);
    expect(numbersOf(await backend.records.hands(ROOM, { before: null, limit: 3 }))).toEqual([3, 2, 1]);
    expect(numbersOf(await backend.records.hands(ROOM, { before: null, limit: 9 }))).toEqual([3, 2, 1]);
  });

  it("begin anew with a room that begins anew", async () => {
    await keepHands(backend, [7, 8]);
    await keepHands(backend, [1], 2);
    expect(numbersOf(await backend.records.hands(ROOM, { before: null, limit: 9 }))).toEqual([1]);
  });

  it("have the ledger from its start, apart from the hands", async () => {
    const kept = [1, 2, 3].map((no) => ({ of: "ledger" as const, no, record: `{"entry":${no}}` }));
    await backend.store.commit(
      commitOf({ change: { kept: [...kept, { of: "hands", no: 1, record: '{"hand":1}' }] } }),
    );
    expect(await backend.records.ledger(ROOM)).toEqual(['{"entry":1}', '{"entry":2}', '{"entry":3}']);
    expect(await backend.records.hand(ROOM, 1)).toBe('{"hand":1}');
    expect(await backend.records.ledger(OTHER_ROOM)).toEqual([]);
  });

  it("have nothing of a commit that came too late or a second time", async () => {
    const kept = [{ of: "hands" as const, no: 1, record: '"first"' }];
    const seen = { id: "c1", answer: "done", ttlMs: 60_000 };
    await backend.store.commit(commitOf({ seen, change: { kept } }));
    const again = [{ of: "hands" as const, no: 1, record: '"second"' }];
    await backend.store.commit(commitOf({ seen, expectedVersion: 1, change: { kept: again } }));
    await backend.store.commit(commitOf({ change: { kept: again } }));
    expect(await backend.records.hand(ROOM, 1)).toBe('"first"');
  });
});

it("gives up the oldest hands in Redis, about a thousand behind the newest", async () => {
  const backend = await openRedis();
  try {
    const kept = Array.from({ length: 1500 }, (_, at) => ({
      of: "hands" as const,
      no: at + 1,
      record: "{}",
    }));
    await backend.store.commit(commitOf({ change: { kept } }));
    const left = await backend.records.hands(ROOM, { before: null, limit: 2000 });
    expect(left.length).toBeGreaterThanOrEqual(1000);
    expect(left.length).toBeLessThan(1300);
    expect([left[0]?.no, await backend.records.hand(ROOM, 1)]).toEqual([1500, null]);
  } finally {
    await backend.close();
  }
});

async function keepHands(backend: Backend, numbers: readonly number[], fromVersion = 0): Promise<void> {
  for (const [at, no] of numbers.entries()) {
    const kept = [{ of: "hands" as const, no, record: `{"hand":${no},"try":${at}}` }];
    await backend.store.commit(commitOf({ expectedVersion: fromVersion + at, change: { kept } }));
  }
}

function numbersOf(hands: readonly { readonly no: number }[]): readonly number[] {
  return hands.map(({ no }) => no);
}
