import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Life, type LifeOptions, live } from "./life.ts";
import { NO_PLANT, plantNamed } from "./plants.ts";
import { addLife, emptyReport, lineOf, type Report, tell } from "./report.ts";

interface Order {
  readonly seed: number;
  readonly steps: number | null;
  readonly plant: string | null;
  readonly isCalm: boolean;
}

interface Asked extends Omit<Order, "seed"> {
  readonly seed: number | null;
  readonly from: number;
  readonly rooms: number;
  readonly isVerbose: boolean;
}

const ROOMS = 2000;
const FAILURES_SHOWN = 10;

if (process.send === undefined) process.exitCode = await run(readArguments());
else obey();

function readArguments(): Asked {
  const { values } = parseArgs({
    options: {
      seed: { type: "string" },
      from: { type: "string" },
      rooms: { type: "string" },
      steps: { type: "string" },
      plant: { type: "string" },
      calm: { type: "boolean", default: false },
      verbose: { type: "boolean", default: false },
    },
  });
  return {
    seed: values.seed === undefined ? null : whole("seed", values.seed),
    from: values.from === undefined ? Math.floor(Math.random() * 1_000_000_000) : whole("from", values.from),
    rooms: values.rooms === undefined ? ROOMS : whole("rooms", values.rooms),
    steps: values.steps === undefined ? null : whole("steps", values.steps),
    plant: values.plant ?? null,
    isCalm: values.calm,
    isVerbose: values.verbose,
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Error(`--${name} is a whole number`);
  return Number(text);
}

function optionsOf({ seed, steps, plant, isCalm }: Order): LifeOptions {
  return {
    seed,
    isCalm,
    plant: plant === null ? NO_PLANT : plantNamed(plant),
    ...(steps !== null && { steps }),
  };
}

function flagsOf({ plant, isCalm }: Asked): string {
  return `${plant === null ? "" : ` --plant ${plant}`}${isCalm ? " --calm" : ""}`;
}

async function run(asked: Asked): Promise<number> {
  if (asked.seed !== null) return await runOne({ ...asked, seed: asked.seed });
  console.log(`lives from seed ${asked.from} on, until ${asked.rooms} rooms have lived`);
  const report = await runMany(asked);
  tell(report, console.log);
  return report.failures.length === 0 ? 0 : 1;
}

async function runOne(asked: Asked & { readonly seed: number }): Promise<number> {
  const life = await live({ ...optionsOf(asked), ...(asked.isVerbose && { onTrace: console.log }) });
  console.log(lineOf(life, flagsOf(asked)));
  return life.violation === null ? 0 : 1;
}

async function runMany(asked: Asked): Promise<Report> {
  const report = emptyReport();
  let nextSeed = asked.from;
  const isEnough = (): boolean => report.rooms >= asked.rooms || report.failures.length >= FAILURES_SHOWN;
  const processes = Array.from({ length: availableParallelism() }, async () => {
    const worker = fork(fileURLToPath(import.meta.url), { execArgv: ["--import", "tsx"] });
    try {
      while (!isEnough()) {
        nextSeed += 1;
        const life = await ask(worker, { ...asked, seed: nextSeed - 1 });
        addLife(report, life);
        if (life.violation !== null) console.log(lineOf(life, flagsOf(asked)));
      }
    } finally {
      worker.disconnect();
    }
  });
  await Promise.all(processes);
  return report;
}

function ask(worker: ChildProcess, { seed, steps, plant, isCalm }: Order): Promise<Life> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null): void => reject(new Error(`seed ${seed} ended its process: ${code}`));
    worker.once("exit", died);
    worker.once("message", (life: Life) => {
      worker.off("exit", died);
      resolve(life);
    });
    worker.send({ seed, steps, plant, isCalm } satisfies Order);
  });
}

function obey(): void {
  process.on("message", (order: Order) => {
    void live(optionsOf(order)).then((life) => process.send?.(life));
  });
}
