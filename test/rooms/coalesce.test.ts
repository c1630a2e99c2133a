import { describe, expect, it } from "@jest/globals";
import { coalesce } from "../../src/rooms/coalesce.ts";
import { writeTable } from "../../src/rooms/messages.ts";
import type { OutboxEntry } from "../../src/rooms/ports.ts";
import { peerId, playerId, ROOM } from "../fakes/facts.ts";
import { START_MS } from "../fakes/test-clock.ts";

let ids = 0;
function entry(seq: number, about: Partial<OutboxEntry>): OutboxEntry {
  ids += 1;
  const target = { kind: "room" } as const;
  return {
    id: `e${ids}`,
    seq,
    topic: "table",
    target,
    type: "custom_event",
    message: `{"seq":${seq}}`,
    atMs: START_MS + seq,
    ...about,
  };
}
const table = (seq: number, ...events: readonly object[]): OutboxEntry => {
  const texts = events.map((event) => JSON.stringify(event));
  const at = `{"at":${seq}}`;
  const seen = { events: texts, table: at, tableBytes: at.length };
  const { message } = writeTable("poker", ROOM, seq, seen);
  return entry(seq, { message });
};
const you = (seq: number, player: string): OutboxEntry =>
  entry(seq, { topic: "you", target: { kind: "player", player: playerId(player) } });
const welcome = (seq: number, peer: string): OutboxEntry =>
  entry(seq, { topic: "welcome", target: { kind: "peer", peerId: peerId(peer) } });
const announcement = (seq: number): OutboxEntry => entry(seq, { topic: "announcement" });

const deliveredOf = (...entries: readonly OutboxEntry[]) =>
  coalesce(entries).map(({ entry: { seq, topic } }) => `${topic} ${seq}`);

describe("what a room is behind with", () => {
  it("is told by the newest number, although an older message was put back behind it", () => {
    const entries = [table(4, { no: 4 }), you(4, "ann"), table(2, { no: 2 }), you(2, "ann")];
    const [tables, yous] = coalesce(entries);
    expect(JSON.parse(tables?.entry.message ?? "")).toMatchObject({
      seq: 4,
      events: [{ no: 2 }, { no: 4 }],
      table: { at: 4 },
    });
    expect(yous?.entry).toEqual(entries[1]);
    expect(new Set([...(tables?.ids ?? []), ...(yous?.ids ?? [])])).toEqual(
      new Set(entries.map(({ id }) => id)),
    );
  });

  it("is sent as it is when nothing supersedes it", () => {
    const entries = [welcome(1, "ann-1"), table(1, { no: 1 }), you(1, "ann"), you(1, "bob")];
    expect(coalesce(entries)).toEqual(entries.map((one) => ({ entry: one, ids: [one.id], covered: [] })));
    expect(coalesce([])).toEqual([]);
  });

  it("is one table message with the events of all, in order, and the newest table", () => {
    const entries = [table(1, { no: 1 }), table(2, { no: 2 }, { no: 3 }), table(3), table(4, { no: 4 })];
    const [delivery, ...others] = coalesce(entries);
    expect(others).toEqual([]);
    expect(delivery?.ids).toEqual(entries.map(({ id }) => id));
    expect(JSON.parse(delivery?.entry.message ?? "")).toEqual({
      v: 1,
      game: "poker",
      room: ROOM,
      seq: 4,
      kind: "table",
      events: [{ no: 1 }, { no: 2 }, { no: 3 }, { no: 4 }],
      table: { at: 4 },
    });
    expect(delivery?.entry).toMatchObject({ seq: 4, atMs: START_MS + 4 });
  });

  it("is one message for each player, the newest", () => {
    const entries = [you(1, "ann"), you(1, "bob"), you(2, "ann"), you(3, "ann")];
    expect(coalesce(entries)).toEqual([
      { entry: entries[1], ids: [entries[1]?.id], covered: [] },
      { entry: entries[3], ids: [entries[0]?.id, entries[2]?.id, entries[3]?.id], covered: [] },
    ]);
  });

  it("stays in the order of the newest of each", () => {
    expect(deliveredOf(table(1), you(1, "ann"), table(2), you(3, "bob"), you(4, "ann"))).toEqual([
      "table 2",
      "you 3",
      "you 4",
    ]);
  });

  it("keeps every welcome and every announcement", () => {
    const entries = [
      welcome(1, "ann-1"),
      announcement(2),
      welcome(3, "ann-1"),
      announcement(4),
      announcement(4),
    ];
    expect(deliveredOf(...entries)).toEqual([
      "welcome 1",
      "announcement 2",
      "welcome 3",
      "announcement 4",
      "announcement 4",
    ]);
  });

  it("has the welcomes settled that are covered when the table is told, and by nothing else", () => {
    const deliveries = coalesce([you(1, "ann"), table(1), table(2), welcome(3, "zed-1")], ["e-1", "e-2"]);
    expect(deliveries.map(({ entry: { topic }, covered }) => [topic, covered])).toEqual([
      ["you", []],
      ["table", ["e-1", "e-2"]],
      ["welcome", []],
    ]);
  });

  it("never rises over the limit of a message: the oldest events go", () => {
    const entries = Array.from({ length: 40 }, (_, i) => table(i, { no: i, text: "♠".repeat(50) }));
    const [delivery] = coalesce(entries);
    expect(Buffer.byteLength(delivery?.entry.message ?? "")).toBeLessThanOrEqual(4096);
    const { events } = JSON.parse(delivery?.entry.message ?? "") as { events: { no: number }[] };
    expect(events.at(-1)?.no).toBe(39);
    expect(events[0]?.no).toBe(40 - events.length);
    expect(delivery?.ids).toHaveLength(40);
  });
});
