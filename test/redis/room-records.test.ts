import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { ROOM } from "../fakes/facts.ts";
import { type Backend, backends } from "./backends.ts";
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
    expect(await backend.records.undelivered(ROOM, 10)).toEqual(messages);
    expect(await backend.records.undelivered(ROOM, 1)).toEqual(messages.slice(0, 1));
  });

  it("have the connected peers with everything known of them", async () => {
    const odd = { name: 'A "quoted" name, ☃', joinedAt: "2021-11-30T12:58:49.97291247Z" };
    await backend.store.commit(commitOf({ change: { connected: [connected("ann-1", odd)] } }));
    expect(await backend.records.peers(ROOM)).toEqual([{ peerId: "ann-1", peer: peer("ann", odd) }]);
  });
});
