import { setTimeout as delay } from "node:timers/promises";
import { seededRandom } from "../../../src/demo/random.ts";
import type { ChaosCase } from "../chaos-case.ts";
import { expect } from "../check.ts";
import type { House } from "../house.ts";
import { turnsOf } from "../stored.ts";
import { finish, isHomeGame } from "./finish.ts";
import { seatRooms } from "./seat-rooms.ts";

export const actionAgainstClock: ChaosCase = {
  no: 24,
  fault: "Actions in the very moment in which their time runs out",
  expected: "one of the two counts, and the player's answer says which",
  async run(stage) {
    const house = await stage.house({
      env: { TABLE_TURN_SECONDS: "0.15", TABLE_TIME_BANK_SECONDS: "0", TABLE_NEXT_HAND_SECONDS: "0.05" },
    });
    await house.start("web", { role: "web" });
    await house.start("worker", { role: "worker" });
    const random = seededRandom("close to the end");
    // Votes race as well, but not all of them: a hand is run twice only when nobody's comes too late.
    const thinkMs = (dueAt: string, duty: string): number =>
      duty.startsWith("vote") && random() < 0.7
        ? 8
        : Math.max(0, Date.parse(dueAt) - Date.now() - 8 + 16 * random());
    await seatRooms(house, [4, 5, 6], { thinkMs });
    house.play();
    // Nobody else brings back whom the clock sat out.
    for (let times = 0; times < 40 || (times < 200 && !(await isHomeGame(house))); times += 1) {
      await delay(200);
      await Promise.all(house.players.map((player) => sitInAgain(player)));
    }
    await finish(house, 0, { refusalsAllowed: true });
    const ends = (await Promise.all(["room-1", "room-2", "room-3"].map((id) => house.stored(id)))).flatMap(
      (room) => [...turnsOf(room).values()],
    );
    const played = ends.filter(({ timedOut }) => !timedOut).length;
    const timedOut = ends.length - played;
    expect(played > 10 && timedOut > 10, `${played} played and ${timedOut} timed out: no race`);
    return { struck: ends.length, note: `${played} played, ${timedOut} timed out` };
  },
};

async function sitInAgain(player: House["players"][number]): Promise<void> {
  const { table } = await player.read();
  if (table.seats.some((seat) => seat.player === player.name && seat.status === "sittingOut"))
    await player.command({ type: "sitIn", post: true });
}

export const stoppedUnderLoad: ChaosCase = {
  no: 25,
  fault: "SIGTERM under load: one of two processes in turn, then the only one",
  expected: "ended within its 10 s with code 0; nothing is missing, no turn is lost",
  async run(stage) {
    const house = await stage.house({ env: { TABLE_TURN_SECONDS: "10" } });
    const processes = {
      one: await house.start("one"),
      two: await house.start("two"),
    };
    await seatRooms(house, [4, 5, 4]);
    house.play();
    const tookMs: number[] = [];
    const stop = async (name: "one" | "two"): Promise<void> => {
      const ended = await processes[name].terminate();
      expect(ended.code === 0, `${name} ended with ${ended.code} after ${ended.tookMs.toFixed(0)} ms`);
      tookMs.push(ended.tookMs);
    };
    await delay(1000);
    await stop("one");
    await delay(700);
    processes.one = await house.start("one");
    await delay(700);
    await stop("two");
    await delay(700);
    await stop("one");
    await house.start("one");
    await finish(house, 1500);
    for (const roomId of ["room-1", "room-2", "room-3"]) {
      const lost = [...turnsOf(await house.stored(roomId))].filter(([, { timedOut }]) => timedOut);
      expect(lost.length === 0, `turns of ${roomId} ran out: ${lost.map(([id]) => id).join()}`);
    }
    return { struck: 3, note: `ended within ${(Math.max(...tookMs) / 1000).toFixed(1)} s` };
  },
};
