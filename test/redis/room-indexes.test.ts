import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import type { RoomId } from "../../src/rooms/ports.ts";
import { ROOM } from "../fakes/facts.ts";
import { type Backend, backends, OTHER_ROOM } from "./backends.ts";
import { commitOf, message, NOW_MS } from "./commits.ts";

const HIDE_MS = 2000;
const MANY = Array.from({ length: 300 }, (_, i) => `many-${i}` as RoomId);

describe.each(backends)("room indexes in $name", ({ open }) => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await open();
  });
  afterEach(() => backend.close());

  const due = (roomId: RoomId, dueAtMs: number | null) => backend.store.commit(commitOf({ roomId, dueAtMs }));

  it("has nothing due at first", async () => {
    expect(await backend.indexes.claimDue(NOW_MS, HIDE_MS)).toEqual({ rooms: [], nextDueAtMs: null });
  });

  it("gives out a deadline that has passed, and says which is next", async () => {
    await due(ROOM, NOW_MS);
    await due(OTHER_ROOM, NOW_MS + 10);
    expect(await backend.indexes.claimDue(NOW_MS - 1, HIDE_MS)).toEqual({ rooms: [], nextDueAtMs: NOW_MS });
    expect(await backend.indexes.claimDue(NOW_MS, HIDE_MS)).toEqual({
      rooms: [{ roomId: ROOM, dueAtMs: NOW_MS }],
      nextDueAtMs: NOW_MS + 10,
    });
  });

  it("hides a claimed deadline from the others for a while", async () => {
    await due(ROOM, NOW_MS);
    await backend.indexes.claimDue(NOW_MS, HIDE_MS);
    const hidden = { rooms: [], nextDueAtMs: NOW_MS + HIDE_MS };
    expect(await backend.indexes.claimDue(NOW_MS, HIDE_MS)).toEqual(hidden);
    expect(await backend.indexes.claimDue(NOW_MS + HIDE_MS - 1, HIDE_MS)).toEqual(hidden);
    const again = await backend.indexes.claimDue(NOW_MS + HIDE_MS, HIDE_MS);
    expect(again.rooms).toEqual([{ roomId: ROOM, dueAtMs: NOW_MS + HIDE_MS }]);
  });

  it("gives each of many deadlines to one of several claimants", async () => {
    await Promise.all(MANY.map((roomId, i) => due(roomId, NOW_MS - i)));
    const claims = await Promise.all(
      Array.from({ length: 4 }, () => backend.indexes.claimDue(NOW_MS, HIDE_MS)),
    );
    const claimed = claims.flatMap(({ rooms }) => rooms.map(({ roomId }) => roomId));
    expect(claimed).toHaveLength(MANY.length);
    expect(new Set(claimed)).toEqual(new Set(MANY));
  });

  it("follows a deadline that moves or goes", async () => {
    await due(ROOM, NOW_MS);
    await backend.store.commit(commitOf({ expectedVersion: 1, dueAtMs: NOW_MS + 5 }));
    expect(await backend.indexes.claimDue(NOW_MS, HIDE_MS)).toEqual({ rooms: [], nextDueAtMs: NOW_MS + 5 });
    await backend.store.commit(commitOf({ expectedVersion: 2, dueAtMs: null }));
    expect(await backend.indexes.claimDue(NOW_MS + 5, HIDE_MS)).toEqual({ rooms: [], nextDueAtMs: null });
  });

  it("lists the rooms that have been behind since then", async () => {
    const behind = (roomId: RoomId, expectedVersion: number, nowMs: number) =>
      backend.store.commit(commitOf({ roomId, expectedVersion, nowMs, change: { messages: [message(1)] } }));
    await behind(ROOM, 0, NOW_MS);
    await behind(OTHER_ROOM, 0, NOW_MS + 10);
    await behind(ROOM, 1, NOW_MS + 20);
    expect(await backend.indexes.listDirty(NOW_MS - 1)).toEqual([]);
    expect(await backend.indexes.listDirty(NOW_MS)).toEqual([{ roomId: ROOM, sinceMs: NOW_MS }]);
    expect(await backend.indexes.listDirty(NOW_MS + 20)).toHaveLength(2);
  });

  it("says since when the message that is next has been waiting, once somebody has looked", async () => {
    const startedAtMs = Date.now();
    await backend.store.commit(commitOf({ nowMs: 1, change: { messages: [message(1)] } }));
    await backend.outbox.claim({ roomId: ROOM, token: "t", leaseMs: 1000 }, []);
    const { oldestUndeliveredAtMs } = await backend.indexes.totals(0);
    expect(oldestUndeliveredAtMs).toBeGreaterThanOrEqual(startedAtMs - 60_000);
  });

  it("lists active rooms, newest first, up to a limit", async () => {
    await Promise.all(
      MANY.slice(0, 20).map((roomId, i) => backend.store.commit(commitOf({ roomId, nowMs: NOW_MS + i }))),
    );
    const three = [19, 18, 17].map((i) => ({ roomId: MANY[i], atMs: NOW_MS + i }));
    expect(await backend.indexes.listActive(NOW_MS, 3)).toEqual(three);
    expect(await backend.indexes.listActive(NOW_MS + 18, 100)).toEqual(three.slice(0, 2));
  });

  it("goes through all active rooms", async () => {
    await Promise.all(
      MANY.slice(0, 20).map((roomId, i) => backend.store.commit(commitOf({ roomId, nowMs: NOW_MS + i }))),
    );
    const found: RoomId[] = [];
    for await (const roomId of backend.indexes.eachActive(NOW_MS + 5)) found.push(roomId);
    expect(found.toSorted()).toEqual(MANY.slice(5, 20).toSorted());
  });

  it("counts", async () => {
    expect(await backend.indexes.totals(0)).toEqual({
      active: 0,
      inPlay: 0,
      undelivered: 0,
      oldestUndeliveredAtMs: null,
      earliestDueAtMs: null,
    });
    const messages = [message(1)];
    await backend.store.commit(commitOf({ dueAtMs: NOW_MS, change: { messages } }));
    await backend.store.commit(commitOf({ roomId: OTHER_ROOM, nowMs: NOW_MS - 5, change: { messages } }));
    expect(await backend.indexes.totals(NOW_MS)).toEqual({
      active: 1,
      inPlay: 1,
      undelivered: 2,
      oldestUndeliveredAtMs: NOW_MS - 5,
      earliestDueAtMs: NOW_MS,
    });
  });
});
