import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import type { Player } from "./player.ts";
import type { Room } from "./room.ts";
import { until } from "./until.ts";
import { chipsOf, type Table } from "./views.ts";

describe("several processes", () => {
  let house: House;
  afterEach(() => house.close());

  const numbersOf = ({ peer }: Player) =>
    peer.received.map(({ message }) => JSON.parse(message).seq as number);

  it("keep messages until a worker comes", async () => {
    house = await openHouse({ processes: [{ ROLE: "web" }] });
    const room = house.room("waiting");
    const players = [await room.join("alice"), await room.join("bob")];
    await house.emulator.webhooks.settled();
    const { table } = await dealt(players[0]!, 2);
    const { version } = await callOrCheck(players, table);
    expect(room.sent()).toEqual([]);
    expect(await house.redis.xlen(room.key("outbox"))).toBeGreaterThanOrEqual(5);
    const health = await house.admin("/health");
    expect(health.body).toMatchObject({ status: "degraded", queues: { workers: 0, waiting: 1 } });

    const worker = await house.open({ ROLE: "worker" });
    expect(worker.url).toBe("");
    await room.settled();
    for (const player of players) {
      expect(player.received("welcome")).toHaveLength(1);
      expect(player.received("table").at(-1)?.seq).toBe(version);
      expect(player.received("you").at(-1)?.you).toEqual((await player.table()).you);
      expect(numbersOf(player)).toEqual(numbersOf(player).toSorted((a, b) => a - b));
    }
    await until("all is well", async () => (await house.admin("/health")).body["status"] === "ok");
  });

  it("keep the clocks by whichever worker is there", async () => {
    const env = { TABLE_TURN_SECONDS: "0.2", TABLE_TIME_BANK_SECONDS: "0", TABLE_NEXT_HAND_SECONDS: "0.05" };
    house = await openHouse({ processes: [{ ROLE: "web" }], env });
    const room = house.room("clocks");
    const players = [await room.join("alice"), await room.join("bob")];
    await house.emulator.webhooks.settled();
    await dealt(players[0]!, 2, 1);
    const first = await house.open({ ROLE: "worker" });
    await until("the first hand is over", async () => (await players[0]!.table()).table.hand?.no === 2);
    await first.stop();
    const { table } = await players[0]!.table();
    await house.open({ ROLE: "worker" });
    await until("the turn has passed", async () => {
      return (await players[0]!.table()).table.turn?.id !== table.turn?.id;
    });
  });

  it("lose nothing when one is stopped under load and another one starts", async () => {
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "0.02", TABLE_SEATS: "3" } });
    const tables: { room: Room; players: Player[] }[] = [];
    for (const id of ["first", "second", "third", "fourth"]) {
      const room = house.room(id);
      const players: Player[] = [];
      for (const name of ["alice", "bob", "carol"]) players.push(await room.join(name));
      tables.push({ room, players });
    }
    for (const { room, players } of tables) {
      await room.settled();
      await dealt(players[0]!, 2);
    }
    const old = house.url();
    let isPlaying = true;
    const games = tables.map(({ players }) => keepPlaying(players, () => isPlaying));
    await until("they play", () => house.emulator.sentMessages.length > 200);

    const [leaving] = house.running();
    const startedAtMs = performance.now();
    await leaving?.stop();
    expect(performance.now() - startedAtMs).toBeLessThan(3000);
    expect(house.running()).toHaveLength(0);
    const told = house.emulator.sentMessages.length;
    house.moveTo(await house.open());
    expect(house.url()).not.toBe(old);
    await until("they play on", () => house.emulator.sentMessages.length > told + 200);
    isPlaying = false;
    await Promise.all(games);

    for (const { room, players } of tables) {
      await room.admin("/pause");
      await room.settled();
      const { version, table } = await players[0]!.table();
      expect(chipsOf(table)).toBe(600);
      expect(await house.redis.xlen(room.key("events"))).toBe(version);
      expect(await house.redis.exists(room.key("dead"))).toBe(0);
      for (const player of players) {
        expect(player.received("table").at(-1)).toMatchObject({ seq: version, table });
        expect(player.received("you").at(-1)?.you).toEqual((await player.table()).you);
        expect(numbersOf(player)).toEqual(numbersOf(player).toSorted((a, b) => a - b));
      }
    }
  });

  /** Plays as people do whose requests may get lost: the same request again. */
  async function keepPlaying(players: readonly Player[], isPlaying: () => boolean): Promise<void> {
    while (isPlaying()) {
      const request = { id: randomUUID(), ...(await move(players)) };
      await until("the request is answered", () => ask(players, request));
    }
  }

  async function move(players: readonly Player[]): Promise<{ player: string; command: object }> {
    const { turn } = await until("there is a turn", async () => {
      const seen = await tableOf(players[0]!);
      return seen?.turn === null ? null : seen;
    });
    return {
      player: turn?.player ?? "",
      command: { type: "act", turn: turn?.id, action: turn?.canCheck === true ? "check" : "call" },
    };
  }

  async function tableOf(player: Player): Promise<Table | null> {
    try {
      return (await player.table()).table;
    } catch {
      return null;
    }
  }

  async function ask(
    players: readonly Player[],
    { id, player, command }: { id: string; player: string; command: object },
  ): Promise<number | null> {
    try {
      const { status } = await players.find(({ userId }) => userId === player)!.command(command, id);
      return status === 503 ? null : status;
    } catch {
      return null;
    }
  }
});
