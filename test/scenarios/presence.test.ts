import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt, onTurn, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";
import type { Table } from "./views.ts";

const TURN_SECONDS = 0.4;
const seatOf = ({ seats }: Table, { userId }: Player) => seats.find(({ player }) => player === userId);

describe("people come and go", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "600" } });
  });
  afterAll(() => house.close());

  async function headsUp(id: string): Promise<{ room: Room; alice: Player; bob: Player }> {
    const room = house.room(id);
    const [alice, bob] = [await room.join("alice"), await room.join("bob")];
    await dealt(alice, 2);
    return { room, alice, bob };
  }

  it("tells both tabs of a user the same", async () => {
    const { room, alice, bob } = await headsUp("tabs");
    const second = await room.join("alice");
    await until("the second tab is welcomed", () => second.received("welcome").length === 1);
    const { table } = await alice.table();
    expect(table.seats).toHaveLength(2);
    await callOrCheck([alice, bob], table);
    const { version, you } = await alice.table();
    for (const tab of [alice, second]) {
      const told = await until(`${tab.peer.peerId} is told`, () =>
        tab.received("you").find(({ seq }) => seq === version),
      );
      expect(told.you).toEqual(you);
    }
    expect(second.received("welcome")[0]?.you?.cards).toEqual(you?.cards);
    expect(JSON.stringify(bob.peer.received)).not.toContain(JSON.stringify(you?.cards));
    second.leave();
    await until("the tab is gone", async () => (await house.redis.hlen(room.key("peers"))) === 2);
    expect(seatOf((await bob.table()).table, alice)?.connected).toBe(true);
  });

  it("keeps seat and cards through a reload, whose old leave comes last", async () => {
    const { room, alice, bob } = await headsUp("reload");
    const before = await alice.table();
    const again = await alice.reload({ oldLeavesAfterMs: 30 });
    const welcome = await until("the new tab is welcomed", () => again.received("welcome")[0]);
    expect(welcome.you).toEqual(before.you);
    await until("the old tab is gone", async () => {
      return (await house.redis.hexists(room.key("peers"), alice.peer.peerId)) === 0;
    });
    const after = await again.table();
    expect(after.you).toEqual(before.you);
    expect(after.table).toEqual(before.table);
    expect(bob.received("table").every(({ table }) => seatOf(table, alice)?.connected !== false)).toBe(true);
    await callOrCheck([again, bob], after.table);
  });

  it("keeps the turn when webhooks come twice and in the wrong order", async () => {
    const { room, alice, bob } = await headsUp("disorder");
    house.emulator.faults.set({
      webhooks: [
        { roomId: "disorder", effect: "duplicate", copies: 2 },
        { roomId: "disorder", effect: "delay", delayMs: 0, maxDelayMs: 60 },
      ],
    });
    let tab = alice;
    for (let times = 0; times < 5; times += 1) tab = await tab.reload();
    await house.emulator.webhooks.settled();
    house.emulator.faults.clear();
    const peers = Object.keys(await house.redis.hgetall(room.key("peers")));
    expect(peers.sort()).toEqual([tab.peer.peerId, bob.peer.peerId].sort());
    const { table, you } = await tab.table();
    expect(seatOf(table, alice)).toMatchObject({ connected: true, status: "in" });
    expect(you?.cards).toHaveLength(2);
  });
});

describe("somebody leaves in the middle of a hand", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({
      env: { TABLE_TURN_SECONDS: String(TURN_SECONDS), TABLE_NEXT_HAND_SECONDS: "600" },
    });
  });
  afterAll(() => house.close());

  async function two(id: string) {
    const room = house.room(id);
    const players = [await room.join("alice"), await room.join("bob")];
    const { table } = await dealt(players[0]!, 2);
    const small = onTurn(players, table);
    return { room, table, small, big: players.find((player) => player !== small)! };
  }

  it("folds for them when the clock of their turn has run out, without a time bank", async () => {
    const { table, small, big } = await two("fold");
    const dueAtMs = Date.parse(table.turn?.dueAt ?? "");
    small.leave("websocket closed");
    await seen(big, "the seat as left", (answer) => seatOf(answer.table, small)?.connected === false);
    const over = await seen(big, "the fold", (answer) => answer.table.hand?.results !== null);
    expect(Date.now()).toBeGreaterThanOrEqual(dueAtMs);
    expect(Date.now() - dueAtMs).toBeLessThan(1000);
    expect(over.table.hand?.results).toEqual([{ player: big.userId, chips: 2, handName: null }]);
    expect(seatOf(over.table, small)).toMatchObject({ stack: 199, connected: false, cards: null });
  });

  it("checks for them when that is free", async () => {
    const { table, small, big } = await two("check");
    big.leave();
    await seen(small, "the seat as left", (answer) => seatOf(answer.table, big)?.connected === false);
    await small.does({ type: "act", turn: table.turn?.id, action: "call" });
    const flop = await seen(small, "the flop", (answer) => answer.table.hand?.street !== "preflop");
    expect(flop.table.hand?.board).toHaveLength(3);
    expect(seatOf(flop.table, big)).toMatchObject({ status: "in", stack: 198 });
  });

  it("welcomes them back with their own cards", async () => {
    const { room, small, big, table } = await two("return");
    const { you } = await small.table();
    small.leave();
    await seen(big, "the seat as left", (answer) => seatOf(answer.table, small)?.connected === false);
    const again = await room.join(small.userId);
    const welcome = await until("they are welcomed", () => again.received("welcome")[0]);
    expect(welcome.you).toMatchObject({ player: small.userId, cards: you?.cards, legal: you?.legal });
    expect(seatOf(welcome.table, small)).toMatchObject({ connected: true, status: "in" });
    const answer = await again.does({ type: "act", turn: table.turn?.id, action: "call" });
    expect(answer.table.turn?.player).toBe(big.userId);
  });
});
