import { randomUUID, type UUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { seededRandom } from "../../../src/demo/random.ts";
import type { ChaosCase } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import type { House } from "../house.ts";
import { peersAtPlatform, readHealth } from "./admin.ts";
import { finish } from "./finish.ts";
import { postWebhook, replayOf } from "./post-webhook.ts";
import { seatRooms } from "./seat-rooms.ts";

export const twiceAtOnce: ChaosCase = {
  no: 1,
  fault: "Each webhook twice, and five times, at the same moment",
  expected: "one is accepted, the others are duplicates, one effect",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    house.emulator.faults.set({ webhooks: [{ effect: "duplicate", copies: 1, roomId: "room-1" }] });
    await seatRooms(house, [4]);
    house.emulator.faults.set({ webhooks: [{ effect: "duplicate", copies: 4 }] });
    await house.seat("room-2", ["alice", "bob", "carol", "dave", "erin"]);
    await house.emulator.webhooks.settled();
    const sent = house.emulator.webhooks.list();
    const attempts = sent.flatMap((webhook) => webhook.attempts);
    const { webhooks } = await readHealth(house);
    expect(
      attempts.every(({ status }) => status === 200),
      "a copy was not answered 200",
    );
    expect(webhooks.accepted === sent.length, `${webhooks.accepted} accepted of ${sent.length}`);
    expect(
      webhooks.duplicate === attempts.length - sent.length,
      `${webhooks.duplicate} duplicates of ${attempts.length} copies`,
    );
    for (const [roomId, players] of [
      ["room-1", 4],
      ["room-2", 5],
    ] as const)
      expect((await joinsOf(house, roomId)) === players, `${roomId}: not ${players} joins`);
    house.play();
    await finish(house, 1000);
    return { struck: attempts.length - sent.length };
  },
};

export const duplicateAfterRestart: ChaosCase = {
  no: 2,
  fault: "Every webhook again after kill -9 and a new start",
  expected: "all are duplicates, the room's version stays",
  async run(stage) {
    const house = await stage.house();
    const first = await house.start("croupier");
    await seatRooms(house, [4, 5]);
    house.play();
    await delay(800);
    await house.rest();
    await first.kill();
    await house.start("croupier");
    await house.settled();
    const struck = await replayAll(house, "duplicate", (webhook) => replayOf(webhook, { isReplay: false }));
    house.play();
    await finish(house, 800);
    return { struck };
  },
};

export const replayWithSameIds: ChaosCase = {
  no: 4,
  fault: "Replay of processed webhooks with the same ids",
  expected: "all are duplicates; version, peers and seats stay",
  async run(stage) {
    const house = await quietTable(await stage.house());
    const struck = await replayAll(house, "duplicate", (webhook) => replayOf(webhook));
    house.play();
    await finish(house, 800);
    return { struck };
  },
};

export const replayWithNewIds: ChaosCase = {
  no: 5,
  fault: "Replay of processed webhooks with new ids",
  expected: "all are accepted without effect; version, peers and seats stay",
  async run(stage) {
    const house = await quietTable(await stage.house());
    const struck = await replayAll(house, "accepted", (webhook) => replayOf(webhook, { id: randomUUID() }));
    house.play();
    await finish(house, 800);
    return { struck };
  },
};

export const replayAmongLive: ChaosCase = {
  no: 7,
  fault: "Replay among live webhooks: reloads, joins and leaves under play",
  expected: "in the end the peers are those that 100ms has",
  async run(stage) {
    // A visitor may be dealt in as the big blind and be gone by their turn.
    const house = await quietTable(await stage.house({ env: { TABLE_TURN_SECONDS: "3" } }));
    house.play();
    let struck = 0;
    const over = new AbortController();
    const random = seededRandom("replays");
    const replaying = (async () => {
      while (!over.signal.aborted) {
        const sent = house.emulator.webhooks.list();
        const webhook = sent[Math.floor(random() * sent.length)];
        if (webhook !== undefined && webhook.state === "delivered") {
          const id = random() < 0.5 ? (webhook.id as UUID) : randomUUID();
          const { status } = await postWebhook(house, replayOf(webhook, { id, isReplay: random() < 0.7 }));
          expect(status === 200, `a replay was answered ${status}`);
          struck += 1;
        }
        await delay(15);
      }
    })();
    for (const player of house.players.slice(0, 4)) {
      player.adopt(await player.peer().reload({ oldLeavesAfterMs: 150 }));
      const visitor = await house.emulator.join(player.roomId, { userId: "visitor", role: "player" });
      await delay(300);
      visitor.leave();
      await delay(200);
    }
    over.abort();
    await replaying;
    await finish(house, 500);
    for (const roomId of ["room-1", "room-2"]) await expectPeersOfPlatform(house, roomId);
    return { struck };
  },
};

async function expectPeersOfPlatform(house: House, roomId: string): Promise<void> {
  const there = [...(await peersAtPlatform(house, roomId))].sort().join();
  await until(
    async () =>
      Object.keys((await house.stored(roomId)).peers)
        .sort()
        .join() === there,
    3000,
    `the peers of ${roomId} are not those that 100ms has`,
  );
}

async function quietTable(house: House): Promise<House> {
  await house.start("croupier");
  await seatRooms(house, [4, 5]);
  const [first] = house.players;
  first?.adopt(await first.peer().reload({ oldLeavesAfterMs: 100 }));
  house.play();
  await delay(600);
  await house.rest();
  await house.emulator.webhooks.settled();
  await house.settled();
  return house;
}

async function replayAll(
  house: House,
  expected: string,
  write: (webhook: Parameters<typeof replayOf>[0]) => string,
): Promise<number> {
  const roomIds = ["room-1", "room-2"];
  for (const roomId of roomIds) await until(() => isWaitedFor(house, roomId), 3000, "nobody is to act");
  await house.settled();
  const before = await Promise.all(roomIds.map((roomId) => stateOf(house, roomId)));
  const sent = house.emulator.webhooks.list();
  const answers = await Promise.all(sent.map((webhook) => postWebhook(house, write(webhook))));
  for (const { status, outcome } of answers)
    expect(status === 200 && outcome === expected, `answered ${status} ${outcome} instead of ${expected}`);
  await delay(500);
  const after = await Promise.all(roomIds.map((roomId) => stateOf(house, roomId)));
  for (const [i, state] of after.entries())
    expect(
      isDeepStrictEqual(state, before[i]),
      `a replay changed a room: ${JSON.stringify(before[i])} to ${JSON.stringify(state)}`,
    );
  return sent.length;
}

// While somebody is to act, to vote or to buy in nothing happens by itself.
async function isWaitedFor(house: House, roomId: string): Promise<boolean> {
  const { turn, runOutVote, phase } = (await house.stored(roomId)).table;
  return turn !== null || runOutVote !== null || phase === "waiting";
}

async function stateOf(house: House, roomId: string) {
  const { version, state, peers } = await house.stored(roomId);
  return { version, state, peers };
}

async function joinsOf(house: House, roomId: string): Promise<number> {
  const { commits } = await house.stored(roomId);
  const joins = commits
    .flatMap(({ events }) => events)
    .filter((event) => event.of === "presence" && event.fact.type === "peerJoined");
  return joins.length;
}
