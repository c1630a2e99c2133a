import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { peerId, ROOM } from "../fakes/facts.ts";
import { type Backend, backends, eventually, OTHER_ROOM } from "./backends.ts";
import { commitOf, connected, message, NOW_MS, peer, tip } from "./commits.ts";

const remember = (id: string, answer: string, ttlMs = 60_000) => ({ id, answer, ttlMs });

describe.each(backends)("a room store in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  it("knows nothing of a room before its first commit", async () => {
    expect(await backend.store.load(ROOM)).toBeNull();
  });

  it("stores state and version, which rises by one", async () => {
    const first = await backend.store.commit(commitOf({ change: { state: '{"ä":"♠"}' } }));
    expect(first).toEqual({ outcome: "committed", version: 1, wake: false });
    expect(await backend.store.load(ROOM)).toEqual({ ...tip(1), state: '{"ä":"♠"}' });

    const second = await backend.store.commit(commitOf({ expectedVersion: 1, change: { state: "{}" } }));
    expect(second).toEqual({ outcome: "committed", version: 2, wake: false });
    expect(await backend.store.load(ROOM)).toEqual({ ...tip(2), state: "{}" });
  });

  it("gives the room the version that the change says", async () => {
    expect(await backend.store.commit(commitOf({ change: { version: 1_000_000 } }))).toMatchObject({
      version: 1_000_000,
    });
    expect(await backend.store.load(ROOM)).toMatchObject({ version: 1_000_000 });
    expect(await backend.records.events(ROOM, 1)).toMatchObject([{ version: 1_000_000 }]);
  });

  it("keeps rooms apart", async () => {
    await backend.store.commit(commitOf());
    expect(await backend.store.load(OTHER_ROOM)).toBeNull();
  });

  it("says what is stored when the version is not the expected one, and writes nothing", async () => {
    await backend.store.commit(commitOf());
    const late = commitOf({
      seen: remember("late", "done"),
      change: { state: "lost", messages: [message(1)], connected: [connected("ann-1")] },
      dueAtMs: NOW_MS,
    });
    const stale = { outcome: "stale", current: { ...tip(1), state: '{"n":1}' } };
    expect(await backend.store.commit(late)).toEqual(stale);
    expect(await backend.store.commit(late)).toEqual(stale);
    expect(await backend.store.commit({ ...late, expected: tip(2) })).toEqual(stale);

    expect(await backend.records.undelivered(ROOM, 10)).toEqual([]);
    expect(await backend.records.peers(ROOM)).toEqual([]);
    expect(await backend.records.events(ROOM, 10)).toHaveLength(1);
    expect(await backend.indexes.totals(0)).toMatchObject({ inPlay: 0, undelivered: 0 });
  });

  it("puts the new state together from pieces of the stored one, by bytes", async () => {
    await backend.store.commit(commitOf({ change: { state: '{"name":"Ä♠","n":[1,2]}' } }));
    const state = { plan: [0, 15, -1, 4, 21, 26, -1, 1], added: ",♠!" };
    await backend.store.commit(commitOf({ expectedVersion: 1, change: { state } }));
    expect(await backend.store.load(ROOM)).toEqual({ ...tip(2), state: '{"name":"Ä♠",♠1,2]}!' });
  });

  it("keeps answers and messages whole whose middle it is given once", async () => {
    const shared = '{"table":"ä♠"}';
    const sharing = (before: string, behind: string) =>
      ({ text: before + shared + behind, around: [before, behind] }) as const;
    const { text: answer, around } = sharing('{"a":"♠","t":', ',"b":2}');
    const texts = [sharing("Ä", shared), sharing(shared, ""), sharing("", "}"), { text: '{"you":null}' }];
    const messages = texts.map(({ text, ...rest }) => ({ ...message(1, { message: text }), ...rest }));
    const commit = commitOf({ seen: { ...remember("c1", answer), around }, change: { shared, messages } });
    await backend.store.commit(commit);
    const kept = await backend.records.undelivered(ROOM, 10);
    expect(kept.map((one) => one.message)).toEqual(texts.map(({ text }) => text));
    expect(await backend.store.commit(commit)).toEqual({ outcome: "seen", answer });
  });

  it("keeps apart two commits that made the same version", async () => {
    await backend.store.commit(commitOf());
    const current = { ...tip(1), state: '{"n":1}' };
    const other = { version: 1, commitId: "of a history that was lost" };
    expect(await backend.store.commit({ ...commitOf(), expected: other })).toEqual({
      outcome: "stale",
      current,
    });
  });

  it("says that there is no room when one was expected", async () => {
    const result = await backend.store.commit(commitOf({ expectedVersion: 3 }));
    expect(result).toEqual({ outcome: "stale", current: null });
  });

  it("gives the stored answer for an id that it has seen, before it looks at the version", async () => {
    const commit = commitOf({
      seen: remember("c1", "the answer"),
      change: { messages: [message(1)] },
    });
    expect(await backend.store.commit(commit)).toMatchObject({ outcome: "committed" });

    const again = { outcome: "seen", answer: "the answer" };
    expect(await backend.store.commit(commit)).toEqual(again);
    expect(await backend.store.commit({ ...commit, expected: tip(1) })).toEqual(again);
    expect(await backend.store.load(ROOM)).toMatchObject({ version: 1 });
    expect(await backend.records.undelivered(ROOM, 10)).toHaveLength(1);
  });

  it("remembers ids of one room only", async () => {
    await backend.store.commit(commitOf({ seen: remember("c1", "one") }));
    const other = commitOf({ roomId: OTHER_ROOM, seen: remember("c1", "two") });
    expect(await backend.store.commit(other)).toMatchObject({ outcome: "committed" });
  });

  it("forgets an answer after its time", async () => {
    await backend.store.commit(commitOf({ seen: remember("c1", "old", 20), change: null }));
    await eventually(backend, async () => {
      const result = await backend.store.commit(commitOf({ seen: remember("c1", "new"), change: null }));
      return result.outcome === "committed";
    });
    expect(await backend.store.commit(commitOf({ seen: remember("c1", "-") }))).toEqual({
      outcome: "seen",
      answer: "new",
    });
  });

  it("remembers answer and deadline of what changed nothing, and nothing else", async () => {
    await backend.store.commit(commitOf({ dueAtMs: NOW_MS + 5 }));
    const refusal = commitOf({
      expectedVersion: 1,
      seen: remember("c2", "refused"),
      change: null,
      dueAtMs: NOW_MS + 9,
      nowMs: NOW_MS + 1,
    });
    expect(await backend.store.commit(refusal)).toEqual({ outcome: "committed", version: 1, wake: false });

    expect(await backend.store.commit(refusal)).toEqual({ outcome: "seen", answer: "refused" });
    expect(await backend.store.load(ROOM)).toEqual({ ...tip(1), state: '{"n":1}' });
    expect(await backend.records.events(ROOM, 10)).toHaveLength(1);
    expect(await backend.indexes.claimDue(NOW_MS + 8, 1)).toEqual({ rooms: [], nextDueAtMs: NOW_MS + 9 });
    expect(await backend.indexes.listActive(0, 10)).toEqual([{ roomId: ROOM, atMs: NOW_MS }]);
  });

  it("judges what changes nothing against the version, too", async () => {
    await backend.store.commit(commitOf());
    const result = await backend.store.commit(commitOf({ change: null, seen: remember("c1", "no") }));
    expect(result).toMatchObject({ outcome: "stale", current: { version: 1 } });
  });

  it("makes a room of nothing but an answer no room", async () => {
    const nothing = commitOf({ change: null, seen: remember("w1", "accepted") });
    expect(await backend.store.commit(nothing)).toEqual({ outcome: "committed", version: 0, wake: false });
    expect(await backend.store.load(ROOM)).toBeNull();
    expect(await backend.store.commit(commitOf())).toMatchObject({ outcome: "committed", version: 1 });
  });

  it("asks for a wake-up only when nothing was undelivered before", async () => {
    const at = (expectedVersion: number, messages: number) =>
      backend.store.commit(
        commitOf({
          expectedVersion,
          change: { messages: Array.from({ length: messages }, () => message(expectedVersion + 1)) },
        }),
      );
    expect(await at(0, 0)).toMatchObject({ wake: false });
    expect(await at(1, 2)).toMatchObject({ wake: true });
    expect(await at(2, 1)).toMatchObject({ wake: false });

    const holding = { roomId: ROOM, token: "t", leaseMs: 1000 };
    const claim = await backend.outbox.claim(holding, []);
    const ids = claim.outcome === "claimed" ? claim.entries.map(({ id }) => id) : [];
    expect(await at(3, 1)).toMatchObject({ wake: false });
    await backend.outbox.acknowledge(holding, ids);
    const last = await backend.outbox.claim(holding, []);
    expect(
      await backend.outbox.claim(holding, last.outcome === "claimed" ? last.entries.map(({ id }) => id) : []),
    ).toEqual({ outcome: "empty" });
    expect(await at(4, 1)).toMatchObject({ wake: true });
  });

  it("keeps the connected peers", async () => {
    await backend.store.commit(commitOf({ change: { connected: [connected("ann-1"), connected("bob-1")] } }));
    await backend.store.commit(
      commitOf({
        expectedVersion: 1,
        change: {
          connected: [connected("ann-1", { role: "host" }), connected("cyd-1")],
          disconnected: [peerId("bob-1"), peerId("never-here")],
        },
      }),
    );
    const peers = await backend.records.peers(ROOM);
    expect([...peers].sort((a, b) => (a.peerId < b.peerId ? -1 : 1))).toEqual([
      { peerId: "ann-1", peer: peer("ann", { role: "host" }) },
      { peerId: "cyd-1", peer: peer("cyd") },
    ]);
  });

  it("lets one of many racers win", async () => {
    const race = Array.from({ length: 20 }, (_, i) =>
      backend.store.commit(commitOf({ seen: remember(`racer-${i}`, "-"), change: { state: `"${i}"` } })),
    );
    const outcomes = (await Promise.all(race)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === "committed")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "stale")).toHaveLength(19);
  });

  it("has one effect for the same command sent many times at once", async () => {
    const commit = commitOf({ seen: remember("c1", "once"), change: { messages: [message(1)] } });
    const results = await Promise.all(Array.from({ length: 10 }, () => backend.store.commit(commit)));
    expect(results.filter(({ outcome }) => outcome === "seen")).toHaveLength(9);
    expect(await backend.records.undelivered(ROOM, 10)).toHaveLength(1);
  });
});
