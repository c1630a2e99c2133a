import { describe, expect, it } from "@jest/globals";
import { announcementMessage, messagesOf, writeTable } from "../../src/rooms/messages.ts";
import { newRoom } from "../../src/rooms/room-state.ts";
import type { Views } from "../../src/rooms/views.ts";
import { joined, left, playerId, ROOM } from "../fakes/facts.ts";
import { highestNumber } from "../fakes/highest-number.ts";
import { START_MS } from "../fakes/test-clock.ts";
import { ROUND_MS, RoomInTest } from "./room-in-test.ts";

const bytes = (text: string): number => Buffer.byteLength(text);

describe("who is told what", () => {
  it("a newcomer is welcomed, everybody gets the table, and the player their own view", () => {
    const room = new RoomInTest().hear(joined("ann-1"));
    expect(room.told).toEqual(["welcome ann-1", "table room", "you ann"]);
  });

  it("nobody is told of what changed nothing", () => {
    const room = new RoomInTest().hear(joined("ann-1"));
    expect(room.hear(joined("ann-1")).messages).toEqual([]);
    expect(room.pick("zed", 1).messages).toEqual([]);
  });

  it("a secret goes to its player alone", () => {
    const room = new RoomInTest().hear(joined("ann-1"), joined("bob-1", 2)).pick("ann", 77);
    expect(room.told).toEqual(["table room", "you ann"]);
    expect(room.said("you", "ann")).toEqual({
      v: 1,
      game: "highest-number",
      room: "room-1",
      seq: 2,
      kind: "you",
      you: { player: "ann", number: 77 },
    });
    expect(JSON.stringify(room.said("table", "room"))).not.toContain("77");
  });

  it("the table comes whole, with the public events since", () => {
    const room = new RoomInTest().hear(joined("ann-1")).pick("ann", 7);
    expect(room.said("table", "room")).toEqual({
      v: 1,
      game: "highest-number",
      room: "room-1",
      seq: 2,
      kind: "table",
      events: [{ type: "Picked", player: "ann" }],
      table: { round: 1, players: ["ann"], winner: null, picked: ["ann"] },
    });
  });

  it("a second tab is welcomed with the player's view, and nobody else hears of it", () => {
    const room = new RoomInTest().hear(joined("ann-1")).pick("ann", 7).hear(joined("ann-2", 3));
    expect(room.told).toEqual(["welcome ann-2"]);
    expect(room.said("welcome", "ann-2")).toMatchObject({
      kind: "welcome",
      seq: 3,
      table: { picked: ["ann"] },
      you: { player: "ann", number: 7 },
    });
  });

  it("a spectator is welcomed with the table only", () => {
    const room = new RoomInTest().hear(joined("gus-1", 1, { role: "guest" }));
    expect(room.told).toEqual(["welcome gus-1"]);
    expect(room.said("welcome", "gus-1")).toMatchObject({ you: null });
  });

  it("a peer without a user is nobody's, and is shown nobody's view", () => {
    const room = new RoomInTest().hear(joined("ann-1"), joined("odd-1", 2, { userId: "" }));
    expect(room.said("welcome", "odd-1")).toMatchObject({ you: null });
  });

  it("whoever has left is not whispered to, and the others see it", () => {
    const room = new RoomInTest().hear(joined("ann-1"), joined("bob-1", 2)).hear(left("ann-1", 3));
    expect(room.told).toEqual(["table room"]);
  });

  it("who comes back is welcomed again", () => {
    const room = new RoomInTest().hear(joined("ann-1")).hear(left("ann-1")).hear(joined("ann-1", 3));
    expect(room.told).toEqual(["welcome ann-1", "table room", "you ann"]);
  });

  it("a view that goes away is said to be null", () => {
    const [you] = between({ you: '{"cards":["Ah"]}' }, {}).filter(({ topic }) => topic === "you");
    expect(JSON.parse(you?.message ?? "")).toMatchObject({ kind: "you", you: null });
  });

  it("whispers go to players only: never to a role, a peer or the room", () => {
    const room = new RoomInTest();
    const all = [
      room.hear(joined("ann-1"), joined("bob-1", 2)).messages,
      room.pick("ann", 41).messages,
      room.pick("bob", 42).messages,
      room.wait(ROUND_MS).strike().messages,
    ].flat();
    for (const { topic, target } of all) {
      expect(target.kind).toBe(
        { you: "player", welcome: "peer", table: "room", announcement: "", removal: "" }[topic],
      );
    }
  });

  /** What ann is told when her view and the table go from these to those. */
  function between(before: { you?: string; table?: string }, after: { you?: string; table?: string }) {
    const { state } = new RoomInTest().hear(joined("ann-1"));
    const views = ({ you, table = "{}" }: { you?: string; table?: string }): Views => ({
      table,
      tableBytes: bytes(table),
      you: new Map(you === undefined ? [] : [[playerId("ann"), you]]),
    });
    return messagesOf({
      game: highestNumber,
      roomId: ROOM,
      seq: 5,
      atMs: START_MS,
      before: { state, views: views(before) },
      after: { state, views: views(after) },
      events: [],
    });
  }

  it("a view or a table that is the same is not told again", () => {
    expect(between({ you: "1", table: "2" }, { you: "1", table: "2" })).toEqual([]);
    expect(between({ you: "1" }, { you: "2" }).map(({ topic }) => topic)).toEqual(["you"]);
    expect(between({ table: "1" }, { table: "2" }).map(({ topic }) => topic)).toEqual(["table"]);
  });

  it("carries time, number and type", () => {
    const [message] = between({ you: "1" }, { you: "2" });
    expect(message).toMatchObject({ seq: 5, atMs: START_MS, type: "custom_event" });
  });
});

describe("a table message", () => {
  const eventsOf = (message: string): readonly number[] =>
    (JSON.parse(message) as { events: { no: number }[] }).events.map(({ no }) => no);
  const event = (no: number, size: number): string => JSON.stringify({ no, text: "x".repeat(size) });
  const table = JSON.stringify({ name: "♠".repeat(300) });
  const write = (events: readonly string[], around = table) =>
    writeTable("poker", ROOM, 9, { events, table: around, tableBytes: bytes(around) }).message;

  it("has all events when they fit", () => {
    const events = Array.from({ length: 20 }, (_, i) => event(i, 50));
    expect(eventsOf(write(events))).toEqual(Array.from({ length: 20 }, (_, i) => i));
  });

  it("has the newest events that fit into 4,096 bytes", () => {
    const events = Array.from({ length: 100 }, (_, i) => event(i, 90));
    const message = write(events);
    expect(bytes(message)).toBeLessThanOrEqual(4096);
    expect(bytes(message)).toBeGreaterThan(4096 - 130);
    const kept = eventsOf(message);
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, i) => 100 - kept.length + i));
  });

  it("counts bytes, not characters", () => {
    const events = Array.from({ length: 30 }, (_, i) => JSON.stringify({ no: i, text: "♠".repeat(60) }));
    expect(bytes(write(events))).toBeLessThanOrEqual(4096);
  });

  it("uses the last byte", () => {
    const fixed = bytes(write([], "{}"));
    const fits = event(1, 4096 - fixed - bytes(event(1, 0)));
    expect(bytes(write([fits], "{}"))).toBe(4096);
    expect(eventsOf(write([fits], "{}"))).toEqual([1]);
    const two = [event(0, 0), event(1, 4096 - fixed - 2 * bytes(event(1, 0)) - 1)];
    expect(bytes(write(two, "{}"))).toBe(4096);
    expect(eventsOf(write(two, "{}"))).toEqual([0, 1]);
    expect(eventsOf(write([event(0, 1), ...two.slice(1)], "{}"))).toEqual([1]);
  });

  it("keeps the order: what does not fit takes everything older with it", () => {
    expect(eventsOf(write([event(0, 10), event(1, 4000), event(2, 10)]))).toEqual([2]);
  });

  it("has the table, whatever becomes of the events", () => {
    const huge = JSON.stringify({ name: "x".repeat(5000) });
    expect(JSON.parse(write([event(1, 1)], huge))).toMatchObject({
      events: [],
      table: { name: "x".repeat(5000) },
    });
  });
});

describe("an announcement", () => {
  it("goes out as it is", () => {
    const to = { kind: "role", role: "host" } as const;
    expect(announcementMessage({ message: "tea time", type: "chat", to }, 4, START_MS)).toEqual({
      seq: 4,
      topic: "announcement",
      target: to,
      type: "chat",
      message: "tea time",
      atMs: START_MS,
    });
  });
});

describe("ids in messages", () => {
  it("are written as JSON", () => {
    const named = { ...highestNumber, name: 'a "game"' };
    const state = newRoom(named, { roundMs: ROUND_MS }, "origin");
    const views: Views = { table: "{}", tableBytes: 2, you: new Map() };
    const [message] = messagesOf({
      game: named,
      roomId: ROOM,
      seq: 1,
      atMs: START_MS,
      before: { state, views: { ...views, table: "" } },
      after: { state, views },
      events: [],
    });
    expect(JSON.parse(message?.message ?? "")).toMatchObject({ game: 'a "game"', room: "room-1" });
  });
});
