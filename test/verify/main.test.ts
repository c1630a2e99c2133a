import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { promiseOf } from "../../src/poker/fair-deck/deck-key.ts";

const run = promisify(execFile);

describe("npm run verify", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "verify-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  /** Its exit code and all that it says. */
  async function verify(...files: readonly string[]) {
    try {
      const { stdout, stderr } = await run(process.execPath, [
        "--import",
        "tsx",
        "src/verify/main.ts",
        ...files,
      ]);
      return { code: 0, text: stdout + stderr };
    } catch (error) {
      const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
      return { code, text: stdout + stderr };
    }
  }
  async function write(name: string, content: unknown): Promise<string> {
    const file = join(folder, name);
    await writeFile(file, typeof content === "string" ? content : JSON.stringify(content));
    return file;
  }
  const secret = "0A".repeat(32);
  const empty = {
    v: 1,
    game: "poker",
    secret,
    promise: promiseOf(secret),
    firstHand: 1,
    lastHand: 2,
    hands: [],
  };

  it("says what it looked at and what is missing", async () => {
    const { code, text } = await verify(await write("audit.json", empty));
    expect(code).toBe(0);
    expect(text).toContain("not in the file: hands 1, 2");
    expect(text).toContain("The file proves the hands that it has; 2 are missing.");
  });

  it("ends with 1 when the file proves nothing, and says why", async () => {
    const { code, text } = await verify(await write("forged.json", { ...empty, promise: "0".repeat(64) }));
    expect([code, text]).toEqual([
      1,
      expect.stringContaining("FAULT: the secret is not the one that was promised"),
    ]);
  });

  it.each([
    ["without a file", [], "npm run verify -- AUDIT.json"],
    ["of no file", ["/nowhere.json"], "cannot be read as JSON"],
  ])("%s says so", async (_what, files, said) => {
    expect(await verify(...files)).toEqual({ code: 1, text: expect.stringContaining(said) });
  });

  it("of another file, or messages that are not there, says so", async () => {
    expect(await verify(await write("other.json", { hands: [] }))).toMatchObject({
      code: 1,
      text: expect.stringContaining("is no audit"),
    });
    expect(await verify(await write("good.json", empty), join(folder, "none"))).toMatchObject({
      code: 1,
      text: expect.stringContaining("the messages cannot be read"),
    });
  });
});
