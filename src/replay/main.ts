import { dirname } from "node:path";
import { createDisagreements } from "./disagreements.ts";
import { findFiles } from "./find-files.ts";
import { type ReplayDeps, replayFile } from "./replay-file.ts";
import { count, failureLines, newTally, type Tally, tallyLine } from "./tally.ts";

const USAGE = "npm run replay -- FILES…   (.jsonl, .jsonl.gz, .phh, .phhs; folders are walked)";

async function main(paths: readonly string[]): Promise<number> {
  if (paths.length === 0) {
    console.error(USAGE);
    return 1;
  }
  const deps = { isDisputed: createDisagreements() };
  let passed = 0;
  let failed = 0;
  for (const [name, files] of byLine(await findFiles(paths))) {
    const tally = await replayFiles(deps, files);
    passed += tally.passed;
    failed += tally.failed;
    console.log(tallyLine(name, tally));
    for (const line of failureLines(tally)) console.log(line);
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

/** A file has its own line; the `.phh` files of a folder, one hand each, share one. */
function byLine(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const lines = new Map<string, string[]>();
  for (const file of files) {
    const name = file.endsWith(".phh") ? `${dirname(file)}/*.phh` : file;
    const line = lines.get(name) ?? [];
    line.push(file);
    lines.set(name, line);
  }
  return lines;
}

async function replayFiles(deps: ReplayDeps, files: readonly string[]): Promise<Tally> {
  const tally = newTally();
  for (const file of files) {
    for await (const outcome of replayFile(deps, file)) count(tally, outcome);
  }
  return tally;
}

process.exitCode = await main(process.argv.slice(2));
