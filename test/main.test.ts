import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { freePort } from "../src/demo/free-port.ts";
import { forgetKeys, startRedis } from "../src/demo/redis.ts";
import type { RedisProcess } from "../src/demo/redis-process.ts";
import { freshPrefix, lookAtRedis, testRedisUrl } from "./redis-for-tests.ts";

const root = join(import.meta.dirname, "..");
const prefix = freshPrefix();
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await forgetKeys(testRedisUrl(), prefix);
});

/** Croupier as a process of its own; `said` is its log. */
function start(redisUrl = testRedisUrl(), role = "all") {
  const started = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    cwd: root,
    env: {
      PATH: process.env["PATH"],
      PORT: "0",
      HOST: "127.0.0.1",
      REDIS_URL: redisUrl,
      ROLE: role,
      REDIS_PREFIX: prefix,
      HMS_APP_ACCESS_KEY: "key",
      HMS_APP_SECRET: "secret",
      WEBHOOK_SECRETS: "a secret of the webhooks",
      ADMIN_TOKEN: "the operator's token here",
      NODE_ENV: "production",
    },
  });
  children.push(started);
  const said: string[] = [];
  for (const stream of [started.stdout, started.stderr])
    stream.on("data", (text: Buffer) => said.push(String(text)));
  const ended = once(started, "exit").then(([code]) => code as number | null);
  const says = async (what: string): Promise<string> => {
    for (;;) {
      const line = said
        .join("")
        .split("\n")
        .find((text) => text.includes(what));
      if (line !== undefined) return line;
      await once(started.stdout, "data");
    }
  };
  const listening = async () => (JSON.parse(await says('"msg":"listening"')) as { port: number }).port;
  return { process: started, said, ended, says, listening };
}

describe("the process", () => {
  it("stops at SIGTERM and says that all went well", async () => {
    const { process: croupier, ended, listening, said } = start();
    await listening();
    croupier.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(said.join("")).toContain('"msg":"stopping"');
  }, 40_000);

  it("finishes what is under way, and stops at once at a second signal", async () => {
    const { process: croupier, ended, says, listening } = start();
    const socket = connect(await listening(), "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(
      "POST /webhooks/100ms HTTP/1.1\r\nHost: a\r\nX-Croupier-Secret: a secret of the webhooks\r\nContent-Length: 9\r\nExpect: 100-continue\r\n\r\n",
    );
    await once(socket, "data");
    croupier.kill("SIGTERM");
    await says('"msg":"stopping"');
    expect(croupier.exitCode).toBeNull();
    croupier.kill("SIGTERM");
    expect(await ended).toBe(1);
    socket.destroy();
  }, 40_000);

  describe("with Redis away", () => {
    const ROLES = ["all", "worker"] as const;
    let redis: RedisProcess | null = null;
    afterEach(async () => {
      await redis?.stop();
      redis = null;
    });

    async function startRoles(redisUrl: string) {
      const processes = ROLES.map((role) => ({ role, ...start(redisUrl, role) }));
      for (const { role, says } of processes)
        await says(role === "all" ? '"msg":"listening"' : '"msg":"working"');
      return processes;
    }

    async function expectEnd(processes: Awaited<ReturnType<typeof startRoles>>): Promise<void> {
      const startedAtMs = performance.now();
      for (const { process: croupier } of processes) croupier.kill("SIGTERM");
      for (const { ended, said } of processes)
        expect([await ended, said.join("")]).toEqual([0, expect.stringContaining("Redis is away")]);
      expect(performance.now() - startedAtMs).toBeLessThan(3000);
    }

    it("stops within 3 s when Redis was never there", async () => {
      const processes = await startRoles(`redis://127.0.0.1:${await freePort()}`);
      for (const { said } of processes) expect(said.join("")).toContain("Redis is not there; trying on");
      await expectEnd(processes);
    }, 40_000);

    it.each(["SIGKILL", "SIGSTOP"] as const)(
      "stops within 3 s when Redis got a %s",
      async (signal) => {
        redis = await startRedis({ env: process.env, say: () => undefined });
        const processes = await startRoles(redis.url);
        await redis.kill(signal);
        await expectEnd(processes);
      },
      40_000,
    );
  });

  it("refuses to run where a newer one has run", async () => {
    const redis = lookAtRedis();
    await redis.hset(`${prefix}:schemas`, "rooms", 99);
    redis.disconnect();
    const { ended, said } = start();
    expect(await ended).toBe(1);
    expect(said.join("")).toContain("a newer Croupier has run here");
  }, 40_000);
});
