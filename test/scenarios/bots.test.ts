import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, seen } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";
import { chipsOf } from "./views.ts";

describe("one human and three bots of the house", () => {
  let house: House;
  let room: Room;
  let alice: Player;
  beforeEach(async () => {
    house = await openHouse({ env: { TABLE_BOT_SECONDS: "0.05" } });
    room = house.room("parlour");
    alice = await room.join("alice", { role: "host" });
    await room.settled();
  });
  afterEach(() => house.close());

  const addBots = async () => {
    for (const strength of ["random", "tight", "equity"])
      expect((await alice.does({ type: "addBot", strength })).table.seats.at(-1)).toMatchObject({
        bot: true,
        strength,
      });
  };
  /** Alice calls on her turns until that hand is on the table. */
  const playUntilHand = (no: number) =>
    until(`hand ${no}`, async () => {
      const answer = await alice.table();
      if ((answer.table.hand?.no ?? 0) >= no) return answer;
      if (answer.table.turn?.player === "alice") await callOrCheck([alice], answer.table);
      return false;
    });

  it("play hands", async () => {
    await addBots();
    const { table } = await playUntilHand(4);
    const rebuys = table.seats.length * 200;
    expect(chipsOf(table)).toBeGreaterThanOrEqual(rebuys);
    expect(chipsOf(table) % 200).toBe(0);
    expect(table.seats.map(({ player, name }) => [player, name])).toEqual([
      ["alice", "alice"],
      ["house:bot-1", "Bot Blaise"],
      ["house:bot-2", "Bot Carl"],
      ["house:bot-3", "Bot Daniel"],
    ]);
  });

  it("are told nothing, and nobody is told their cards", async () => {
    await addBots();
    await playUntilHand(3);
    await room.settled();
    for (const { game, fields } of room.sent()) {
      if (fields.peer_id !== undefined) expect(fields.peer_id).toBe(alice.peer.peerId);
      if (game !== null && game.kind !== "table") expect(game.you?.player ?? "alice").toBe("alice");
    }
  });

  it("do not let anybody in under their name", async () => {
    await addBots();
    const thief = await room.join("house:bot-1");
    await room.settled();
    const { table, you } = await thief.table();
    expect([table.seats.length, you]).toEqual([4, null]);
    expect(await thief.command({ type: "stand" })).toMatchObject({
      status: 409,
      body: { code: "not_in_room" },
    });
    await playUntilHand(2);
    await room.settled();
    expect(thief.received("you")).toEqual([]);
    for (const { you: view } of thief.received("welcome")) expect(view).toBeNull();
    const history = await house.http(`${house.url()}/v1/rooms/parlour/hands`, {
      headers: { authorization: `Bearer ${thief.peer.authToken}` },
    });
    expect(history.status).toBe(409);
  });

  it("are played on by another worker when theirs is gone", async () => {
    await house.close();
    house = await openHouse({ processes: [{ ROLE: "web" }], env: { TABLE_BOT_SECONDS: "0.05" } });
    room = house.room("parlour");
    const worker = await house.open({ ROLE: "worker" });
    alice = await room.join("alice", { role: "host" });
    await room.settled();
    await addBots();
    await playUntilHand(2);
    await worker.stop();
    const stuck = await until("a bot is to act", async () => {
      const answer = await alice.table();
      if (answer.table.turn?.player === "alice") await callOrCheck([alice], answer.table);
      return answer.table.turn?.player.startsWith("house:") === true && answer;
    });
    await house.open({ ROLE: "worker" });
    await seen(alice, "the bot's turn is over", ({ table }) => table.turn?.id !== stuck.table.turn?.id);
  });

  it("stop when the human has left, and go on when they are back before the session is over", async () => {
    await house.close();
    house = await openHouse({
      env: { TABLE_BOT_SECONDS: "0.05", TABLE_TURN_SECONDS: "0.5" },
      emulator: { sessionCloseDelayMs: 60_000 },
    });
    room = house.room("parlour");
    alice = await room.join("alice", { role: "host" });
    await room.settled();
    await addBots();
    alice.leave();
    await room.settled();
    const version = await until("the table waits", async () => {
      const stored = await house.redis.hget(room.key("room"), "state");
      const state = JSON.parse(stored ?? "{}") as { game: { phase: string } };
      return state.game.phase === "waiting" && (await room.version());
    });
    await new Promise((resolve) => void setTimeout(resolve, 300));
    expect(await room.version()).toBe(version);
    alice = await room.join("alice", { role: "host" });
    await playUntilHand(2);
  });
});
