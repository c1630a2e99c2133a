import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { type AcceptOptions, benchAccept, COMMANDS, MOST_TIMES_CEILING } from "./accept.ts";
import { benchEvaluator } from "./engine-evaluator.ts";
import { benchMemory, MOST_IDLE_MB } from "./memory.ts";
import { printTable, times, whole } from "./report.ts";
import { AS_CONFIGURED, benchTracing, MOST_TIMES_UNTRACED } from "./tracing.ts";

const USAGE = "npm run bench -- accept|memory|engine|tracing|all [--seconds N] [--rounds N] [--json FILE]";

interface Outcome {
  readonly rows: readonly object[];
  /** What was promised and does not hold; null when all is well. */
  readonly fault: string | null;
}

type Bench = (options: AcceptOptions) => Promise<Outcome>;

const benches: ReadonlyMap<string, Bench> = new Map<string, Bench>([
  ["accept", accept],
  ["memory", memory],
  ["engine", engine],
  ["tracing", tracing],
]);

async function accept(options: AcceptOptions): Promise<Outcome> {
  const rows = await benchAccept(options);
  printTable("accept", rows, [
    { head: "CPU to the ceiling", of: ({ ratio }) => times(ratio) },
    { head: "CPU µs per request", of: ({ cpuMicros }) => whole(cpuMicros) },
    { head: "requests/s", of: ({ requestsPerSecond }) => whole(requestsPerSecond) },
    { head: "p50 ms", of: ({ p50Ms }) => p50Ms.toFixed(1) },
    { head: "p99 ms", of: ({ p99Ms }) => p99Ms.toFixed(1) },
  ]);
  const ratio = rows.find(({ name }) => name === COMMANDS)?.ratio ?? Number.NaN;
  const fault = `a command costs ${times(ratio)} the CPU of the ceiling, ${times(MOST_TIMES_CEILING)} at most was promised`;
  return { rows, fault: ratio <= MOST_TIMES_CEILING ? null : fault };
}

async function memory(): Promise<Outcome> {
  const rows = await benchMemory();
  printTable("memory", rows, [{ head: "RSS MB", of: ({ rssMb }) => rssMb.toFixed(1) }]);
  const idleMb = rows[0]?.rssMb ?? Number.NaN;
  const fault = `the idle service takes ${idleMb.toFixed(1)} MB, less than ${MOST_IDLE_MB} MB was promised`;
  return { rows, fault: idleMb < MOST_IDLE_MB ? null : fault };
}

async function engine(): Promise<Outcome> {
  const evaluator = await benchEvaluator();
  // Only now: to prepare its hands it evaluates thousands, and the evaluator must meet the compiler fresh, as its peers do.
  const { benchHands } = await import("./engine-hands.ts");
  const rows = [...evaluator, ...(await benchHands())];
  printTable("engine", rows, [
    { head: "to the fastest other", of: ({ ratio }) => times(ratio) },
    { head: "per second", of: ({ perSecond }) => whole(perSecond) },
  ]);
  return { rows, fault: null };
}

async function tracing(options: AcceptOptions): Promise<Outcome> {
  const rows = await benchTracing(options);
  printTable("tracing", rows, [
    { head: "tracing's own share", of: ({ share }) => `${(share * 100).toFixed(2)} %` },
    { head: "CPU to untraced", of: ({ ratio, error }) => `${ratio.toFixed(3)} ± ${error.toFixed(3)}` },
    { head: "CPU µs per command", of: ({ cpuMicros }) => whole(cpuMicros) },
  ]);
  const { ratio, error, share } = rows.find(({ name }) => name === AS_CONFIGURED)!;
  // The share is exact but blind to what tracing does to the rest of the process; the ratio sees that, through noise.
  const least = Math.max(1 / (1 - share), ratio - error);
  const fault = `a traced command costs ${least.toFixed(3)} times an untraced one or more, ${MOST_TIMES_UNTRACED} at most was promised`;
  return { rows, fault: least <= MOST_TIMES_UNTRACED ? null : fault };
}

interface Order {
  readonly names: readonly string[];
  readonly options: AcceptOptions;
  readonly json: string | undefined;
}

function readOrder(): Order {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: "string", default: "2.5" },
      rounds: { type: "string", default: "3" },
      json: { type: "string" },
    },
  });
  const names = positionals.flatMap((name) => (name === "all" ? [...benches.keys()] : [name]));
  const unknown = names.find((name) => !benches.has(name));
  if (unknown !== undefined) throw new TypeError(`there is no bench ${unknown}`);
  if (names.length === 0) throw new TypeError("say which bench");
  return {
    names,
    options: { seconds: readNumber("seconds", values.seconds), rounds: readCount("rounds", values.rounds) },
    json: values.json,
  };
}

function readNumber(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 600)) throw new TypeError(`--${name} must be a number from 0 to 600`);
  return value;
}

function readCount(name: string, text: string): number {
  const value = readNumber(name, text);
  if (!Number.isInteger(value)) throw new TypeError(`--${name} must be a whole number`);
  return value;
}

async function run({ names, options, json }: Order): Promise<void> {
  const outcomes: [string, Outcome][] = [];
  for (const name of names) outcomes.push([name, await benches.get(name)!(options)]);
  if (json !== undefined) {
    const rows = Object.fromEntries(outcomes.map(([name, outcome]) => [name, outcome.rows]));
    writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
  }
  const faults = outcomes.flatMap(([name, { fault }]) => (fault === null ? [] : [`${name}: ${fault}`]));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

function order(): Order | null {
  try {
    return readOrder();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    process.exitCode = 1;
    return null;
  }
}

const given = order();
if (given !== null) await run(given);
