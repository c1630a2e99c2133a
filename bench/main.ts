import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { BenchOptions } from "./options.ts";
import { isMet, type Outcome, writeTarget } from "./report.ts";

type Bench = (options: BenchOptions) => Promise<Outcome>;

// Each is loaded when it is its turn: what one needs is no burden to another.
const benches: ReadonlyMap<string, () => Promise<Bench>> = new Map<string, () => Promise<Bench>>([
  ["accept", async () => (await import("./accept.ts")).reportAccept],
  ["capacity", async () => (await import("./capacity.ts")).benchCapacity],
  ["deliver", async () => (await import("./deliver.ts")).benchDeliver],
  ["engine", async () => (await import("./engine.ts")).benchEngine],
  ["memory", async () => (await import("./memory.ts")).benchMemory],
  ["views", async () => (await import("./views.ts")).benchViews],
  ["growth", async () => (await import("./growth.ts")).benchGrowth],
  ["processes", async () => (await import("./processes.ts")).benchProcesses],
  ["replicas", async () => (await import("./replicas.ts")).reportReplicas],
  ["table", async () => (await import("./table.ts")).benchTable],
  ["tracing", async () => (await import("./tracing.ts")).reportTracing],
]);

const USAGE = `npm run bench -- ${[...benches.keys()].join("|")}|all [--quick] [--seconds N] [--rounds N] [--json FILE]`;

interface Order {
  readonly names: readonly string[];
  readonly options: BenchOptions;
  readonly json: string | undefined;
}

function readOrder(): Order {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: "string" },
      rounds: { type: "string" },
      quick: { type: "boolean", default: false },
      json: { type: "string" },
    },
  });
  const names = positionals.flatMap((name) => (name === "all" ? [...benches.keys()] : [name]));
  const unknown = names.find((name) => !benches.has(name));
  if (unknown !== undefined) throw new TypeError(`there is no bench ${unknown}`);
  if (names.length === 0) throw new TypeError("say which bench");
  const seconds = values.seconds ?? (values.quick ? "1" : "2.5");
  const rounds = values.rounds ?? (values.quick ? "1" : "3");
  return {
    names,
    options: {
      seconds: readNumber("seconds", seconds),
      rounds: readCount("rounds", rounds),
      isQuick: values.quick,
    },
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
  for (const name of names) {
    const bench = await benches.get(name)!();
    const outcome = await bench(options);
    for (const target of outcome.targets) console.log(`${name}  ${writeTarget(target)}`);
    console.log();
    outcomes.push([name, outcome]);
  }
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(toJson(outcomes), null, 2)}\n`);
  const isAllMet = outcomes.every(([, { targets }]) => targets.every(isMet));
  process.exitCode = isAllMet ? 0 : 1;
}

function toJson(outcomes: readonly (readonly [string, Outcome])[]): object {
  return Object.fromEntries(
    outcomes.map(([name, { rows, targets }]) => [
      name,
      { rows, targets: targets.map((target) => ({ ...target, isMet: isMet(target) })) },
    ]),
  );
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
