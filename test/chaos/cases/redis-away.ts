import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ChaosCase } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { House } from "../house.ts";
import { announce, readHealth } from "./admin.ts";
import { finish } from "./finish.ts";
import { postWebhook, replayOf } from "./post-webhook.ts";
import { seatRooms } from "./seat-rooms.ts";

/** 100ms waits longer; this is what Croupier promises. */
const REFUSES_WITHIN_MS = 2500;

export const downDuringWebhook: ChaosCase = {
  no: 11,
  fault: "Redis killed, then frozen, while webhooks arrive",
  expected: "not 200 within 2.5 s, and the retry succeeds",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4]);
    const slowest: number[] = [];
    const refuse = async (): Promise<void> => {
      const [join] = house.emulator.webhooks.list({ roomId: "room-1" });
      if (join === undefined) throw new Error("no webhook was sent");
      const posts = Array.from({ length: 5 }, () =>
        postWebhook(house, replayOf(join, { id: randomUUID(), isReplay: false })),
      );
      for (const { status, tookMs } of await Promise.all(posts)) {
        expect(status !== null && status !== 200, `answered ${status} without Redis`);
        slowest.push(tookMs);
      }
    };
    await house.redis.kill();
    const erin = house.seat("room-1", ["erin"]);
    await refuse();
    expect((await readHealth(house)).status === "down", "the health is not down without Redis");
    await house.redis.restart();
    await erin;
    await house.redis.signal("SIGSTOP");
    const frank = house.seat("room-1", ["frank"]);
    await refuse();
    await house.redis.signal("SIGCONT");
    await frank;
    const slowestMs = Math.max(...slowest);
    expect(slowestMs < REFUSES_WITHIN_MS, `a webhook was refused after ${slowestMs.toFixed(0)} ms`);
    await house.emulator.webhooks.settled();
    house.play();
    await finish(house, 800);
    return { struck: 2, note: `refused within ${(slowestMs / 1000).toFixed(1)} s` };
  },
};

export const killedUnderLoad: ChaosCase = {
  no: 12,
  fault: "Redis killed (-9) under load, three times",
  expected: "nothing that was acknowledged is lost, nothing happens twice",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 5, 6]);
    house.play();
    for (let times = 0; times < 3; times += 1) {
      await delay(1000);
      await house.redis.kill();
      await delay(300);
      await house.redis.restart();
    }
    await finish(house, 2500);
    return { struck: 3 };
  },
};

export const downWhileIdle: ChaosCase = {
  no: 13,
  fault: "Redis down for 9 s while the workers idle",
  expected: "consuming within 2 s of its return",
  async run(stage) {
    const house = await stage.house();
    await house.start("web", { role: "web" });
    await house.start("worker", { role: "worker" });
    await seatRooms(house, [4]);
    await delay(1500);
    await house.redis.kill();
    await delay(9000);
    await house.redis.restart();
    const backMs = await heardWithin(house, 4000);
    expect(backMs < 2000, `the worker delivered ${backMs.toFixed(0)} ms after Redis came back`);
    house.play();
    await finish(house, 1000);
    return {
      struck: 1,
      silenceMs: backMs,
      note: `delivered ${(backMs / 1000).toFixed(1)} s after its return`,
    };
  },
};

export const frozen: ChaosCase = {
  no: 14,
  fault: "Redis frozen (SIGSTOP) for 8 s under load",
  expected: "requests are answered within 2.5 s all the time, play goes on within 3 s",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 5]);
    house.play();
    await delay(1000);
    await house.redis.signal("SIGSTOP");
    await delay(1000);
    const readings = house.players.map((player) => player.read());
    await delay(7000);
    await house.redis.signal("SIGCONT");
    await Promise.all(readings);
    await finish(house, 4000);
    const slowestMs = Math.max(...house.players.map((player) => player.slowestMs()));
    expect(slowestMs < REFUSES_WITHIN_MS, `a player waited ${slowestMs.toFixed(0)} ms for an answer`);
    const silenceMs = house.longestSilenceMs();
    expect(silenceMs < 11_000, `silent for ${silenceMs} ms`);
    return { struck: 1, note: `slowest answer ${(slowestMs / 1000).toFixed(1)} s` };
  },
};

async function heardWithin(house: House, withinMs: number): Promise<number> {
  const peers = house.players.map((player) => player.peer());
  return await until(
    async () => {
      if (peers.every(({ received }) => received.some(({ message }) => message === "we are back")))
        return true;
      if (!house.emulator.sentMessages.some(({ body }) => body.includes("we are back")))
        await announce(house, "room-1", "we are back");
      return false;
    },
    withinMs,
    "nothing was delivered after Redis came back",
  );
}
