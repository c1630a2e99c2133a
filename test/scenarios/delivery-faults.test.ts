import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import type { FaultSettings } from "../../src/emulator/fault-rule.ts";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";

type Fault = NonNullable<FaultSettings["rest"]>[number];

describe("100ms is in trouble", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "600" } });
  });
  afterEach(() => house.emulator.faults.clear());
  afterAll(() => house.close());

  async function headsUp(id: string): Promise<{ room: Room; players: Player[] }> {
    const room = house.room(id);
    const players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
    await room.settled();
    return { room, players };
  }
  const sendMessage = (fault: object, roomId: string) =>
    house.emulator.faults.set({ rest: [{ endpoint: "send-message", roomId, ...fault } as Fault] });

  /** Six actions, one after the other. */
  async function play(players: readonly Player[]): Promise<number> {
    let { table, version } = await players[0]!.table();
    for (let times = 0; times < 6; times += 1) {
      ({ table, version } = await callOrCheck(players, table));
    }
    return version;
  }

  /** The newest view is there, numbers rise per kind, and views of the table that were left out have left their events. */
  async function expectCaughtUp(room: Room, players: readonly Player[], version: number): Promise<void> {
    await room.settled();
    for (const player of players) {
      const { you, table } = await player.table();
      await until("the newest table is told", () => player.received("table").at(-1)?.seq === version);
      expect(player.received("table").at(-1)?.table).toEqual(table);
      expect(player.received("you").at(-1)?.you).toEqual(you);
      const seqs = player.peer.received.map(({ message }) => JSON.parse(message).seq as number);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    }
    const events = players[0]!.received("table").flatMap((message) => message.events.map(({ type }) => type));
    const acted = events.filter((type) => ["Called", "Checked"].includes(type));
    expect(acted.length).toBeGreaterThanOrEqual(6);
    expect(await house.redis.exists(room.key("dead"))).toBe(0);
  }

  it.each<[string, object]>([
    ["500s", { effect: "answer", status: 500, times: 2 }],
    ["503s now and then", { effect: "answer", status: 503, probability: 0.4 }],
    ["a gateway's 502 in HTML", { effect: "answer", status: 502, times: 3, body: "<html>" }],
    ["connections that break before the message is taken", { effect: "reset", when: "before", times: 3 }],
    ["slow answers", { effect: "delay", delayMs: 0, maxDelayMs: 60 }],
    ["a key refused for a while", { effect: "answer", status: 401, times: 5 }],
  ])("delivers everything once and in order through %s", async (what, fault) => {
    const { room, players } = await headsUp(what.replaceAll(/\W/g, "-"));
    sendMessage(fault, room.id);
    const version = await play(players);
    await expectCaughtUp(room, players, version);
    for (const { body } of room.sent()) {
      expect(room.sent().filter((sent) => sent.body === body)).toHaveLength(1);
    }
  });

  it("sends again what 100ms had taken when the connection broke", async () => {
    const { room, players } = await headsUp("reset-after");
    sendMessage({ effect: "reset", when: "after", times: 3 }, room.id);
    const version = await play(players);
    await expectCaughtUp(room, players, version);
    const bodies = room.sent().map(({ body }) => body);
    expect(bodies.length - new Set(bodies).size).toBe(3);
  });

  it("waits as long as a 429 asks for, and not longer", async () => {
    const { room, players } = await headsUp("throttled");
    sendMessage({ effect: "answer", status: 429, headers: { "retry-after": "1" }, times: 1 }, room.id);
    const startedAtMs = Date.now();
    const version = await play(players);
    await expectCaughtUp(room, players, version);
    const first = room.sent().find(({ atMs }) => atMs > startedAtMs);
    expect((first?.atMs ?? 0) - startedAtMs).toBeGreaterThanOrEqual(1000);
    expect((first?.atMs ?? 0) - startedAtMs).toBeLessThan(2000);
  });

  it("tells a room everything promptly while 100ms throttles several others", async () => {
    const others = [1, 2, 3, 4, 5].map((no) => house.room(`over-its-limit-${no}`));
    const { room } = await headsUp("within-its-limit");
    house.emulator.faults.set({
      rest: others.map(({ id }) => ({
        endpoint: "send-message",
        roomId: id,
        effect: "answer",
        status: 429,
      })),
    });
    for (const other of others) await other.join("carol");
    for (let times = 0; times < 20; times += 1) {
      const startedAtMs = Date.now();
      const told = room.sent().length;
      await room.admin("/messages", { message: "hello" });
      await until("it is told", () => room.sent().length > told);
      expect(Date.now() - startedAtMs).toBeLessThan(500);
    }
    expect(others.flatMap((other) => other.sent())).toEqual([]);
  });

  it("catches a room up with few messages after an outage, while other rooms go on", async () => {
    const [{ room, players }, other] = [await headsUp("outage"), await headsUp("elsewhere")];
    const told = room.sent().length;
    sendMessage({ effect: "answer", status: 500 }, room.id);
    const version = await play(players);
    const elsewhere = await play(other.players);
    await expectCaughtUp(other.room, other.players, elsewhere);
    expect(room.sent()).toHaveLength(told);
    house.emulator.faults.clear();
    await expectCaughtUp(room, players, version);
    expect(room.sent().length - told).toBeLessThanOrEqual(6);
  });

  it("puts a message that is refused for good aside, and goes on", async () => {
    const { room, players } = await headsUp("refused");
    sendMessage({ effect: "answer", status: 400, times: 1 }, room.id);
    const first = await callOrCheck(players, (await players[0]!.table()).table);
    await room.settled();
    const { version, table } = await callOrCheck(players, first.table);
    await room.settled();
    const dead = await house.redis.xrange(room.key("dead"), "-", "+");
    expect(dead).toHaveLength(1);
    expect(players[1]!.received("table").at(-1)).toMatchObject({ seq: version, table });
    const inspection = await room.admin("");
    expect(inspection.body["dead"]).toMatchObject([
      { topic: "table", to: "room", reason: expect.any(String) },
    ]);
    expect(inspection.body["undelivered"]).toEqual([]);
    const { you } = await players[0]!.table();
    expect(inspection.text).not.toContain(JSON.stringify(you?.cards));
    expect(house.log.filter(({ level }) => level === "error")).toHaveLength(1);
  });
});
