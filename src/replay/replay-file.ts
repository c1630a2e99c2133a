import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parse } from "smol-toml";
import { isReadable } from "./find-files.ts";
import type { Outcome } from "./outcome.ts";
import { readLines } from "./read-lines.ts";
import { replayLine } from "./replay-line.ts";
import { replayPhh } from "./replay-phh.ts";

export interface ReplayDeps {
  readonly isDisputed: (path: string) => boolean;
}

/** What came of each hand or pair of a file, in its order; a file that cannot be read is one failure. */
export async function* replayFile({ isDisputed }: ReplayDeps, path: string): AsyncGenerator<Outcome> {
  if (isDisputed(path)) {
    yield { kind: "skipped", name: path, reason: `DISAGREE.txt names ${basename(path)}` };
    return;
  }
  try {
    if (!isReadable(path)) throw new Error("neither .jsonl, .jsonl.gz, .phh nor .phhs");
    yield* path.endsWith(".phh") || path.endsWith(".phhs") ? replayHistories(path) : replayLines(path);
  } catch (error) {
    yield { kind: "failed", name: path, differences: [String(error)] };
  }
}

async function* replayLines(path: string): AsyncGenerator<Outcome> {
  let lineNo = 0;
  for await (const line of readLines(path)) {
    lineNo++;
    const name = `${path}:${lineNo}`;
    yield guarded(name, () => replayLine(line, name));
  }
}

async function* replayHistories(path: string): AsyncGenerator<Outcome> {
  const file: unknown = parse(await readFile(path, "utf8"));
  if (path.endsWith(".phh")) {
    yield guarded(path, () => replayPhh(file, path));
    return;
  }
  for (const [key, value] of Object.entries(file as object)) {
    const name = `${path}[${key}]`;
    yield guarded(name, () => replayPhh(value, name));
  }
}

// A bug in the engine is a failure of the one hand that shows it.
function guarded(name: string, replay: () => Outcome): Outcome {
  try {
    return replay();
  } catch (error) {
    return { kind: "failed", name, differences: [String(error)] };
  }
}
