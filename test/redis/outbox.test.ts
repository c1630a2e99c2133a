import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { Claim, Holding, OutboxMessage } from "../../src/rooms/ports.ts";
import { peerId, playerId, ROOM } from "../fakes/facts.ts";
import { type Backend, backends, eventually, OTHER_ROOM, openRedis } from "./backends.ts";
import { commitOf, connected, message, NOW_MS } from "./commits.ts";

const MINE: Holding = { roomId: ROOM, token: "mine", leaseMs: 60_000 };
const THEIRS: Holding = { roomId: ROOM, token: "theirs", leaseMs: 60_000 };
const BRIEF: Holding = { ...MINE, leaseMs: 15 };

const idsOf = (claim: Claim): readonly string[] =>
  claim.outcome === "claimed" ? claim.entries.map(({ id }) => id) : [];
const seqsOf = (claim: Claim): readonly number[] =>
  claim.outcome === "claimed" ? claim.entries.map(({ seq }) => seq) : [];

describe.each(backends)("an outbox in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  const put = async (...messages: readonly OutboxMessage[]): Promise<void> => {
    const version = (await backend.store.load(ROOM))?.version ?? 0;
    await backend.store.commit(commitOf({ expectedVersion: version, change: { messages } }));
  };
  const seqsLeft = async (): Promise<readonly number[]> =>
    (await backend.records.undelivered(ROOM, 1000)).map(({ seq }) => seq);
  const takenByThem = async (): Promise<boolean> =>
    (await backend.outbox.claim(THEIRS, [])).outcome === "claimed";

  it("has nothing for a room without messages", async () => {
    expect(await backend.outbox.claim(MINE, [])).toEqual({ outcome: "empty" });
    expect(await backend.outbox.claim(THEIRS, [])).toEqual({ outcome: "empty" });
  });

  it("hands out messages in their order, whole, with the live peers", async () => {
    const targets: readonly OutboxMessage["target"][] = [
      { kind: "room" },
      { kind: "role", role: "host" },
      { kind: "player", player: playerId("ann") },
      { kind: "peer", peerId: peerId("ann-1") },
    ];
    const messages = targets.map((target, i) => message(i, { target, topic: "announcement" }));
    await backend.store.commit(
      commitOf({ change: { messages, connected: [connected("ann-1"), connected("bob-1")] } }),
    );
    const claim = await backend.outbox.claim(MINE, []);
    if (claim.outcome !== "claimed") throw new Error(claim.outcome);
    expect(claim.entries.map((entry) => ({ ...entry, id: "" }))).toEqual(
      messages.map((one) => ({ ...one, id: "" })),
    );
    expect([...claim.peers].sort((a, b) => (a.peerId < b.peerId ? -1 : 1))).toEqual([
      { peerId: "ann-1", userId: "ann" },
      { peerId: "bob-1", userId: "bob" },
    ]);
  });

  it("hands out at most 64 at once, then the rest", async () => {
    await put(...Array.from({ length: 70 }, (_, i) => message(i)));
    const head = await backend.outbox.claim(MINE, []);
    expect(seqsOf(head)).toEqual(Array.from({ length: 64 }, (_, i) => i));
    expect(seqsOf(await backend.outbox.claim(MINE, idsOf(head)))).toEqual([64, 65, 66, 67, 68, 69]);
  });

  describe("behind a crowd of spectators", () => {
    const welcome = (seq: number, you = "null"): OutboxMessage =>
      message(seq, {
        topic: "welcome",
        target: { kind: "peer", peerId: peerId(`peer-${seq}`) },
        message: `{"seq":${seq},"table":{},"you":${you}}`,
      });
    const welcomes = (count: number, from = 1) => Array.from({ length: count }, (_, i) => welcome(from + i));
    const claimed = async () => {
      const claim = await backend.outbox.claim(MINE, []);
      if (claim.outcome !== "claimed") throw new Error(claim.outcome);
      return claim;
    };

    it("hands out what comes behind the welcomes that the next table message covers, however many", async () => {
      await put(...welcomes(700), message(701), message(702, { topic: "you" }), ...welcomes(80, 703));
      const claim = await claimed();
      expect(seqsOf(claim)).toEqual([701, 702, ...welcomes(62, 703).map(({ seq }) => seq)]);
      expect(claim.covered).toHaveLength(700);
      await backend.outbox.acknowledge(MINE, [...claim.covered, ...idsOf(claim)]);
      expect(await seqsLeft()).toEqual(welcomes(18, 765).map(({ seq }) => seq));
    });

    it("covers no welcome that tells somebody their own view, and nothing else", async () => {
      const others = [welcome(101, '{"player":"ann"}'), message(102, { topic: "announcement" })];
      await put(...welcomes(9), ...others, message(103));
      const claim = await claimed();
      expect(seqsOf(claim)).toEqual([101, 102, 103]);
      expect(claim.covered).toHaveLength(9);
    });

    it("hands welcomes out as ever when nothing covers them", async () => {
      await put(...welcomes(100));
      const claim = await claimed();
      expect(seqsOf(claim)).toEqual(welcomes(64).map(({ seq }) => seq));
      expect(claim.covered).toEqual([]);
    });

    it("takes eight for no crowd", async () => {
      await put(...welcomes(8), message(9));
      const claim = await claimed();
      expect(seqsOf(claim)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
      expect(claim.covered).toEqual([]);
    });

    it("covers only what is older than a table message that was put back", async () => {
      await put(...welcomes(20), message(10));
      const claim = await claimed();
      expect(seqsOf(claim)).toEqual([...welcomes(10, 11).map(({ seq }) => seq), 10]);
      expect(claim.covered).toHaveLength(10);
    });

    it("covers nothing by a table message that is not handed out", async () => {
      await put(...welcomes(100, 11), message(10), message(200));
      const claim = await claimed();
      expect(seqsOf(claim)).toEqual(welcomes(64, 11).map(({ seq }) => seq));
      expect(claim.covered).toEqual([]);
    });
  });

  it("is held by one at a time, and the other deletes nothing", async () => {
    await put(message(1), message(2));
    const mine = await backend.outbox.claim(MINE, []);
    expect(await backend.outbox.claim(THEIRS, idsOf(mine))).toEqual({ outcome: "held" });
    expect(await backend.outbox.acknowledge(THEIRS, idsOf(mine))).toBe(false);
    expect(await backend.outbox.hold(THEIRS)).toBe(false);
    await backend.outbox.release(THEIRS);
    expect(await seqsLeft()).toEqual([1, 2]);
    expect(await backend.outbox.hold(MINE)).toBe(true);
  });

  it("is held for one room only", async () => {
    await put(message(1));
    await backend.outbox.claim(MINE, []);
    expect(await backend.outbox.claim({ ...THEIRS, roomId: OTHER_ROOM }, [])).toEqual({ outcome: "empty" });
  });

  it("deletes what was sent, and is empty and clean in the end", async () => {
    await put(message(1), message(2), message(3));
    const claim = await backend.outbox.claim(MINE, []);
    const [first = "", second = "", third = ""] = idsOf(claim);
    expect(await backend.outbox.acknowledge(MINE, [first])).toBe(true);
    expect(await seqsLeft()).toEqual([2, 3]);
    expect(seqsOf(await backend.outbox.claim(MINE, [second]))).toEqual([3]);
    expect(await backend.indexes.totals(0)).toMatchObject({ undelivered: 1 });

    expect(await backend.outbox.claim(MINE, [third])).toEqual({ outcome: "empty" });
    expect(await backend.indexes.totals(0)).toMatchObject({ undelivered: 0, oldestUndeliveredAtMs: null });
    expect(await backend.outbox.hold(MINE)).toBe(false);
    await put(message(4));
    expect(seqsOf(await backend.outbox.claim(THEIRS, []))).toEqual([4]);
  });

  it("is free again when it is given back", async () => {
    await put(message(1));
    await backend.outbox.claim(MINE, []);
    await backend.outbox.release(MINE);
    expect(await backend.outbox.claim(THEIRS, [])).toMatchObject({ outcome: "claimed" });
    expect(await backend.outbox.acknowledge(MINE, [])).toBe(false);
  });

  it("deletes nothing for a lease that has expired, even when nobody took it", async () => {
    await put(message(1));
    const ids = idsOf(await backend.outbox.claim(BRIEF, []));
    await backend.pass(20);
    expect(await backend.outbox.hold(BRIEF)).toBe(false);
    expect(await backend.outbox.acknowledge(BRIEF, ids)).toBe(false);
    const dead = { entry: message(1), reason: "no", atMs: NOW_MS };
    expect(await backend.outbox.bury(BRIEF, ids, dead)).toBe(false);
    expect(await seqsLeft()).toEqual([1]);
    expect(await backend.records.dead(ROOM, 10)).toEqual([]);
  });

  it("goes to the next holder once the lease has expired", async () => {
    await put(message(1));
    const ids = idsOf(await backend.outbox.claim(BRIEF, []));
    await eventually(backend, takenByThem);
    expect(await backend.outbox.claim(BRIEF, ids)).toEqual({ outcome: "held" });
    expect(await seqsLeft()).toEqual([1]);
  });

  it.each([
    ["holding", (holding: Holding) => backend.outbox.hold(holding)],
    ["acknowledging", (holding: Holding) => backend.outbox.acknowledge(holding, [])],
    [
      "burying",
      (holding: Holding) =>
        backend.outbox.bury(holding, [], { entry: message(9), reason: "no", atMs: NOW_MS }),
    ],
    ["claiming again", async (holding: Holding) => (await backend.outbox.claim(holding, [])).outcome],
  ])("runs anew by %s", async (_, renew) => {
    await put(message(1));
    await backend.outbox.claim(MINE, []);
    await renew({ ...MINE, leaseMs: 40 });
    expect(await takenByThem()).toBe(false);
    await eventually(backend, takenByThem);
  });

  it("moves what was refused to the dead messages", async () => {
    await put(message(1), message(2), message(3));
    const [first = "", second = ""] = idsOf(await backend.outbox.claim(MINE, []));
    const dead = { entry: message(2), reason: "gone", atMs: NOW_MS };
    expect(await backend.outbox.bury(MINE, [first, second], dead)).toBe(true);
    const worse = { entry: message(3), reason: "worse", atMs: NOW_MS + 1 };
    expect(await backend.outbox.bury(MINE, [], worse)).toBe(true);
    expect(await seqsLeft()).toEqual([3]);
    expect(await backend.records.dead(ROOM, 10)).toMatchObject([worse, dead]);
    expect(await backend.records.dead(ROOM, 1)).toMatchObject([worse]);
  });

  it("lets one of many claimants win", async () => {
    await put(message(1));
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => backend.outbox.claim({ ...MINE, token: `t${i}` }, [])),
    );
    expect(claims.filter(({ outcome }) => outcome === "claimed")).toHaveLength(1);
    expect(claims.filter(({ outcome }) => outcome === "held")).toHaveLength(19);
  });
});

describe("an outbox that is empty", () => {
  it("leaves nothing in Redis", async () => {
    const redis = await openRedis();
    const { outbox, lease } = redis.keys.room(ROOM);
    await redis.store.commit(commitOf({ change: { messages: [message(1)] } }));
    expect(await redis.client.exists(outbox)).toBe(1);
    await redis.outbox.claim(MINE, idsOf(await redis.outbox.claim(MINE, [])));
    expect(await redis.client.exists(outbox, lease)).toBe(0);
    await redis.close();
  });
});
