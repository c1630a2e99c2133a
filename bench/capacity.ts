import { Redis } from "ioredis";
import { seededRandom } from "../src/demo/random.ts";
import type { Costs } from "./capacity-model.ts";
import { type Predicted, simulate, type Tables } from "./capacity-simulation.ts";
import { buildCroupier, startCroupier } from "./croupier-process.ts";
import type { MeasuredProcess } from "./measured-process.ts";
import type { BenchOptions } from "./options.ts";
import { AS_A_SERVICE, type Platform, startPlatform } from "./platform.ts";
import { latencies, type Players, startPlayers, toLastPeerMs } from "./players.ts";
import { redisCpuMicros } from "./redis-cpu.ts";
import { fixed, type Outcome, printTable, type Target, whole } from "./report.ts";
import { withStage } from "./stage.ts";

interface Row extends Predicted {
  readonly name: string;
}

interface Service {
  readonly web: MeasuredProcess;
  readonly worker: MeasuredProcess;
  readonly redis: Redis;
  readonly platform: Platform;
  readonly players: Players;
}

const MOST_ROOMS = 300;
const AS_PEOPLE = { leastMs: 1000, mostMs: 3000 };
/** Four times as much as people ask. */
const IN_HASTE = { leastMs: 250, mostMs: 750 };
/** What is idle and what an action adds is told from these two. */
const KNOWN = {
  little: { name: "50 rooms", rooms: 50, thinking: AS_PEOPLE },
  much: { name: "300 rooms, four times as fast", rooms: 300, thinking: IN_HASTE },
};
const FORETOLD = [
  { name: "150 rooms", rooms: 150, thinking: AS_PEOPLE },
  { name: "300 rooms", rooms: 300, thinking: AS_PEOPLE },
  { name: "200 rooms, four times as fast", rooms: 200, thinking: IN_HASTE },
];
/** Cores and times may be as far from the model, of what was measured. */
const MOST_OFF = 0.3;

/** Costs are measured at two loads; the model of docs/capacity.md foretells others from them, which are measured, too. */
export function benchCapacity({ isQuick }: BenchOptions): Promise<Outcome> {
  buildCroupier();
  const seconds = isQuick ? 4 : 12;
  return withStage(async ({ redis, keep }) => {
    const platform = keep(await startPlatform());
    const around = { redisUrl: redis.url, platformUrl: platform.url };
    const web = keep(await startCroupier({ ...around, role: "web" }));
    const worker = keep(await startCroupier({ ...around, role: "worker" }));
    const client = new Redis(redis.url);
    keep({ stop: () => client.disconnect() });
    const players = keep(startPlayers());
    const service = { web, worker, redis: client, platform, players };
    await players.open({ of: "poker", ports: [web.port], rooms: MOST_ROOMS, through: "one" });
    const measured = (point: Pick<Tables, "rooms" | "thinking">) => play(service, { ...point, seconds });
    // Warms them up, and spreads the rooms over all of a hand.
    await measured({ rooms: MOST_ROOMS, thinking: IN_HASTE });
    const little = await measured(KNOWN.little);
    const much = await measured(KNOWN.much);
    const costs = costsOf(little, much);
    const rows: Row[] = [
      { name: `${KNOWN.little.name}, measured`, ...little },
      { name: `${KNOWN.much.name}, measured`, ...much },
    ];
    const targets: Target[] = [];
    const handOverMs = handOver(little, costs, seconds);
    for (const { name, ...point } of FORETOLD) {
      const foretold = simulate({ ...point, ...spanOf(seconds) }, costs, { handOverMs, random: random() });
      const found = await measured(point);
      rows.push({ name: `${name}, foretold`, ...foretold }, { name: `${name}, measured`, ...found });
      targets.push(...targetsOf(name, foretold, found));
    }
    return outcome(costs, rows, targets);
  });
}

const spanOf = (seconds: number) => ({
  seconds: seconds * 5,
  callMs: { least: AS_A_SERVICE.least, most: AS_A_SERVICE.most },
});
const random = () => seededRandom("capacity");

async function play(
  service: Service,
  { rooms, thinking, seconds }: Omit<Tables, "callMs">,
): Promise<Predicted> {
  const { platform, players } = service;
  await platform.untilQuiet(250);
  await platform.begin(AS_A_SERVICE);
  const before = await readingOf(service);
  const { all } = await players.play([{ name: "all", from: 0, to: rooms, thinking }], seconds);
  await platform.untilQuiet(250);
  const after = await readingOf(service);
  const heard = await platform.tell();
  const cores = (of: keyof typeof after): number => (after[of] - before[of]) / 1e6 / seconds;
  return {
    actionsPerSecond: all!.deeds.length / seconds,
    callsPerSecond: heard.requests / seconds,
    webCores: cores("web"),
    workerCores: cores("worker"),
    redisCores: cores("redis"),
    ...latencies(toLastPeerMs(all!, heard)),
  };
}

async function readingOf({ web, worker, redis }: Service) {
  return {
    web: await web.cpuMicros(),
    worker: await worker.cpuMicros(),
    redis: await redisCpuMicros(redis),
  };
}

function costsOf(little: Predicted, much: Predicted): Costs {
  const actions = much.actionsPerSecond - little.actionsPerSecond;
  const more = (of: "webCores" | "workerCores" | "redisCores"): number => (much[of] - little[of]) / actions;
  const idle = (of: "webCores" | "workerCores" | "redisCores"): number =>
    Math.max(0, little[of] - more(of) * little.actionsPerSecond);
  const messagesAnAction = much.callsPerSecond / much.actionsPerSecond;
  return {
    idleCores: { web: idle("webCores"), worker: idle("workerCores"), redis: idle("redisCores") },
    webMicros: more("webCores") * 1e6,
    messageMicros: (more("workerCores") * 1e6) / messagesAnAction,
    redisMicros: more("redisCores") * 1e6,
    messagesAnAction,
  };
}

function handOver(little: Predicted, costs: Costs, seconds: number): number {
  const bare = simulate({ ...KNOWN.little, ...spanOf(seconds) }, costs, { handOverMs: 0, random: random() });
  return Math.max(0, little.p50Ms - bare.p50Ms);
}

function targetsOf(name: string, foretold: Predicted, found: Predicted): readonly Target[] {
  const off = (of: keyof Predicted): number => Math.abs(foretold[of] - found[of]) / found[of];
  const figures = [
    ["actions a second", "actionsPerSecond"],
    ["cores of the web process", "webCores"],
    ["cores of the worker", "workerCores"],
    ["median to the last peer", "p50Ms"],
  ] as const;
  return figures.map(([what, of]) => ({
    what: `${name}: the model is off in ${what} by`,
    measured: off(of),
    promised: MOST_OFF,
    bound: "at most",
    unit: "",
  }));
}

function outcome(costs: Costs, rows: readonly Row[], targets: readonly Target[]): Outcome {
  printTable("capacity", rows, [
    { head: "actions/s", of: ({ actionsPerSecond }) => fixed(1)(actionsPerSecond) },
    { head: "calls/s", of: ({ callsPerSecond }) => whole(callsPerSecond) },
    { head: "web cores", of: ({ webCores }) => fixed(3)(webCores) },
    { head: "worker cores", of: ({ workerCores }) => fixed(3)(workerCores) },
    { head: "Redis cores", of: ({ redisCores }) => fixed(3)(redisCores) },
    { head: "p50 ms to the last peer", of: ({ p50Ms }) => fixed(1)(p50Ms) },
    { head: "p99 ms", of: ({ p99Ms }) => fixed(1)(p99Ms) },
  ]);
  console.log(
    `costs: ${JSON.stringify(costs, (_, value: unknown) => (typeof value === "number" ? Number(value.toFixed(3)) : value))}\n`,
  );
  return { rows: [{ costs, rows }], targets };
}
