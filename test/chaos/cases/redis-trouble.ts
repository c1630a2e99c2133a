import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { readMessage } from "../../../src/demo/message.ts";
import { seededRandom } from "../../../src/demo/random.ts";
import type { ChaosCase, Stage } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { House } from "../house.ts";
import { startRedisHouse } from "../redis-house.ts";
import { isChange, type RedisCommand, startRedisProxy } from "../redis-proxy.ts";
import { finish } from "./finish.ts";
import { postWebhook, replayOf } from "./post-webhook.ts";
import { seatRooms } from "./seat-rooms.ts";

export const lostReplies: ChaosCase = {
  no: 10,
  fault: "Redis' reply swallowed and the connection cut: to every 12th commit, then at random",
  expected: "each command has one effect and its answer",
  async run(stage) {
    const { house, proxy, start } = await houseBehindProxy(stage);
    await start();
    await seatRooms(house, [4, 5]);
    house.play();
    let struck = 0;
    let commits = 0;
    const strike = (isTime: boolean): "cut" | "pass" => {
      if (isTime) struck += 1;
      return isTime ? "cut" : "pass";
    };
    proxy.hook({
      onReply: (command, reply) => {
        commits += isChange(command, reply) ? 1 : 0;
        return strike(isChange(command, reply) && commits % 12 === 0);
      },
    });
    await until(
      () => struck >= 12,
      30_000,
      () => `only ${struck} replies to commits were swallowed`,
    );
    const random = seededRandom("swallow");
    proxy.hook({ onReply: (command) => strike(!isGreeting(command) && random() < 0.004) });
    await until(
      () => struck >= 24,
      30_000,
      () => `only ${struck} replies were swallowed`,
    );
    proxy.hook({});
    await finish(house, 1000);
    return { struck };
  },
};

export const clientsKilled: ChaosCase = {
  no: 15,
  fault: "All of Redis' clients killed every 150 ms for 3 s (CLIENT KILL)",
  expected: "play goes on, each command has one effect",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 5]);
    house.play();
    let struck = 0;
    for (let times = 0; times < 20; times += 1) {
      await delay(150);
      for (const server of house.redis.servers())
        struck += Number(await server.call("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"));
    }
    await finish(house, 2000);
    return { struck };
  },
};

export const outOfMemory: ChaosCase = {
  no: 16,
  fault: "Redis out of memory for 3 s",
  expected: "503 and no half effect; play goes on when there is memory again",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 5]);
    house.play();
    await delay(800);
    await giveMemory(house, "1mb");
    await delay(200);
    const [webhook] = house.emulator.webhooks.list();
    const [player] = house.players;
    if (webhook === undefined || player === undefined) throw new Error("nobody is seated");
    const { status } = await postWebhook(house, replayOf(webhook, { id: randomUUID(), isReplay: false }));
    expect(status === 503, `a webhook was answered ${status} without memory`);
    const { version } = await player.read();
    await delay(2800);
    expect((await player.read()).version === version, "something was committed without memory");
    await giveMemory(house, "0");
    const backMs = await until(
      async () => (await player.read()).version > version + 10,
      6000,
      "play did not go on",
    );
    await finish(house, 1000);
    return { struck: 1, note: `play goes on after ${(backMs / 1000).toFixed(1)} s` };
  },
};

export const scriptsFlushed: ChaosCase = {
  no: 17,
  fault: "Redis forgets its scripts every 100 ms (SCRIPT FLUSH)",
  expected: "nobody notices",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 5]);
    house.play();
    for (let times = 0; times < 20; times += 1) {
      await delay(100);
      await Promise.all(house.redis.servers().map((server) => server.script("FLUSH")));
    }
    await finish(house, 300);
    const silenceMs = house.longestSilenceMs();
    expect(silenceMs < 3000, `silent for ${silenceMs} ms`);
    return { struck: 20 };
  },
};

export const lostWrites: ChaosCase = {
  no: 18,
  fault: "A replica promoted that misses the newest commits",
  expected:
    "versions jump to the time in ms, `seq` never falls, everybody is told the table anew, no chip is lost",
  async run(stage) {
    const old = await startRedisHouse();
    stage.onEnd(() => old.stop());
    const house = await stage.house();
    const replica = house.redis;
    await replica.servers()[0]?.replicaof("127.0.0.1", old.port);
    await until(
      async () => (await replica.client.info("replication")).includes("master_link_status:up"),
      10_000,
      "the replica did not follow",
    );
    const proxy = await startRedisProxy(old.port);
    stage.onEnd(() => proxy.stop());
    await house.start("croupier", { redisUrl: proxy.url });
    // In the last room nothing happens by itself.
    const quiet = (await seatRooms(house, [4, 5, 1])).at(-1)?.[0];
    house.play();
    await delay(1500);
    await replica.servers()[0]?.replicaof("NO", "ONE");
    await delay(700);
    await old.kill();
    proxy.pointAt(replica.port);
    const toldMs = await until(
      () => quiet?.peer().received.some(({ message }) => readMessage(message).seq >= 1_000_000) === true,
      8000,
      "a room in which nobody moves was not told anything",
    );
    await finish(house, 3500, { refusalsAllowed: true, writesLost: true });
    const versions = await Promise.all(
      ["room-1", "room-2", "room-3"].map(async (roomId) => (await house.stored(roomId)).version),
    );
    expect(
      versions.every((version) => version >= 1_000_000),
      `versions ${versions.join()} did not jump`,
    );
    return { struck: 1, note: `an idle room is told after ${(toldMs / 1000).toFixed(1)} s` };
  },
};

async function giveMemory({ redis }: House, bytes: string): Promise<void> {
  await Promise.all(redis.servers().map((server) => server.config("SET", "maxmemory", bytes)));
}

/** A house, and a way to start Croupier there that talks to Redis through a proxy. */
export async function houseBehindProxy(stage: Stage, role: "all" | "web" = "all") {
  const house: House = await stage.house();
  const proxy = await startRedisProxy(house.redis.port);
  stage.onEnd(() => proxy.stop());
  const start = () => house.start("croupier", { redisUrl: proxy.url, role });
  return { house, proxy, start };
}

// What a client says before it does anything.
function isGreeting({ name }: RedisCommand): boolean {
  return ["HELLO", "INFO", "CLIENT", "AUTH", "SELECT"].includes(name);
}
