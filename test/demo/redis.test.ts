import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "@jest/globals";
import { Redis } from "ioredis";
import { findRedis, forgetKeys, startRedis } from "../../src/demo/redis.ts";
import { waitFor } from "../../src/demo/wait.ts";
import { freshPrefix, testRedisUrl } from "../redis-for-tests.ts";

const said: string[] = [];
const { REDIS_URL: _, ...env } = process.env;
const surroundings = { env, say: (line: string) => said.push(line) };

afterEach(() => {
  said.length = 0;
});

async function ask<Answer>(url: string, question: (redis: Redis) => Promise<Answer>): Promise<Answer> {
  const redis = new Redis(url);
  try {
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("startRedis", () => {
  it("starts one that never evicts and keeps an append-only file, and stops it without a trace", async () => {
    const redis = await startRedis(surroundings);
    const [folder, policy, appendOnly] = await ask(redis.url, async (client) => {
      const read = async (name: string) => (await client.config("GET", name))[1] ?? "";
      return [await read("dir"), await read("maxmemory-policy"), await read("appendonly")];
    });
    expect([policy, appendOnly]).toEqual(["noeviction", "yes"]);
    expect(redis.url).toBe(`redis://127.0.0.1:${redis.port}`);

    await redis.stop();
    expect(isRunning(redis.pid)).toBe(false);
    expect(existsSync(folder)).toBe(false);
    await redis.stop();
  });

  it("comes back on the same port with what it had, after it was killed", async () => {
    const folder = mkdtempSync(join(tmpdir(), "croupier-test-"));
    const first = await startRedis({ ...surroundings, folder });
    await ask(first.url, async (client) => {
      await client.config("SET", "appendfsync", "always");
      await client.set("hand", "7");
    });
    await first.kill("SIGKILL");
    expect(isRunning(first.pid)).toBe(false);

    const second = await startRedis({ ...surroundings, folder, port: first.port });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, (client) => client.get("hand"))).toBe("7");
    await second.stop();
    expect(existsSync(folder)).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it("stops one that is frozen", async () => {
    const redis = await startRedis(surroundings);
    await redis.kill("SIGSTOP");
    await redis.stop();
    expect(isRunning(redis.pid)).toBe(false);
  });

  it("refuses a port where another Redis answers", async () => {
    const { port } = new URL(testRedisUrl());
    await expect(startRedis({ ...surroundings, port: Number(port) })).rejects.toThrow(
      "Redis ended while starting",
    );
  });

  it("dies with its parent, however that dies", async () => {
    const source = fileURLToPath(new URL("../../src/demo/redis.ts", import.meta.url));
    const program = `
      import { startRedis } from ${JSON.stringify(source)};
      const redis = await startRedis({ env: process.env, say: console.error });
      console.log(redis.pid);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once("data", (line: Buffer) => resolve(Number(line.toString())));
    });
    expect(isRunning(pid)).toBe(true);
    parent.kill("SIGKILL");
    await waitFor(() => !isRunning(pid), 5000, "Redis outlived its parent");
  });

  it("says what to do when there is no way to a Redis", async () => {
    await expect(startRedis({ ...surroundings, env: { PATH: "/nowhere" } })).rejects.toThrow(
      /^Croupier needs Redis and found no way to one: .*PATH.*Docker.*\nInstall it .*REDIS_URL/,
    );
  });
});

describe("findRedis", () => {
  it("takes the one of REDIS_URL and leaves it running", async () => {
    const found = await findRedis({ ...surroundings, env: { ...env, REDIS_URL: testRedisUrl() } });
    expect(found).toMatchObject({ url: testRedisUrl(), source: "REDIS_URL" });
    await found.stop();
    expect(await ask(found.url, (client) => client.ping())).toBe("PONG");
  });

  it("says so and starts its own when nothing answers there, without a word about the password", async () => {
    const url = "redis://:hush@127.0.0.1:1";
    const found = await findRedis({ ...surroundings, env: { ...env, REDIS_URL: url } });
    expect(found.url).not.toBe(url);
    expect(said).toEqual(["REDIS_URL is set, but nothing there answers PING: starting a Redis of our own."]);
    await found.stop();
  });
});

describe("forgetKeys", () => {
  it("deletes the keys of one prefix and no others", async () => {
    const [mine, other] = [freshPrefix(), freshPrefix()];
    await ask(testRedisUrl(), async (client) => {
      await client.mset(`${mine}:{s01}:a:room`, "1", `{${mine}:lanes:0}:x`, "1", `${other}:b`, "1");
      await forgetKeys(testRedisUrl(), mine);
      expect(await client.keys(`*${mine}*`)).toEqual([]);
      expect(await client.keys(`*${other}*`)).toEqual([`${other}:b`]);
      await forgetKeys(testRedisUrl(), other);
    });
  });
});
