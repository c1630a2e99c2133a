import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import { type House, openHouse } from "./house.ts";
import type { HttpAnswer } from "./http.ts";
import { callOrCheck, dealt } from "./play.ts";
import type { Player } from "./player.ts";
import { until } from "./until.ts";

describe("the health of the service", () => {
  let house: House;
  let players: Player[];
  beforeAll(async () => {
    house = await openHouse({ env: { TABLE_NEXT_HAND_SECONDS: "600" } });
    const room = house.room("watched");
    players = [await room.join("alice"), await room.join("bob")];
    await room.settled();
    await dealt(players[0]!, 2);
  });
  afterEach(() => house.emulator.faults.clear());
  afterAll(() => house.close());

  const health = () => house.admin("/health");
  const ready = () => house.http(`${house.url()}/readyz`);
  const isIn = (answer: HttpAnswer, status: string) => answer.body["status"] === status;

  it("is ok, and tells all that an operator asks", async () => {
    await until("it is ok", async () => isIn(await health(), "ok"));
    const { status, body } = await health();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      status: "ok",
      redis: { latencyMs: expect.any(Number), persistence: "aof", evictionPolicy: "noeviction" },
      queues: { waiting: 0, active: 0, delayed: 0, failed: 0, oldestAgeMs: null, workers: 1 },
      rooms: { active: 1, handsInPlay: 1, undelivered: 0, oldestUndeliveredMs: null },
      platform: { lastSuccessAt: expect.any(String), lastError: null, breaker: "closed" },
      webhooks: { accepted: 3, duplicate: 0, ignored: 0, refused: {}, lastAt: expect.any(String) },
      process: {
        version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
        uptimeSeconds: expect.any(Number),
        eventLoopDelayMs: expect.any(Number),
      },
    });
    expect((await ready()).body).toEqual({ ready: true, reasons: [] });
    expect((await house.http(`${house.url()}/healthz`)).body).toEqual({ status: "ok" });
  });

  it("is degraded as long as 100ms takes no messages, and ok again after that", async () => {
    house.emulator.faults.set({ rest: [{ endpoint: "send-message", effect: "answer", status: 500 }] });
    await callOrCheck(players, (await players[0]!.table()).table);
    const first = await until("it says that 100ms is in trouble", async () => {
      const answer = await health();
      return answer.text.includes('"breaker":"open"') && answer;
    });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      status: "degraded",
      platform: { breaker: "open", lastError: { status: 500, message: expect.any(String) } },
      rooms: { undelivered: 1, oldestUndeliveredMs: expect.any(Number) },
      reasons: expect.arrayContaining(["100ms does not take messages for some rooms"]),
    });
    const changedAtMs = Date.now();
    await until("it stayed degraded through the next try", async () => {
      expect((await health()).body).toMatchObject({ status: "degraded", platform: { breaker: "open" } });
      return Date.now() > changedAtMs + 1000;
    });
    expect((await ready()).status).toBe(200);
    house.emulator.faults.clear();
    await until("it is ok again", async () => isIn(await health(), "ok"));
    expect(players[0]!.received("table").at(-1)?.seq).toBe((await players[0]!.table()).version);
  });
});
