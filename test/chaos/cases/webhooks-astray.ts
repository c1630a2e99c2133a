import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ChaosCase } from "../chaos-case.ts";
import { expect, until } from "../check.ts";
import { type House, WEBHOOK_SECRET } from "../house.ts";
import { gameEvents } from "../stored.ts";
import { peersAtPlatform } from "./admin.ts";
import { finish } from "./finish.ts";
import { postWebhook, RIGHT_HEADERS, type replayOf } from "./post-webhook.ts";
import { seatRooms } from "./seat-rooms.ts";

export const leaveBeforeJoin: ChaosCase = {
  no: 3,
  fault: "The leave arrives before the join",
  expected: "who left is not seated; who reloaded keeps seat and cards",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4]);
    house.play();
    const late = { effect: "delay", type: "peer.join.success", delayMs: 700 } as const;
    house.emulator.faults.set({ webhooks: [late] });
    const passerBy = await house.emulator.join("room-1", { userId: "passer-by", role: "player" });
    passerBy.leave();
    const [alice] = house.players;
    if (alice === undefined) throw new Error("nobody is seated");
    alice.adopt(await alice.peer().reload());
    await house.emulator.webhooks.settled();
    house.emulator.faults.clear();
    await house.rest();
    const { peers, table } = await house.stored("room-1");
    expect(!(passerBy.peerId in peers), "a peer that left counts as connected");
    expect(!table.seats.some(({ player }) => player === passerBy.userId), "who left was seated");
    expect(alice.peer().peerId in peers, "the reloaded peer is missing");
    expect(
      table.seats.some(({ player, awaySinceMs }) => player === alice.name && awaySinceMs === null),
      "who reloaded lost the seat",
    );
    house.play();
    // Between the old peer's leave and the new one's join nobody of that name is in the room.
    await finish(house, 800, { refusalsAllowed: true });
    return { struck: 2 };
  },
};

export const downTooLong: ChaosCase = {
  no: 6,
  fault: "Croupier down for longer than 100ms retries (14 s)",
  expected:
    "comparing with the peer list mends it, 100ms is asked to replay, which changes nothing more, the time lost is given back",
  async run(stage) {
    const house = await stage.house({
      env: {
        TABLE_TURN_SECONDS: "4",
        TABLE_TIME_BANK_SECONDS: "0",
        WEBHOOK_REPLAY_AFTER_SECONDS: "6",
      },
    });
    const first = await house.start("croupier");
    const [[alice, bob] = []] = await seatRooms(house, [4, 5]);
    await delay(300);
    await first.kill();
    const downAtMs = performance.now();
    if (alice === undefined || bob === undefined) throw new Error("nobody is seated");
    alice.peer().leave();
    bob.adopt(await bob.peer().reload({ oldLeavesAfterMs: 50 }));
    const late = await house.emulator.join("room-1", { userId: "late", name: "late" });
    house.enroll(late);
    const stranger = await house.emulator.join("room-3", { userId: "stranger" });
    await house.emulator.webhooks.settled();
    const lost = house.emulator.webhooks.list().filter(({ state }) => state === "failed").length;
    const downMs = performance.now() - downAtMs;
    expect(lost >= 5 && downMs > 14_000, `only ${lost} webhooks were lost`);

    await house.start("croupier");
    const mendedMs = await until(
      async () => {
        const { table } = await house.stored("room-1");
        const [gone, back] = [alice.name, bob.name].map(
          (name) => table.seats.find(({ player }) => player === name)?.awaySinceMs,
        );
        return gone != null && back === null && table.seats.some(({ player }) => player === "late");
      },
      6000,
      "room-1 was not mended from the peer list",
    );
    for (const roomId of ["room-1", "room-2"]) {
      const extended = async () => {
        const events = gameEvents((await house.stored(roomId)).commits);
        expect(!events.some(isTimeOut), `somebody in ${roomId} lost a turn to the outage`);
        return events.some(({ type }) => type === "TurnExtended");
      };
      await until(extended, 2000, `nobody in ${roomId} got the time back`);
    }
    const before = await presenceOf(house, "room-1");
    await until(
      () => house.emulator.webhooks.list().every(({ state }) => state === "delivered"),
      12_000,
      "100ms was not asked to send again what had failed",
    );
    const { peers } = await house.stored("room-3");
    expect(stranger.peerId in peers, "the replay did not open the room that was opened meanwhile");
    expect((await presenceOf(house, "room-1")) === before, "the replay changed what was mended");
    const there = await peersAtPlatform(house, "room-1");
    expect([...there].sort().join() === before, "the peers are not those that 100ms has");
    alice.adopt(await house.emulator.join("room-1", { userId: alice.name, name: alice.name }));
    // What she saw before she left is long over.
    await house.settled();
    house.play();
    await finish(house, 1500);
    return {
      struck: lost,
      note: `down ${(downMs / 1000).toFixed(1)} s, mended ${(mendedMs / 1000).toFixed(1)} s after the start`,
    };
  },
};

export const wrongSecret: ChaosCase = {
  no: 8,
  fault: "Secret header wrong, missing, empty, doubled",
  expected: "401 and no effect; the retry with the right one counts",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4]);
    const join = house.emulator.webhooks.list().find(({ type }) => type === "peer.join.success");
    if (join === undefined) throw new Error("no join was sent");
    const data = { ...join.event.data, peer_id: randomUUID(), user_id: "mallory" };
    const body = JSON.stringify({ ...join.event, id: randomUUID(), data });
    const name = "x-croupier-secret";
    const forgeries = [
      [],
      [name, ""],
      [name, "wrong"],
      [name, `${WEBHOOK_SECRET} `.padEnd(80, "x")],
      [name, WEBHOOK_SECRET.slice(1)],
      [...RIGHT_HEADERS, ...RIGHT_HEADERS],
      [...RIGHT_HEADERS, name, "wrong"],
      [name, "wrong", ...RIGHT_HEADERS],
      ["x-croupier-secret2", WEBHOOK_SECRET],
      ["authorization", `Bearer ${WEBHOOK_SECRET}`],
    ];
    for (const headers of forgeries) {
      const { status, outcome } = await postWebhook(house, body, headers);
      expect(status === 401 && outcome === "wrong_secret", `${headers.join()} was answered ${status}`);
    }
    const { table } = await house.stored("room-1");
    expect(!table.seats.some(({ player }) => player === "mallory"), "a forged webhook had its effect");
    house.emulator.faults.set({ webhooks: [{ effect: "wrongSecret", times: 1 }] });
    await house.seat("room-1", ["erin"]);
    house.play();
    await finish(house, 800);
    return { struck: forgeries.length + 1 };
  },
};

export const brokenBodies: ChaosCase = {
  no: 9,
  fault: "Broken, oversized and unknown bodies under play",
  expected: "400, 413 or 200 `ignored` and no effect",
  async run(stage) {
    const house = await stage.house();
    await house.start("croupier");
    await seatRooms(house, [4, 4]);
    const before = house.emulator.webhooks.list().find(({ type }) => type === "peer.join.success");
    if (before === undefined) throw new Error("no join was sent");
    house.play();
    let struck = 0;
    for (const [body, expected] of bodiesFrom(before)) {
      const { status, outcome } = await postWebhook(house, body);
      expect(`${status} ${outcome}` === expected, `${String(body).slice(0, 80)}: ${status} ${outcome}`);
      struck += 1;
    }
    await finish(house, 500);
    const { table } = await house.stored("room-1");
    expect(table.seats.length === 4, "a broken webhook had an effect");
    return { struck };
  },
};

function bodiesFrom(join: Parameters<typeof replayOf>[0]): readonly (readonly [string | Buffer, string])[] {
  const fresh = (change: object): string => JSON.stringify({ ...join.event, id: randomUUID(), ...change });
  const data = (change: object): string =>
    fresh({ data: { ...join.event.data, peer_id: randomUUID(), user_id: "broken", ...change } });
  const broken = [
    "",
    "null",
    "[]",
    "17",
    '"peer.join.success"',
    "{",
    `${fresh({})}}`,
    Buffer.from([0xff, 0xfe, 0x7b, 0x7d]),
    "[".repeat(20_000),
    `{"a":${"[".repeat(200)}${"]".repeat(200)}}`,
    fresh({ data: null }),
    fresh({ data: [] }),
    fresh({ id: 7 }),
    data({ room_id: "" }),
    data({ peer_id: "" }),
    data({ joined_at: "yesterday" }),
    data({ role: 1 }),
  ].map((body) => [body, "400 malformed"] as const);
  return [
    ...broken,
    [fresh({ filler: "x".repeat(65 * 1024) }), "413 too_large"],
    ["x".repeat(4 * 1024 * 1024), "413 too_large"],
    [fresh({ type: "recording.success" }), "200 ignored"],
    [fresh({ type: "__proto__" }), "200 ignored"],
    [fresh({ type: "peer.join.failure", data: { error_message: "full" } }), "200 ignored"],
  ];
}

function isTimeOut({ type, timedOut }: { readonly type: string; readonly timedOut?: unknown }): boolean {
  return type === "TurnEnded" && timedOut === true;
}

async function presenceOf(house: House, roomId: string): Promise<string> {
  return Object.keys((await house.stored(roomId)).peers)
    .sort()
    .join();
}
