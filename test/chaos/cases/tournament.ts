import { setTimeout as delay } from "node:timers/promises";
import type { ChaosCase } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { House } from "../house.ts";
import { finish } from "./finish.ts";
import { seatRooms } from "./seat-rooms.ts";

const ROOMS = ["room-1", "room-2"];

/** Blinds that end a tournament soon, by the third level. */
const ENV = {
  TABLE_MODE: "sitAndGo",
  TABLE_SEATS: "4",
  TABLE_PAYOUTS: "60,40",
  TABLE_LEVELS: "50/100,500/1000,5000/10000",
  TABLE_LEVEL_HANDS: "4",
  TABLE_STRADDLE: "off",
  TABLE_RUN_IT_TWICE: "false",
  TABLE_BOMB_POT_EVERY: "0",
  TABLE_SEVEN_DEUCE: "0",
  TABLE_MOVING_BUTTON: "false",
  // The result stays on show.
  TABLE_NEXT_HAND_SECONDS: "0.4",
};

export const tournamentKilled: ChaosCase = {
  no: 27,
  fault:
    "Two sit and gos of four while web and worker are killed (-9) in turn, from the first hand to the prizes",
  expected: "each tournament has one winner, the prizes are what was bought in, and nothing happens twice",
  async run(stage) {
    const house = await stage.house({ env: ENV });
    const processes = [
      await house.start("web", { role: "web" }),
      await house.start("worker", { role: "worker" }),
    ];
    await seatRooms(house, [4, 4]);
    house.play();
    let struck = 0;
    while (!(await areOver(house)) && struck < 60) {
      const at = struck % 2;
      await delay(900);
      await processes[at]?.kill();
      processes[at] = await house.start(at === 0 ? "web" : "worker", { role: at === 0 ? "web" : "worker" });
      struck += 1;
    }
    await until(() => areOver(house), 20_000, "the tournaments did not end");
    await finish(house, 1500);
    for (const roomId of ROOMS) {
      const { table } = await house.stored(roomId);
      const paid = table.ledger.accounts.map(({ boughtIn, cashedOut }) => [boughtIn, cashedOut]);
      expect(
        paid.every(([boughtIn]) => boughtIn === 10_000),
        `${roomId}: not one buy-in each: ${paid.join(" ")}`,
      );
      const prizes = paid.map(([, cashedOut = 0]) => cashedOut).toSorted((one, other) => other - one);
      expect(prizes.join() === "24000,16000,0,0", `${roomId}: prizes ${prizes.join()}`);
      expect(table.tournament?.phase === "cleared", `${roomId}: ${table.tournament?.phase}`);
    }
    return { struck };
  },
};

async function areOver(house: House): Promise<boolean> {
  const rooms = await Promise.all(ROOMS.map((roomId) => house.stored(roomId)));
  return rooms.every(({ table }) => table.tournament !== undefined && table.tournament.phase !== "running");
}
