import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import { until } from "./until.ts";

const SPECTATORS = 80;

describe("a crowd that comes while a hand is played", () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ env: { PLAYER_ROLES: "player", TABLE_NEXT_HAND_SECONDS: "600" } });
  });
  afterAll(() => house.close());

  it("keeps no player waiting, and everybody is told the table", async () => {
    const room = house.room("crowded");
    const players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    let { table, version } = await dealt(players[0]!, 2);
    await room.settled();
    house.emulator.faults.set({ rest: [{ endpoint: "send-message", effect: "delay", delayMs: 60 }] });
    const spectators = await Promise.all(
      Array.from({ length: SPECTATORS }, (_, no) => room.join(`fan ${no}`, { role: "spectator" })),
    );
    await house.emulator.webhooks.settled();
    for (let turns = 0; turns < 4; turns += 1) {
      const startedAtMs = Date.now();
      ({ table, version } = await callOrCheck(players, table));
      await until("the players are told", () =>
        players.every((player) => player.received("table").at(-1)?.seq === version),
      );
      expect(Date.now() - startedAtMs).toBeLessThan(1500);
    }
    await room.settled();
    for (const { peer } of spectators) {
      const told = peer.received.map(({ message }) => JSON.parse(message) as { seq: number; table: unknown });
      expect(told.at(-1)).toMatchObject({ seq: version, table });
      expect(told.map(({ seq }) => seq)).toEqual(told.map(({ seq }) => seq).toSorted((a, b) => a - b));
    }
  }, 60_000);
});
