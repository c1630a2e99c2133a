import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { REASONS } from "../../src/rooms/health.ts";
import { doctorSays } from "../scenarios/doctor-says.ts";
import { type House, openHouse } from "../scenarios/house.ts";
import { callOrCheck, dealt, seen } from "../scenarios/play.ts";
import type { Player } from "../scenarios/player.ts";
import { until } from "../scenarios/until.ts";
import { startWatched, type Watched } from "./sentinels.ts";

const TAKEN_OVER_WITHIN_MS = 20_000;

describe("Redis behind sentinels", () => {
  let redis: Watched;
  let house: House;
  let players: readonly Player[];
  beforeAll(async () => {
    redis = await startWatched();
    house = await openHouse({ redisUrl: redis.url, env: { TABLE_NEXT_HAND_SECONDS: "0.1" } });
    const room = house.room("watched");
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
  }, 60_000);
  afterAll(async () => {
    await house.close();
    await redis.stop();
  }, 60_000);

  const health = async () => (await house.admin("/health")).body as { status: string; reasons: string[] };

  const doctor = () => doctorSays(redis.url, house.emulator);

  async function actAndHear(): Promise<void> {
    const { table } = await seen(players[0]!, "a turn", (answer) => answer.table.turn !== null);
    const { version } = await callOrCheck(players, table);
    await until("they are told", () =>
      players.every((player) => (player.received("table").at(-1)?.seq ?? 0) >= version),
    );
  }

  async function takesOver(strike: () => Promise<void>): Promise<void> {
    const before = await redis.masterPort();
    const struckAtMs = Date.now();
    await strike();
    await until(
      "another is the master",
      async () => (await redis.masterPort()) !== before,
      TAKEN_OVER_WITHIN_MS,
    );
    await until("all is well", async () => (await health()).status === "ok", TAKEN_OVER_WITHIN_MS);
    await actAndHear();
    // A replica may miss the newest commits, so everybody is told anew, under the time in ms.
    expect(players[0]!.received("table").at(-1)?.seq).toBeGreaterThan(struckAtMs);
    await actAndHear();
  }

  it("is found through them, and the doctor knows it", async () => {
    await until("all is well", async () => (await health()).status === "ok");
    await actAndHear();
    const said = await doctor();
    expect(said).toContain("each master of Redis has a replica (masters: 1)");
    expect(said).toContain("REDIS_URL names 3 sentinels");
  });

  it("is not connected to for a database that the master does not have", async () => {
    const astray = redis.url.replace("?", "/99?");
    expect(await doctorSays(astray, house.emulator)).toContain(
      "Redis refuses the connection: ERR DB index is out of range",
    );
  });

  it("plays on after the master was killed, and the doctor misses a replica", async () => {
    const [master] = redis.servers;
    await takesOver(async () => {
      await master.kill("SIGKILL");
      expect(await health()).toMatchObject({ status: "down", reasons: [REASONS.redisAway] });
      expect((await players[0]!.ask("table")).status).toBe(503);
    });
    expect(await doctor()).toContain("a master of Redis has no replica");
  }, 60_000);

  it("plays on after the next master froze, although no connection breaks", async () => {
    const [dead, master] = redis.servers;
    await redis.bringBack(dead);
    await until(
      "the one that came back is a replica",
      async () => (await doctor()).includes("each master of Redis has a replica (masters: 1)"),
      TAKEN_OVER_WITHIN_MS,
    );
    try {
      await takesOver(() => master.kill("SIGSTOP"));
    } finally {
      await master.kill("SIGCONT");
    }
  }, 90_000);
});
