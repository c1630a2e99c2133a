import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { CASES, CLUSTER_CASES, NOT_ON_A_CLUSTER, ONLY_ON_A_CLUSTER } from "./cases/cases.ts";
import type { ChaosCase, Result } from "./chaos-case.ts";
import { lineOf, tableOf, withTable } from "./report.ts";
import { runCase } from "./run-case.ts";

const HELP = `Breaks what can break around Croupier and checks what players are told. Needs npm run build and redis-server.

npm run chaos -- [options] [numbers of cases]

  --cluster        against a Redis Cluster of three masters with replicas: those that make sense there, and its own
  --at-once N      cases side by side (2)
  --json FILE      the figures as JSON
  --write          the figures into docs/reliability.md; with --cluster those of its own cases
  --main FILE      another build (dist/main.js)`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cluster: { type: "boolean", default: false },
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

const isOnCluster = values.cluster;
if (isOnCluster)
  console.log(NOT_ON_A_CLUSTER.map(({ no, because }) => `not on a Cluster: ${no}, ${because}`).join("\n"));
const wanted = (isOnCluster ? CLUSTER_CASES : CASES).filter(
  ({ no }) => positionals.length === 0 || positionals.includes(String(no)),
);
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
  const text = readFileSync(file, "utf8");
  const own = results.filter((result) => ONLY_ON_A_CLUSTER.some(({ no }) => no === result.no));
  const written = isOnCluster
    ? withTable(text, "figures on a Cluster", tableOf(own))
    : withTable(text, "figures", tableOf(results));
  writeFileSync(file, written);
}
process.exit(failed.length === 0 && results.length > 0 ? 0 : 1);

async function runAll(cases: readonly ChaosCase[], atOnce: number): Promise<readonly Result[]> {
  const waiting = [...cases];
  const done: Result[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const result = await runCase(next, { main: values.main, isOnCluster });
      console.log(lineOf(result));
      done.push(result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return done;
}
