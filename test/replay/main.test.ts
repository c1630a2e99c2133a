import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { hasShared, sharedFolder } from "./shared-files.ts";

const root = join(import.meta.dirname, "../..");
const pair = (result: "a" | "b") =>
  `{"id":"holdem-1","board":["Ts","Td","Jh","3h","9c"],"a":["7s","Qh"],"b":["6c","6d"],"result":"${result}","aName":"One pair","bName":"Two pair","aRank":1,"bRank":2}\n`;
const walk = (finishing: string) =>
  `variant = "NT"\nantes = [0, 0]\nblinds_or_straddles = [1, 2]\nmin_bet = 2\nstarting_stacks = [20, 20]\nactions = ["p2 f"]\nfinishing_stacks = ${finishing}\n`;

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "replay-"));
  await mkdir(join(folder, "hands"));
  await writeFile(join(folder, "good.jsonl.gz"), gzipSync(pair("b").repeat(3)));
  await writeFile(join(folder, "bad.jsonl"), `${pair("b")}${pair("a")}`);
  await writeFile(join(folder, "hands", "good.phh"), walk("[21, 19]"));
  await writeFile(join(folder, "hands", "disputed.phh"), walk("[0, 0]"));
  await writeFile(
    join(folder, "hands.phhs"),
    `[1]\n${walk("[21, 19]")}[2]\nvariant = "FR"\nantes = []\nstarting_stacks = []\nactions = []\n`,
  );
  await writeFile(join(folder, "DISAGREE.txt"), "# file\twhy\nhands/disputed.phh\tgot [0, 0]\n");
  await writeFile(join(folder, "broken.phh"), "variant = ");
  await writeFile(join(folder, "torn.jsonl.gz"), "no gzip");
});

afterAll(() => rm(folder, { recursive: true }));

interface Run {
  readonly code: number;
  readonly lines: readonly string[];
}

const run = (paths: readonly string[]) =>
  new Promise<Run>((resolve) => {
    const args = ["--import", "tsx", "src/replay/main.ts", ...paths];
    execFile(process.execPath, args, { cwd: root }, (error, stdout) => {
      const lines = stdout.trim().replaceAll(`${folder}/`, "").split("\n");
      resolve({ code: error === null ? 0 : Number(error.code), lines });
    });
  });
const replay = (...names: readonly string[]) => run(names.map((name) => join(folder, name)));

describe("npm run replay", () => {
  it("tells a line for each file and the sum, and walks folders", async () => {
    expect(await replay("good.jsonl.gz", "hands", "hands.phhs")).toEqual({
      code: 0,
      lines: [
        "good.jsonl.gz 3/3, 0 skipped",
        "hands/*.phh 1/2, 1 skipped (DISAGREE.txt names disputed.phh)",
        "hands.phhs 1/2, 1 skipped (variant FR)",
        "5 passed, 0 failed",
      ],
    });
  }, 60_000);

  it("exits 1 on a failure and says what differed", async () => {
    const { code, lines } = await replay("bad.jsonl", "broken.phh", "torn.jsonl.gz");
    expect(code).toBe(1);
    expect(lines).toContain("bad.jsonl 1/2, 0 skipped");
    expect(lines).toContain('    result: expected "a", got "b"');
    expect(lines.at(-1)).toBe("1 passed, 3 failed");
  }, 60_000);

  it("exits 1 without files, and for a file that is not there", async () => {
    expect((await replay()).code).toBe(1);
    expect((await replay("nowhere.jsonl")).code).toBe(1);
  }, 60_000);

  (hasShared ? it : it.skip)(
    "replays the real hands (skipped without ../shared)",
    async () => {
      const paths = ["handhq", "phh/wsop", "phh/pluribus/100", "phh/pluribus/102"];
      const { code, lines } = await run(paths.map((path) => join(sharedFolder, path)));
      expect(lines.at(-1)).toMatch(/^\d+ passed, 0 failed$/);
      expect(code).toBe(0);
    },
    60_000,
  );
});
