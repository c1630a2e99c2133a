import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "@jest/globals";
import { testRedisUrl } from "../redis-for-tests.ts";

it("the demo of blackjack plays its rounds to the end", async () => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "src/demo/blackjack.ts"],
    {
      cwd: join(import.meta.dirname, "../.."),
      env: { ...process.env, NODE_OPTIONS: "", REDIS_URL: testRedisUrl() },
    },
  );
  expect(stdout.match(/── Round \d+ ── {2}dealer( [2-9TJQKA][cdhs]){2,}/g)).toHaveLength(10);
  expect(stdout.match(/^ {2}(alice|bob|carol) .*, paid \d+, has \d+$/gm)).toHaveLength(30);
  expect(stdout).toContain("10 rounds played");
}, 60_000);
