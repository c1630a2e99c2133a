import { expect, it } from "@jest/globals";
import { ofThisHistory } from "../../src/rooms/history.ts";
import type { Holding, Outbox, OutboxEntry, RoomId } from "../../src/rooms/ports.ts";

const holding: Holding = { roomId: "r" as RoomId, token: "t", leaseMs: 1000 };

function entry(id: string, store: string, topic: OutboxEntry["topic"] = "table"): OutboxEntry {
  return { id, seq: 1, topic, target: { kind: "room" }, type: "custom_event", message: id, atMs: 0, store };
}

function outboxOf(given: readonly OutboxEntry[]): Outbox {
  let entries = given;
  const isOurs = () => Promise.resolve(true);
  return {
    claim: (_holding, delivered) => {
      entries = entries.filter(({ id }) => !delivered.includes(id));
      return Promise.resolve(
        entries.length === 0 ? { outcome: "empty" } : { outcome: "claimed", entries, peers: [], covered: [] },
      );
    },
    acknowledge: isOurs,
    bury: isOurs,
    hold: isOurs,
    release: () => Promise.resolve(),
  };
}

const promoted = historyOf("new", "new");

function historyOf(known: string, current: string) {
  const rooms: RoomId[] = [];
  const identity = { current: () => Promise.resolve(known), confirm: () => Promise.resolve(current) };
  return { identity, rooms, onPast: (roomId: RoomId) => void rooms.push(roomId) };
}

it("what was written before the store changed hands is dropped, but for an operator's words", async () => {
  const outbox = outboxOf([
    entry("1", "old"),
    entry("2", "old", "announcement"),
    entry("3", "old", "you"),
    entry("4", "new"),
  ]);
  const claimed = await ofThisHistory(outbox, promoted).claim(holding, []);
  expect(claimed).toMatchObject({ outcome: "claimed", entries: [{ id: "2" }, { id: "4" }] });
});

it("an outbox of old messages only is empty", async () => {
  const outbox = outboxOf([entry("1", "old"), entry("2", "old")]);
  expect(await ofThisHistory(outbox, promoted).claim(holding, [])).toEqual({ outcome: "empty" });
});

it("what another process wrote, which heard of the new server sooner, is sent", async () => {
  const late = historyOf("old", "new");
  const outbox = outboxOf([entry("1", "new"), entry("2", "new", "you")]);
  const claimed = await ofThisHistory(outbox, late).claim(holding, []);
  expect(claimed).toMatchObject({ outcome: "claimed", entries: [{ id: "1" }, { id: "2" }] });
  expect(late.rooms).toEqual([]);
});

it("a room of which something was dropped is looked at, since its new history may not have begun", async () => {
  const history = historyOf("new", "new");
  const outbox = outboxOf([entry("1", "old")]);
  expect(await ofThisHistory(outbox, history).claim(holding, [])).toEqual({ outcome: "empty" });
  expect(history.rooms).toEqual([holding.roomId]);
});
