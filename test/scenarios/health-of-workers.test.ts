import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, describe, expect, it } from "@jest/globals";
import { REASONS, WARNINGS } from "../../src/rooms/health.ts";
import { testRedisUrl } from "../redis-for-tests.ts";
import { type House, openHouse } from "./house.ts";
import { callOrCheck, dealt } from "./play.ts";
import type { Player } from "./player.ts";
import { SOON_WORRIED } from "./soon-worried.ts";
import { until } from "./until.ts";

const PATIENCE_MS = 40_000;

interface Report {
  readonly status: string;
  readonly reasons: readonly string[];
  readonly warnings: readonly string[];
}

describe("health of those who deliver, as a web process tells it", () => {
  let house: House;
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) {
      child.kill("SIGKILL");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
    }
    await house.close();
  });

  const health = async () => (await house.admin("/health")).body as unknown as Report;
  const finds = (...reasons: string[]) =>
    until(
      `it says: ${reasons.join("; ")}`,
      async () => {
        const report = await health();
        return reasons.every((reason) => report.reasons.includes(reason)) && report;
      },
      PATIENCE_MS,
    );
  const isOk = () => until("it is ok", async () => (await health()).status === "ok", PATIENCE_MS);

  async function seat(): Promise<Player[]> {
    const room = house.room("watched");
    const players = [await room.join("alice"), await room.join("bob")];
    await house.emulator.webhooks.settled();
    await dealt(players[0]!, 2);
    return players;
  }

  it("is degraded without a worker, the more the longer; and late when one comes", async () => {
    const env = { TABLE_TURN_SECONDS: "0.5", TABLE_TIME_BANK_SECONDS: "0", TABLE_NEXT_HAND_SECONDS: "600" };
    house = await openHouse({ processes: [{ ROLE: "web" }], env, attention: SOON_WORRIED });
    await seat();
    expect((await finds(REASONS.noWorker)).status).toBe("degraded");
    await finds(REASONS.clocksStand);
    await finds(REASONS.laneWaits, REASONS.undelivered);
    await house.open({ ROLE: "worker" });
    const after = await finds(REASONS.clocksLate);
    expect(after.reasons).not.toContain(REASONS.noWorker);
  }, 120_000);

  it("is degraded when 100ms takes nothing from the workers", async () => {
    house = await openHouse({ processes: [{ ROLE: "web" }, { ROLE: "worker" }], attention: SOON_WORRIED });
    const players = await seat();
    house.emulator.faults.set({ rest: [{ endpoint: "send-message", effect: "answer", status: 502 }] });
    await callOrCheck(players, (await players[0]!.table()).table);
    expect(await finds(REASONS.platformRefuses)).toMatchObject({
      status: "degraded",
      platform: { breaker: "open", roomsWaiting: 1, lastError: { status: 502 } },
    });
    house.emulator.faults.clear();
    await isOk();
  }, 60_000);

  it("is degraded when 100ms refuses most messages, although none is left undelivered", async () => {
    house = await openHouse({ processes: [{ ROLE: "web" }, { ROLE: "worker" }], attention: SOON_WORRIED });
    await seat();
    await house.room("watched").settled();
    house.emulator.faults.set({ rest: [{ endpoint: "send-message", effect: "answer", status: 400 }] });
    for (let at = 0; at < 30; at += 1) await house.room("watched").admin("/messages", { message: `${at}` });
    const { reasons } = await finds(REASONS.callsFail);
    expect(reasons).not.toContain(REASONS.undelivered);
  }, 90_000);

  it("is degraded when the only worker stands still although Redis thinks it there", async () => {
    house = await openHouse({ processes: [{ ROLE: "web" }], attention: SOON_WORRIED });
    const worker = await startWorker();
    await isOk();
    worker.kill("SIGSTOP");
    const { warnings } = await finds(REASONS.workersSilent);
    expect(warnings).toEqual([WARNINGS.silent]);
    worker.kill("SIGCONT");
    await isOk();
  }, 120_000);

  it("is degraded while a process is overloaded", async () => {
    house = await openHouse({ attention: SOON_WORRIED });
    const found = new AbortController();
    const busy = keepBusy(found.signal);
    await finds(REASONS.overloaded).finally(() => found.abort());
    await busy;
  }, 90_000);

  async function keepBusy(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const endMs = performance.now() + 300;
      while (performance.now() < endMs);
      await pause(5);
    }
  }

  /** A process of its own, that can be stopped by a signal. */
  async function startWorker(): Promise<ChildProcess> {
    const { emulator, prefix } = house;
    const child = spawn(process.execPath, ["--import", "tsx", "test/scenarios/worker-process.ts"], {
      env: {
        PATH: process.env.PATH,
        ROLE: "worker",
        REDIS_URL: testRedisUrl(),
        REDIS_PREFIX: prefix,
        HMS_API_URL: emulator.apiUrl,
        HMS_APP_ACCESS_KEY: emulator.accessKey,
        HMS_APP_SECRET: emulator.appSecret,
        WEBHOOK_SECRETS: "the webhooks' secret here",
        ADMIN_TOKEN: "the operator's token here",
      },
      stdio: ["ignore", "ignore", "inherit"],
    });
    children.push(child);
    await until(
      "the worker works",
      async () => !(await health()).reasons.includes(REASONS.noWorker),
      PATIENCE_MS,
    );
    return child;
  }
});
