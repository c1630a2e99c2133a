import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CASES } from "./cases/cases.ts";
import type { ChaosCase, Result } from "./chaos-case.ts";
import { lineOf, tableOf, withTable } from "./report.ts";
import { runCase } from "./run-case.ts";

const HELP = `Breaks what can break around Croupier and checks what players are told. Needs npm run build and redis-server.

npm run chaos -- [options] [numbers of cases]

  --at-once N      cases side by side (2)
  --json FILE      the figures as JSON
  --write          the figures into docs/reliability.md
  --main FILE      another build (dist/main.js)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    "at-once": { type: "string", default: "2" },
    json: { type: "string" },
    write: { type: "boolean", default: false },
    main: { type: "string", default: "dist/main.js" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => process.exit(1));

const wanted = CASES.filter(({ no }) => positionals.length === 0 || positionals.includes(String(no)));
const startedAtMs = performance.now();
const results = [
  ...(await runAll(
    wanted.filter(({ alone }) => alone !== true),
    Number(values["at-once"]),
  )),
  ...(await runAll(
    wanted.filter(({ alone }) => alone === true),
    1,
  )),
].sort((a, b) => a.no - b.no);
const failed = results.filter(({ failure }) => failure !== null);
const sum = (of: (result: Result) => number): number =>
  results.reduce((total, result) => total + of(result), 0);
console.log(
  `\n${results.length - failed.length} of ${results.length} held; ${sum(({ struck }) => struck)} faults, ` +
    `${sum(({ messages }) => messages)} messages and ${sum(({ answers }) => answers)} answers inspected, ` +
    `${sum(({ duplicates }) => duplicates)} sent twice, ${sum(({ leaks }) => leaks)} cards leaked, ` +
    `${sum(({ homeGame }) => homeGame?.straddles ?? 0)} straddles, ${sum(({ homeGame }) => homeGame?.ranTwice ?? 0)} hands run twice, ` +
    `${((performance.now() - startedAtMs) / 1000).toFixed(0)} s`,
);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(results, null, 2));
if (values.write && failed.length === 0) {
  const file = "docs/reliability.md";
  writeFileSync(file, withTable(readFileSync(file, "utf8"), tableOf(results)));
}
process.exit(failed.length === 0 && results.length > 0 ? 0 : 1);

async function runAll(cases: readonly ChaosCase[], atOnce: number): Promise<readonly Result[]> {
  const waiting = [...cases];
  const done: Result[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await runCase(next, values.main);
      console.log(lineOf(result));
      done.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}
